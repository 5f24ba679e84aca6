import type { ReactElement } from 'react';
import { countZoneless } from '../../../core/sheet/find-format';
import type { ColumnFormat } from '../../../shared/domain/mapping';
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

const usualCentury = 1970;
const excelCentury = 1930;
const span = 99;
const past = new Date().getFullYear() - span;

/** Which hundred years two-digit years are of. */
const CenturyChoice = ({ row, onFormat }: Pick<Props, 'row' | 'onFormat'>): ReactElement => {
  const { entry, profile } = row;
  const label = (from: number, kind: 'usual' | 'excel' | 'past'): string =>
    t(`detail.century.${kind}`, { from: String(from), to: String(from + span) });
  const data = [
    { value: String(usualCentury), label: label(usualCentury, 'usual') },
    { value: String(excelCentury), label: label(excelCentury, 'excel') },
    { value: String(past), label: label(past, 'past') },
  ];
  const chosen = String(entry.format.centuryFrom ?? usualCentury);
  const isKnown = data.some(({ value }) => value === chosen);
  const other = { from: chosen, to: String(Number(chosen) + span) };
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-h">{t('detail.century')}</p>
      <p className="bh-soft">{t('detail.century.lead', { count: profile.proof?.shortYears ?? 0 })}</p>
      <Select
        size="sm"
        allowDeselect={false}
        aria-label={t('detail.century')}
        data={isKnown ? data : [...data, { value: chosen, label: t('detail.century.span', other) }]}
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
      {hasShortYears && <CenturyChoice row={row} onFormat={onFormat} />}
      {hasZone && <ZoneChoice row={row} ownZone={ownZone} onFormat={onFormat} />}
    </>
  );
};
