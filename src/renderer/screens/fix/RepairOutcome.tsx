import type { ReactElement } from 'react';
import type { RepairPreview } from '../../../shared/domain/grid';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { StateMark } from '../../ui/StateMark';

const shownSamples = 3;

const Value = ({ text }: { text: string }): ReactElement =>
  text === '' ? <span className="bh-mute">{t('fix.empty.cell')}</span> : <>{text}</>;

/** Before and after for a few rows, and what becomes of all of them. */
export const RepairOutcome = ({ preview }: { preview: RepairPreview }): ReactElement => {
  if (preview.changed === 0) return <p className="bh-soft">{t('repair.preview.none')}</p>;
  const stay = preview.rows - preview.ready;
  return (
    <>
      <table className="bh-fix-samples">
        <caption>{t('repair.preview')}</caption>
        <thead>
          <tr>
            <th>{t('repair.preview.row')}</th>
            <th>{t('repair.preview.before')}</th>
            <th aria-hidden="true" />
            <th>{t('repair.preview.after')}</th>
          </tr>
        </thead>
        <tbody>
          {preview.samples.slice(0, shownSamples).map((sample) => (
            <tr key={sample.row}>
              <td className="bh-num bh-soft">{sample.row}</td>
              <td className="bh-cut" title={sample.before}>
                <Value text={sample.before} />
              </td>
              <td className="bh-mute" aria-hidden="true">
                <Icon name="next" size={14} />
              </td>
              <td className="bh-cut bh-medium" title={sample.after}>
                <Value text={sample.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <output className="bh-row bh-top">
        <StateMark state={preview.ready > 0 ? 'ready' : 'failed'} />
        <span>
          <b className="bh-num">{t('repair.outcome.ready', { count: preview.ready })}</b>{' '}
          {stay > 0 && t('repair.outcome.stay', { count: stay })}
        </span>
      </output>
    </>
  );
};
