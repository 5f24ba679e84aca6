import type { Damage, Expected, Finding, Reading, Refused, Sending } from './make/model';
import { corpusFields } from './org-object';
import { toFindingCode } from './vocabulary';

/** What of a reading a view can tell; the rest is undefined. */
export type SeenReading = {
  dialect?: {
    encoding?: string | undefined;
    delimiter?: string | undefined;
    headerRow: number;
    sheet?: string | undefined;
  };
  headerLine?: number | undefined;
  header: string[];
  rows: [row: number, line: number | undefined, cells: string[]][];
  rowCount: number;
  blankLines: number;
  damage?: [row: number, cause: string, line: number | undefined, column: number | undefined][];
  findings?: [code: string, count: number, column?: string][];
  /** Whether the load can't go on before a person has decided something. */
  asks?: boolean;
};

const sortFindings = <T extends readonly unknown[]>(findings: readonly T[]): T[] =>
  [...findings].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const toSeenFinding = ([kind, count, column]: Finding): [string, number, string?] =>
  column === undefined ? [toFindingCode(kind), count] : [toFindingCode(kind), count, column];

const only = (wanted: object, seen: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.keys(wanted).map((key) => [key, seen[key]]));

/** Long files are looked at where it tells; the rows are told apart by their numbers. */
const pickRows = (wanted: Reading, seen: SeenReading): SeenReading['rows'] => {
  if (wanted.rowCount === undefined) return seen.rows;
  const numbers = new Set(wanted.rows.map(([row]) => row));
  return seen.rows.filter(([row]) => numbers.has(row));
};

/** The expectation and what was seen, in one shape: equal where the file reads as it must. */
export const layReadings = (wanted: Reading, seen: SeenReading): { wanted: unknown; seen: unknown } => {
  const lines = seen.rows.some(([, line]) => line !== undefined);
  return {
    wanted: {
      dialect: seen.dialect === undefined ? undefined : wanted.dialect,
      headerLine: seen.headerLine === undefined ? undefined : wanted.headerLine,
      header: wanted.header,
      rows: wanted.rows.map(([row, line, cells]) => [row, lines ? line : undefined, cells]),
      rowCount: wanted.rowCount ?? wanted.rows.length,
      blankLines: wanted.blankLines ?? 0,
      asks: seen.asks === undefined ? undefined : wanted.asks === true,
      findings: seen.findings && sortFindings((wanted.findings ?? []).map(toSeenFinding)),
    },
    seen: {
      dialect: seen.dialect && only(wanted.dialect, seen.dialect),
      headerLine: seen.headerLine,
      header: seen.header,
      rows: pickRows(wanted, seen),
      rowCount: seen.rowCount,
      blankLines: seen.blankLines,
      asks: seen.asks,
      findings: seen.findings && sortFindings(seen.findings),
    },
  };
};

/** The reading that is owed to the command line: as on the screens, but for what is said. */
export const readingForCommand = ({ reading, cli }: Expected): Reading | undefined => {
  if (cli?.refusal !== undefined) return undefined;
  return cli?.reading === undefined ? reading : ({ ...reading, ...cli.reading } as Reading);
};

export const refusalForCommand = ({ refusal, cli }: Expected): Refused | undefined =>
  cli?.reading === undefined ? (cli?.refusal ?? refusal) : undefined;

export const damageOf = (wanted: Reading): Damage[] => wanted.damage ?? [];

const typeOf = (fieldName: string): string =>
  corpusFields.find(({ name }) => name === fieldName)?.type ?? 'string';

/** A decimal without sign of zero, zeros in front and at its end. */
const toPlainDecimal = (text: string): string => {
  const match = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return digits === '0' ? '0' : `${sign}${digits}`;
};

const toInstant = (text: string): string => {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
    ? Date.parse(text)
    : NaN;
  return Number.isNaN(at) ? text : new Date(at).toISOString();
};

const toFullTime = (text: string): string => {
  const match = /^(\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?Z?$/.exec(text);
  return match === null ? text : `${match[1]}:${match[2] ?? '00'}.${(match[3] ?? '').padEnd(3, '0')}Z`;
};

/** Two texts on the wire that Salesforce takes for the same value become one. */
export const canonicalWire = (text: string, fieldName: string): string => {
  if (text === '') return '';
  switch (typeOf(fieldName)) {
    case 'double':
    case 'currency':
    case 'percent':
      return toPlainDecimal(text);
    case 'datetime':
      return toInstant(text);
    case 'time':
      return toFullTime(text);
    default:
      return text;
  }
};

export const canonicalWires = ({ fields, wire }: Sending): [number, string[]][] => {
  const names = Object.values(fields);
  return wire.map(([row, values]) => [row, values.map((value, at) => canonicalWire(value, names[at] ?? ''))]);
};
