import { writeOutcome, type RowRemark } from '../main/use-cases/loads/read-ledger';
import type { MappingEntry } from '../shared/domain/mapping';
import type { RowProblem } from '../shared/domain/problem';
import { hasMessage, text } from '../shared/messages/format';

/** The columns that stand behind those of the file in every output, in the order of `writeOutcome`. */
export const ownColumns = [
  '_row',
  '_state',
  '_id',
  '_created',
  '_error_code',
  '_error',
  '_attempts',
] as const;

const begins = (header: string): boolean => ownColumns.some((name) => header.startsWith(name));

/** A source column that begins like one of ours is told apart by `_src` at its end. */
export const toOutputHeader = (header: string): string => (begins(header) ? `${header}_src` : header);

/** Where a cell stands: its line, its column by number and by name. */
const placeOf = (row: RowRemark, problem: RowProblem, mapping: readonly MappingEntry[]) => {
  const { column, expected, found } = problem.params;
  const cellCount =
    typeof expected === 'number' && typeof found === 'number' ? Math.min(expected, found) + 1 : 0;
  const at =
    typeof column === 'number' && column > 0
      ? column
      : cellCount > 0
        ? cellCount
        : (mapping.find(({ field }) => field !== null && problem.fields.includes(field))?.column ?? -1) + 1;
  return { line: row.line, column: at, header: mapping[at - 1]?.header ?? '' };
};

/** One sentence for why a row did not go in: Salesforce's own words where it spoke, else ours. */
export const describeRow = (row: RowRemark, mapping: readonly MappingEntry[]): string => {
  const { problem } = row;
  if (problem === null) return '';
  if (problem.text !== undefined) return problem.text;
  const words = { shown: 'no', ...problem.params, ...placeOf(row, problem, mapping) };
  const own = `cli.row.${problem.cause}`;
  if (hasMessage(own)) return text(own, words);
  const why = `problem.${problem.cause}.why`;
  if (!hasMessage(why)) return problem.cause;
  if (words.column === 0 || problem.fields.length === 0) return text(why, words).trim();
  // One row is spoken of, not one of many; a clock change is explained by its cell and zone together.
  const { value, zone } = problem.params;
  const holds = value !== undefined && zone === undefined ? 'yes' : 'no';
  const sentence = text(why, holds === 'yes' ? { ...words, shown: 'no' } : words).trim();
  return text('cli.row.placed', { ...words, value: value ?? '', holds, why: sentence });
};

/** What stands in our own columns for a row that something has to be said about. */
export const writeRemark = (row: RowRemark, mapping: readonly MappingEntry[]): string =>
  writeOutcome(row, {
    code: row.problem === null ? '' : (row.problem.code ?? row.problem.cause),
    text: describeRow(row, mapping),
  });
