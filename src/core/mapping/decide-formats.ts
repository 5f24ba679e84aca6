import type { ColumnFormat, MappingEntry } from '../../shared/domain/mapping';
import type { ColumnProfile, DateOrder, DecimalMark } from '../../shared/domain/sheet';
import type { LoadableObject } from '../../shared/domain/sobject';
import { findFormats } from '../sheet/find-format';
import { isDateField, isNumberField } from '../sheet/parse-value';

/** How dates and numbers are to be read, as a person says it for all columns at once. */
export type GivenFormat = Pick<ColumnFormat, 'dateOrder' | 'decimalMark' | 'timeZone' | 'centuryFrom'>;

/** A reading a person asked for that some cell refutes, while another reading fits every cell of the column. */
export type Contradiction = {
  column: number;
  header: string;
  given: DateOrder | DecimalMark;
  proven: DateOrder | DecimalMark;
  /** 1-based line of the file of the first cell that refutes it. */
  line: number;
};

type Input = {
  entries: readonly MappingEntry[];
  columns: readonly ColumnProfile[];
  object: LoadableObject;
  given: GivenFormat;
  /** What is said for single columns, by their header. */
  formats: Readonly<Record<string, ColumnFormat>>;
  /** The zone of date-times that name none. */
  timeZone: string | null;
};

const fold = (header: string): string => header.trim().toLowerCase();

/** What is said of a column by its name, exactly or else with blanks around and case aside, as columns are mapped. */
export const findByHeader = <T>(given: Readonly<Record<string, T>>, header: string): T | undefined => {
  const said = Object.entries(given);
  const [, found] =
    said.find(([name]) => name === header) ?? said.find(([name]) => fold(name) === fold(header)) ?? [];
  return found;
};

const refute = (
  { index, header, proof, dateOrders, decimalMarks }: ColumnProfile,
  { dateOrder, decimalMark }: ColumnFormat,
): Contradiction[] => {
  const [order] = dateOrders;
  const [mark] = decimalMarks;
  const date = dateOrder === undefined ? undefined : proof?.dates[dateOrder].against;
  const number = decimalMark === undefined ? undefined : proof?.numbers[decimalMark].against;
  return [
    ...(date == null || order === undefined || dateOrder === undefined
      ? []
      : [{ column: index, header, given: dateOrder, proven: order, line: date.line }]),
    ...(number == null || mark === undefined || decimalMark === undefined
      ? []
      : [{ column: index, header, given: decimalMark, proven: mark, line: number.line }]),
  ];
};

/** A format without the reading that the rows of a column refute, so that it is found anew from them. */
export const dropRefuted = (format: ColumnFormat, profile: ColumnProfile): ColumnFormat => {
  const refuted = new Set<string>(refute(profile, format).map(({ given }) => given));
  const { dateOrder, decimalMark, ...rest } = format;
  return {
    ...rest,
    ...(dateOrder === undefined || refuted.has(dateOrder) ? {} : { dateOrder }),
    ...(decimalMark === undefined || refuted.has(decimalMark) ? {} : { decimalMark }),
  };
};

const decide = (entry: MappingEntry, input: Input): { entry: MappingEntry; refuted: Contradiction[] } => {
  const profile = input.columns.find(({ index }) => index === entry.column);
  const field = input.object.fields.find(({ name }) => name === entry.field);
  if (profile === undefined || field === undefined) return { entry, refuted: [] };
  const { dateOrder, decimalMark, timeZone, centuryFrom } = input.given;
  const asked: ColumnFormat = {
    ...(isDateField(field) && dateOrder !== undefined ? { dateOrder } : {}),
    ...(isDateField(field) && centuryFrom !== undefined ? { centuryFrom } : {}),
    ...(isNumberField(field) && decimalMark !== undefined ? { decimalMark } : {}),
    ...(field.type === 'datetime' && timeZone !== undefined ? { timeZone } : {}),
    ...findByHeader(input.formats, entry.header),
  };
  const { format } = findFormats(profile, field, input.timeZone);
  const isTyped = profile.typed !== undefined;
  const { dateOrder: _order, decimalMark: _mark, ...rest } = asked;
  return {
    entry: { ...entry, format: { ...format, ...(isTyped ? rest : asked) } },
    refuted: isTyped ? [] : refute(profile, asked),
  };
};

/**
 * The entries of a mapping with the format of each column: as asked for, else as all rows prove it; what stays open
 * is for `checkMapping` to name. A request that some cell refutes is told where another reading fits every cell: one
 * of the two is mistaken, and following either could send wrong values.
 */
export const decideFormats = (input: Input): { entries: MappingEntry[]; contradictions: Contradiction[] } => {
  const decided = input.entries.map((entry) => decide(entry, input));
  return {
    entries: decided.map(({ entry }) => entry),
    contradictions: decided.flatMap(({ refuted }) => refuted),
  };
};
