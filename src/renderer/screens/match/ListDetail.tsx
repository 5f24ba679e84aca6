import type { ReactElement } from 'react';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField } from '../../../shared/domain/sobject';
import { formatCount, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { StateMark } from '../../ui/StateMark';
import { compareValues } from './match-rows';

type Props = { profile: ColumnProfile; field: LoadableField; objectLabel: string };

/** The values of the file against the list of the field: those that fit, and the rows that would be held. */
export const ListDetail = ({ profile, field, objectLabel }: Props): ReactElement => {
  const values = compareValues(profile, field);
  const off = values.filter(({ wire }) => wire === null);
  const heldRows = off.reduce((sum, { count }) => sum + count, 0);
  const ordered = [...off, ...values.filter(({ wire }) => wire !== null)];
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-soft">
        {t('detail.list.lead', {
          restricted: field.restrictedPicklist ? 'yes' : 'no',
          object: objectLabel,
          count: field.picklist.length,
        })}
      </p>
      {values.length === 0 && profile.filled > 0 ? (
        <p className="bh-soft">{t('detail.list.many')}</p>
      ) : (
        <section
          className="bh-detail-list"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys
          tabIndex={0}
          aria-label={t('detail.list', { field: field.label })}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t('detail.list.value')}</th>
                <th scope="col" className="bh-cell-num">
                  {t('detail.list.count')}
                </th>
                <th scope="col">{t('detail.list.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {ordered.map(({ value, count, wire }) => (
                <tr key={value}>
                  <td className="bh-medium bh-detail-value">{value}</td>
                  <td className="bh-cell-num bh-num">{formatCount(count)}</td>
                  <td>
                    <span className={`bh-row bh-top ${wire === null ? 'bh-warn-text' : 'bh-soft'}`}>
                      <Icon name={wire === null ? 'warning' : 'check'} size={14} />
                      <span>
                        {wire === null
                          ? t('detail.list.off')
                          : wire === value
                            ? t('detail.list.on')
                            : t('detail.list.as', { value: wire })}
                      </span>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {heldRows > 0 && (
        <p className="bh-row bh-top">
          <StateMark state="held" />
          <span>{t('detail.list.held', { count: heldRows, field: field.label })}</span>
        </p>
      )}
    </div>
  );
};
