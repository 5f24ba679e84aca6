import type { ReactElement } from 'react';
import type { ReviewReport } from '../../../shared/domain/load';
import { formatCount, t } from '../../lib/text';
import { Card } from '../../ui/Card';

const Count = ({ value, warn = false }: { value: number; warn?: boolean }): ReactElement => (
  <td className={`bh-cell-num ${value === 0 ? 'bh-mute' : warn ? 'bh-warn-text bh-strong' : ''}`}>
    {formatCount(value)}
  </td>
);

/** Blanks that fall away are nothing to see: words have to say it. */
const sayExample = ({ cell, wire }: { cell: string; wire: string }): string =>
  t(cell.trim() === wire ? 'review.effects.trimmed' : 'review.effects.example', { cell, wire });

/** What sending does to each field: cells that set it, leave it as it is, or clear it. */
export const FieldEffects = ({ effects }: { effects: ReviewReport['effects'] }): ReactElement => (
  <Card
    title={t('review.effects.title')}
    {...(effects.length === 0 ? {} : { note: t('review.effects.note', { count: effects.length }) })}
    flush
  >
    {effects.length === 0 ? (
      <p className="bh-card-pad bh-soft">{t('review.effects.none')}</p>
    ) : (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys
      <section className="bh-effects" tabIndex={0} aria-label={t('review.effects.scroll')}>
        <table className="bh-table">
          <thead>
            <tr>
              <th scope="col">{t('review.effects.field')}</th>
              <th scope="col" className="bh-cell-num">
                {t('review.effects.set')}
              </th>
              <th scope="col" className="bh-cell-num">
                {t('review.effects.keep')}
              </th>
              <th scope="col" className="bh-cell-num">
                {t('review.effects.clear')}
              </th>
            </tr>
          </thead>
          <tbody>
            {effects.map((effect) => (
              <tr key={effect.field}>
                <td>
                  <span className="bh-medium">{effect.fieldLabel}</span>
                  {effect.header !== effect.fieldLabel && (
                    <span className="bh-caption bh-mute bh-effect-header">{effect.header}</span>
                  )}
                  {effect.example !== undefined && (
                    <span className="bh-caption bh-mute bh-effect-header bh-effect-example">
                      {sayExample(effect.example)}
                    </span>
                  )}
                </td>
                <Count value={effect.set} />
                <Count value={effect.keep} />
                <Count value={effect.clear} warn />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
  </Card>
);
