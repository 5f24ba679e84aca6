import type { ReactElement } from 'react';
import { isDateField, isNumberField } from '../../../core/sheet/parse-value';
import type { ColumnFormat } from '../../../shared/domain/mapping';
import type { LoadView } from '../../../shared/domain/load';
import type { LoadableField, ObjectDescription } from '../../../shared/domain/sobject';
import { formatCount, t } from '../../lib/text';
import { hasBeenSent } from '../../state/passage';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { DamageEntry } from '../damage/DamageEntry';
import { damageOf } from '../damage/damage-items';
import { useRepairs } from '../damage/use-repairs';
import { ErrorCellDetail } from './ErrorCellDetail';
import { FormatDetail } from './FormatDetail';
import { ListDetail } from './ListDetail';
import { headerName, typeWord, type MatchRow } from './match-rows';
import { MomentDetail } from './MomentDetail';
import { WirePreview } from './WirePreview';
import '../damage/damage.css';

type Props = {
  load: LoadView;
  row: MatchRow | null;
  object: ObjectDescription;
  /** The record type whose lists are shown; null shows those of all together. */
  recordType: string | null;
  onRecordType: (recordTypeId: string | null) => void;
  onFormat: (column: number, format: ColumnFormat) => void;
};

/** An estimate is told in two digits: more would look like knowledge. */
const roundEstimate = (value: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
};

const Damages = ({ load, row }: { load: LoadView; row: MatchRow }): ReactElement | null => {
  const repairs = useRepairs(load);
  const items = damageOf(row.profile, row.field, load);
  if (items.length === 0) return null;
  return (
    <div className="bh-detail-damages">
      <p className="bh-h">{t('damage.title')}</p>
      {repairs.error !== null && <ErrorNotice error={repairs.error} />}
      <ul>
        {items.map((item) => (
          <DamageEntry
            key={item.damage.kind}
            item={item}
            busy={repairs.pending}
            readOnly={hasBeenSent(load)}
            onRepair={repairs.turn}
          />
        ))}
      </ul>
    </div>
  );
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
            {field.label}{' '}
            <span className="bh-caption bh-mute">
              <span className="bh-id">{field.name}</span>, {typeWord(field)}
            </span>
          </dd>
        </>
      )}
      <dt>{t('detail.filled')}</dt>
      <dd className="bh-num">{formatCount(profile.filled)}</dd>
      <dt>{t('detail.blank')}</dt>
      <dd className="bh-num">{formatCount(profile.blank)}</dd>
      <dt>{t('detail.distinct')}</dt>
      <dd className="bh-num">
        {profile.distinct <= 1000
          ? formatCount(profile.distinct)
          : profile.distinctAbout === undefined
            ? t('detail.distinct.many')
            : t('detail.distinct.about', { count: roundEstimate(profile.distinctAbout) })}
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
  const { load, row, object } = props;
  if (row === null)
    return (
      <Card>
        <p className="bh-soft">{t('detail.choose')}</p>
      </Card>
    );
  const { field, profile, entry } = row;
  const onFormat = (format: ColumnFormat): void => {
    props.onFormat(entry.column, format);
  };
  // An order that is proven needs no thought, so that what else is to be decided stands above it.
  const asksMomentFirst = profile.dateOrders.length === 1;
  const moment = (of: LoadableField): ReactElement => (
    <MomentDetail row={row} field={of} ownZone={load.timeZone} onFormat={onFormat} />
  );
  return (
    <Card title={headerName(entry)}>
      <div className="bh-stack">
        {field === null && <p className="bh-soft">{t('detail.unsent')}</p>}
        {field?.via !== undefined && (
          <p className="bh-soft">{t('detail.lookup', { parent: field.via.parentLabel, key: field.label })}</p>
        )}
        {field !== null && isDateField(field) && asksMomentFirst && moment(field)}
        {field !== null && (isDateField(field) || isNumberField(field)) && (
          <FormatDetail row={row} field={field} onFormat={onFormat} />
        )}
        {field !== null && isDateField(field) && !asksMomentFirst && moment(field)}
        {field !== null && profile.errorCells > 0 && (
          <ErrorCellDetail row={row} usual={load.options.errorCells} onFormat={onFormat} />
        )}
        <Damages load={load} row={row} />
        {field !== null && field.picklist.length === 0 && (
          <WirePreview row={row} field={field} repairs={load.repairs} />
        )}
        {field !== null && field.picklist.length > 0 && (
          <ListDetail
            profile={profile}
            field={field}
            orgId={load.org.id}
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
