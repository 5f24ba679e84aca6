import type { ReactElement } from 'react';
import type { ColumnProfile } from '../../../shared/domain/sheet';
import type { LoadableField, ObjectDescription } from '../../../shared/domain/sobject';
import { formatAgo, formatCount, isJustNow, t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { Select } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';
import { compareValues, narrowList } from './match-rows';
import { usePicklists } from './use-picklists';

type Props = {
  profile: ColumnProfile;
  field: LoadableField;
  orgId: string;
  object: ObjectDescription;
  /** The record type whose values are shown; null shows those of all together. */
  recordType: string | null;
  onRecordType: (recordTypeId: string | null) => void;
};

const all = 'all';

const RecordTypeChoice = ({ object, recordType, onRecordType }: Omit<Props, 'profile' | 'field'>) => (
  <Select
    size="xs"
    label={t('detail.list.type')}
    value={recordType ?? all}
    allowDeselect={false}
    data={[
      { value: all, label: t('detail.list.type.all') },
      ...object.recordTypes.map(({ id, name, isMaster, isDefault }) => {
        const own = isMaster ? t('detail.list.type.master') : name;
        return { value: id, label: isDefault ? t('detail.list.type.default', { name: own }) : own };
      }),
    ]}
    onChange={(chosen) => {
      onRecordType(chosen === all ? null : chosen);
    }}
  />
);

/** The values of the file against the list of the field: those that fit, and the rows that would be held. */
export const ListDetail = (props: Props): ReactElement => {
  const { profile, field, orgId, object } = props;
  const hasTypes = field.via === undefined && object.recordTypes.some(({ isMaster }) => !isMaster);
  const recordType = hasTypes ? props.recordType : null;
  const picklists = usePicklists(orgId, object.name, recordType);
  const known = picklists.value;
  const narrowed = known?.narrowed === true ? narrowList(field, known) : null;
  const shown = narrowed ?? field;
  const values = compareValues(profile, shown);
  const refused = values.filter(({ wire }) => wire === null);
  const refusedRows = refused.reduce((sum, { count }) => sum + count, 0);
  const ordered = [...refused, ...values.filter(({ wire }) => wire !== null)];
  const off = narrowed === null ? 'detail.list.off' : 'detail.list.type.off';
  return (
    <div className="bh-stack bh-stack-2">
      {hasTypes && <RecordTypeChoice {...props} />}
      <p className="bh-soft">
        {t(narrowed === null ? 'detail.list.lead' : 'detail.list.type.lead', {
          restricted: field.restrictedPicklist ? 'yes' : 'no',
          object: object.label,
          count: shown.picklist.length,
        })}
      </p>
      {recordType !== null && known === null && picklists.error === null && (
        <output className="bh-caption bh-mute">{t('detail.list.type.reading')}</output>
      )}
      {picklists.error !== null && <ErrorNotice error={picklists.error} />}
      {known?.narrowed === false && <p className="bh-caption bh-mute">{t('detail.list.type.wide')}</p>}
      {narrowed !== null && known !== null && !isJustNow(known.asOf) && (
        <p className="bh-caption bh-mute">{t('detail.list.type.age', { ago: formatAgo(known.asOf) })}</p>
      )}
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
              {ordered.map(({ value, count, wire, listed }) => (
                <tr key={value}>
                  <td className="bh-medium bh-detail-value">{value}</td>
                  <td className="bh-cell-num bh-num">{formatCount(count)}</td>
                  <td>
                    <span className={`bh-row bh-top ${wire === null ? 'bh-warn-text' : 'bh-soft'}`}>
                      <Icon name={wire === null ? 'warning' : 'check'} size={14} />
                      <span>
                        {wire === null || !listed
                          ? t(wire === null ? off : 'detail.list.extra')
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
      {refusedRows > 0 && narrowed === null && (
        <p className="bh-row bh-top">
          <StateMark state="held" />
          <span>{t('detail.list.held', { count: refusedRows, field: field.label })}</span>
        </p>
      )}
      {refusedRows > 0 && narrowed !== null && (
        <p className="bh-row bh-top bh-warn-text">
          <Icon name="warning" size={14} />
          <span>{t('detail.list.type.held', { count: refusedRows })}</span>
        </p>
      )}
    </div>
  );
};
