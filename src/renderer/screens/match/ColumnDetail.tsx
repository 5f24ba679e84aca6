import type { ReactElement } from 'react';
import { isDateField, isNumberField } from '../../../core/sheet/parse-value';
import type { ColumnFormat } from '../../../shared/domain/mapping';
import type { ObjectDescription } from '../../../shared/domain/sobject';
import { formatCount, t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { FormatDetail } from './FormatDetail';
import { ListDetail } from './ListDetail';
import { headerName, typeWord, type MatchRow } from './match-rows';

type Props = {
  row: MatchRow | null;
  orgId: string;
  object: ObjectDescription;
  /** The record type whose lists are shown; null shows those of all together. */
  recordType: string | null;
  onRecordType: (recordTypeId: string | null) => void;
  onFormat: (column: number, format: ColumnFormat) => void;
};

const Facts = ({ row }: { row: MatchRow }): ReactElement => {
  const { profile, field } = row;
  const most = field !== null && field.length > 0 && profile.longest > field.length ? field.length : null;
  return (
    <dl className="bh-pairs">
      {field !== null && (
        <>
          <dt>{t('detail.field')}</dt>
          <dd>
            {field.label} <span className="bh-caption bh-mute bh-id">{field.name}</span>{' '}
            <span className="bh-caption bh-mute">{typeWord(field)}</span>
          </dd>
        </>
      )}
      <dt>{t('detail.filled')}</dt>
      <dd className="bh-num">{formatCount(profile.filled)}</dd>
      <dt>{t('detail.blank')}</dt>
      <dd className="bh-num">{formatCount(profile.blank)}</dd>
      <dt>{t('detail.distinct')}</dt>
      <dd className="bh-num">
        {profile.distinct > 1000 ? t('detail.distinct.many') : formatCount(profile.distinct)}
      </dd>
      <dt>{t('detail.longest')}</dt>
      <dd className={most === null ? '' : 'bh-warn-text'}>
        {most === null
          ? t('detail.longest.value', { count: profile.longest })
          : t('detail.longest.over', { count: profile.longest, most })}
      </dd>
    </dl>
  );
};

/** What is known of the chosen column: its values against the field's list, how its dates or numbers are read. */
export const ColumnDetail = (props: Props): ReactElement => {
  const { row, orgId, object, onFormat } = props;
  if (row === null)
    return (
      <Card>
        <p className="bh-soft">{t('detail.choose')}</p>
      </Card>
    );
  const { field, profile, entry } = row;
  return (
    <Card title={headerName(entry)}>
      <div className="bh-stack">
        {field === null && <p className="bh-soft">{t('detail.unsent')}</p>}
        {field?.via !== undefined && (
          <p className="bh-soft">{t('detail.lookup', { parent: field.via.parentLabel, key: field.label })}</p>
        )}
        {field !== null && (isDateField(field) || isNumberField(field)) && (
          <FormatDetail
            row={row}
            field={field}
            onFormat={(format) => {
              onFormat(entry.column, format);
            }}
          />
        )}
        {field !== null && field.picklist.length > 0 && (
          <ListDetail
            profile={profile}
            field={field}
            orgId={orgId}
            object={object}
            recordType={props.recordType}
            onRecordType={props.onRecordType}
          />
        )}
        <Facts row={row} />
        {profile.samples.length > 0 && (
          <div>
            <p className="bh-caption bh-mute">{t('detail.samples')}</p>
            <ul className="bh-detail-samples">
              {profile.samples.slice(0, 6).map((sample, index) => (
                <li key={index}>{sample.length > 160 ? `${sample.slice(0, 160)}…` : sample}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
};
