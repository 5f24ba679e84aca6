import type { ReactElement } from 'react';
import {
  centuryToNow,
  endOfCentury,
  findCentury,
  isBirthField,
  usualCentury,
} from '../../../core/sheet/century';
import { countZoneless } from '../../../core/sheet/find-format';
import { shortYearOf } from '../../../core/sheet/parse-date';
import type { ColumnFormat } from '../../../shared/domain/mapping';
import type { CellSample } from '../../../shared/domain/sheet';
import type { LoadableField } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Select } from '../../ui/kit';
import type { MatchRow } from './match-rows';

type Props = {
  row: MatchRow;
  field: LoadableField;
  /** Time zone of the person's Salesforce user; null where it is not known. */
  ownZone: string | null;
  onFormat: (format: ColumnFormat) => void;
};

const allZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** In which time zone a column's times are, where they don't say it themselves. */
const ZoneChoice = ({ row, ownZone, onFormat }: Omit<Props, 'field'>): ReactElement => {
  const { entry, profile } = row;
  const count = countZoneless(profile);
  const chosen = entry.format.timeZone ?? null;
  const zones = [...new Set([...(ownZone === null ? [] : [ownZone]), ...allZones])];
  const isOpen = count > 0 && chosen === null;
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-h">{t('detail.zone')}</p>
      <p className={`bh-row bh-top ${isOpen ? 'bh-warn-text' : 'bh-soft'}`}>
        <Icon name={isOpen ? 'warning' : 'clock'} size={14} />
        <span>
          {count === 0 ? t('detail.zone.none') : t('detail.zone.lead', { count })}{' '}
          {ownZone !== null && count > 0 && t('detail.zone.own', { zone: ownZone })}
        </span>
      </p>
      {count > 0 && (
        <Select
          size="sm"
          searchable
          allowDeselect={false}
          limit={100}
          aria-label={t('detail.zone')}
          placeholder={t('detail.zone.choose')}
          data={zones}
          value={chosen}
          onChange={(timeZone) => {
            if (timeZone !== null) onFormat({ ...entry.format, timeZone });
          }}
        />
      )}
    </div>
  );
};

const excelCentury = 1930;

/** The day a doubtful cell stands for in each of the two centuries it may be of. */
const doubtOf = ({ line, cell }: CellSample): string => {
  const year = shortYearOf(cell.trim()) ?? 0;
  return t('detail.century.doubt', {
    line,
    cell: cell.trim(),
    earlier: String(1900 + year),
    later: String(2000 + year),
  });
};

/** Which hundred years two-digit years are of. */
const CenturyChoice = ({ row, field, onFormat }: Pick<Props, 'row' | 'field' | 'onFormat'>): ReactElement => {
  const { entry, profile } = row;
  const { centuryFrom } = entry.format;
  const isBirth = isBirthField(field, profile.header);
  const isOpen = centuryFrom === undefined && findCentury(profile, field).undecided;
  const doubt = profile.proof?.centuryOfTwo ?? null;
  const label = (from: number, kind: 'usual' | 'excel' | 'past'): string =>
    t(`detail.century.${kind}`, { from: String(from), to: String(endOfCentury(from)) });
  const past = centuryToNow();
  const data = [
    { value: String(usualCentury), label: label(usualCentury, 'usual') },
    { value: String(excelCentury), label: label(excelCentury, 'excel') },
    { value: String(past), label: label(past, 'past') },
  ];
  const chosen = isOpen ? null : String(centuryFrom ?? usualCentury);
  const isKnown = chosen === null || data.some(({ value }) => value === chosen);
  const other = (from: string): string =>
    t('detail.century.span', { from, to: String(endOfCentury(Number(from))) });
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-h">{t('detail.century')}</p>
      <p className={`bh-row bh-top ${isOpen ? 'bh-warn-text' : 'bh-soft'}`}>
        <Icon name={isOpen ? 'warning' : 'clock'} size={14} />
        <span>
          {t('detail.century.lead', { count: profile.proof?.shortYears ?? 0 })}{' '}
          {isBirth ? t('detail.century.birth') : doubt !== null && doubtOf(doubt)}
        </span>
      </p>
      <Select
        size="sm"
        allowDeselect={false}
        aria-label={t('detail.century')}
        placeholder={t('detail.century.choose')}
        data={isKnown ? data : [...data, { value: chosen, label: other(chosen) }]}
        value={chosen}
        onChange={(value) => {
          if (value !== null) onFormat({ ...entry.format, centuryFrom: Number(value) });
        }}
      />
    </div>
  );
};

/** What a date or time leaves open besides the order of its parts: its century and its time zone. */
export const MomentDetail = ({ row, field, ownZone, onFormat }: Props): ReactElement | null => {
  const hasShortYears = (row.profile.proof?.shortYears ?? 0) > 0;
  const hasZone = field.type === 'datetime' && row.profile.filled > 0;
  if (!hasShortYears && !hasZone) return null;
  return (
    <>
      {hasShortYears && <CenturyChoice row={row} field={field} onFormat={onFormat} />}
      {hasZone && <ZoneChoice row={row} ownZone={ownZone} onFormat={onFormat} />}
    </>
  );
};
