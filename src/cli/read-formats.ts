import { endOfCentury, usualCentury } from '../core/sheet/century';
import { countZoneless } from '../core/sheet/find-format';
import { isTimeZone } from '../core/sheet/time-zone';
import type { Contradiction, GivenFormat } from '../core/mapping/decide-formats';
import type { MappingEntry, MappingProblem } from '../shared/domain/mapping';
import type { ColumnProfile, SheetView } from '../shared/domain/sheet';
import { text } from '../shared/messages/format';
import { numberOf, textOf, wordOf, type CommandLine } from './parse-options';
import { refuse } from './refusal';

/** `--date-order`, `--decimal`, `--century-from` and `--time-zone`: what a person says of all columns at once. */
export const readGivenFormat = (line: CommandLine): GivenFormat => {
  const dateOrder = wordOf(line, 'date-order', ['ymd', 'dmy', 'mdy']);
  const decimalMark = wordOf(line, 'decimal', ['dot', 'comma']);
  const centuryFrom = numberOf(line, 'century-from', 1901, 1999);
  const timeZone = textOf(line, 'time-zone');
  if (timeZone !== undefined && !isTimeZone(timeZone)) refuse('cli.time-zone-unknown', { zone: timeZone });
  return {
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimalMark === undefined ? {} : { decimalMark }),
    ...(centuryFrom === undefined ? {} : { centuryFrom }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
};

/** A load that exists reads its rows the same way each time. */
export const refuseGivenFormat = (line: CommandLine): void => {
  const option = ['date-order', 'decimal', 'century-from', 'time-zone'].find(
    (name) => textOf(line, name) !== undefined,
  );
  if (option !== undefined) refuse('cli.resubmit.format', { option: `--${option}` });
};

export const tellContradiction = ({ column, header, given, proven, line }: Contradiction): string =>
  text('cli.format.contradiction', { column: column + 1, header, given, proven, line });

/** The lines that leave a format open: two that contradict each other, or one that reads two ways. */
const linesOf = (code: MappingProblem['code'], { proof }: ColumnProfile): number[] => {
  if (proof === undefined) return [];
  if (code === 'century-undecided') return proof.centuryOfTwo == null ? [] : [proof.centuryOfTwo.line];
  const lines =
    code === 'date-order-undecided'
      ? proof.dateOfTwo !== null && (proof.dates.dmy.against ?? proof.dates.mdy.against) === null
        ? [proof.dateOfTwo]
        : [proof.dates.dmy.against, proof.dates.mdy.against]
      : proof.numbers.dot.against === null && proof.numbers.comma.against === null
        ? [proof.numberOfTwo]
        : [proof.numbers.dot.against, proof.numbers.comma.against];
  return lines.flatMap((sample) => (sample === null ? [] : [sample.line])).sort((a, b) => a - b);
};

/** Words for a column whose format is open: which lines leave it so, never what stands there. */
export const wordsOfUndecided = ({ code, column }: MappingProblem, sheet: SheetView) => {
  const profile = column === undefined ? undefined : sheet.columns[column];
  const lines = profile === undefined ? [] : linesOf(code, profile);
  return { lines: lines.length, line: lines[0] ?? 0, other: lines[1] ?? 0 };
};

/** How the columns are read that are not in Salesforce's own form, in one line; empty where there are none. */
export const describeFormats = (entries: readonly MappingEntry[], sheet: SheetView): string => {
  const parts = entries.flatMap(({ header, column, field, format }) => {
    const profile = sheet.columns[column];
    if (field === null || profile === undefined) return [];
    const { dateOrder = 'ymd', decimalMark = 'dot', timeZone = '' } = format;
    const zone = timeZone !== '' && countZoneless(profile) > 0 ? timeZone : '';
    const hasDates = dateOrder !== 'ymd' && profile.dates > 0;
    const hasNumbers = decimalMark !== 'dot' && profile.numbers > 0;
    // A column whose format has an order or a century is one of dates.
    const hasYears = format.dateOrder !== undefined && (profile.proof?.shortYears ?? 0) > 0;
    if (!hasDates && !hasNumbers && !hasYears && zone === '') return [];
    const from = format.centuryFrom ?? usualCentury;
    const years = { dated: hasYears ? 'yes' : 'no', from: String(from), to: String(endOfCentury(from)) };
    const words = {
      ...years,
      header,
      order: hasDates ? dateOrder : 'ymd',
      mark: hasNumbers ? decimalMark : 'dot',
    };
    return [text('cli.format.column', { ...words, zoned: zone === '' ? 'no' : 'yes', zone })];
  });
  return parts.join('; ');
};
