import type { ColumnRepair, RepairKind } from '../../shared/domain/mapping';
import type { DamageKind } from '../../shared/domain/sheet';
import { readFormulaText } from './cell-words';
import { hasInvisible, replaceInvisible } from './invisible';
import { formatDate } from './parse-date';
import { normaliseRecordId, restoreCase } from './record-id';

const serial = /^(\d{5})(?:[.,](\d{1,15}))?$/;
const firstSerial = 19_800;
const lastSerial = 73_050;
const secondsInDay = 86_400;
/** Day 0 of Excel's count as it runs from March 1900 on, after the 29 February 1900 that never was. */
const epoch = Date.UTC(1899, 11, 30);
/** Day 0 of the count of older Excels for Mac; the two counts are 1,462 days apart. */
const epoch1904 = Date.UTC(1904, 0, 1);

/**
 * The day, and the time of day to the second, that a spreadsheet's count of days stands for, as
 * `yyyy-MM-dd[ HH:mm:ss]`; null where the text is no such count of the years 1954 to 2099, or four years later where
 * days count from 1904.
 */
export const readSerial = (text: string, is1904 = false): string | null => {
  const [, days = '', fraction = ''] = serial.exec(text.trim()) ?? [];
  const day = Number(days);
  if (days === '' || day < firstSerial || day > lastSerial) return null;
  const seconds = Math.round(Number(`0.${fraction || '0'}`) * secondsInDay);
  const moment = new Date((is1904 ? epoch1904 : epoch) + (day * secondsInDay + seconds) * 1000);
  const date = formatDate({
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
  });
  return seconds % secondsInDay === 0 ? date : `${date} ${moment.toISOString().slice(11, 19)}`;
};

const repairOnce = (text: string, { kind, width = 0 }: ColumnRepair): string | null => {
  switch (kind) {
    case 'lost-zeros':
      return /^\d+$/.test(text) && text.length < width ? text.padStart(width, '0') : null;
    case 'serial-dates':
      return readSerial(text);
    case 'days-1904':
      return readSerial(text, true);
    case 'short-ids':
      return text.length === 15 ? normaliseRecordId(text) : null;
    case 'id-case':
      return restoreCase(text);
    case 'formula-text':
      return readFormulaText(text);
    case 'invisible':
      return hasInvisible(text) ? replaceInvisible(text).trim() : null;
    default:
      return kind satisfies never;
  }
};

/** What a repair mends. */
export const damageMendedBy = (kind: RepairKind): DamageKind =>
  kind === 'days-1904' ? 'serial-dates' : kind;

/** A cell with the repairs of its column applied; cells they don't apply to stay as they are, blanks and all. */
export const repairCell = (cell: string, repairs: readonly ColumnRepair[]): string => {
  let repaired = cell;
  for (const repair of repairs) {
    // Trimming takes a byte-order mark at an end off as a blank.
    const text = repair.kind === 'invisible' ? repaired : repaired.trim();
    repaired = repairOnce(text, repair) ?? repaired;
  }
  return repaired;
};
