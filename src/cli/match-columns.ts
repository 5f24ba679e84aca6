import { checkMapping } from '../core/mapping/check';
import { decideFormats } from '../core/mapping/decide-formats';
import { layMapping, matchHeaders, type HeaderMatches } from '../core/mapping/match-headers';
import type { MappingTarget } from '../core/mapping/offered-fields';
import { isReadByType } from '../core/sheet/wire-form';
import type { MappingProblem } from '../shared/domain/mapping';
import type { SheetView } from '../shared/domain/sheet';
import type { LoadableObject } from '../shared/domain/sobject';
import { text } from '../shared/messages/format';
import type { GivenMapping, LoadSpec } from './load-spec';
import { tellContradiction, wordsOfUndecided } from './read-formats';
import { refuse, Refusal } from './refusal';

/** A header as it is named to a person: by its words, or by its number where it has none. */
export const nameColumn = (header: string, column: number): string =>
  header.trim() === ''
    ? text('cli.column.unnamed', { column: column + 1 })
    : text('cli.column.named', { header });

/** A name two columns have, or none has, can't say which column is meant once one of them is sent. */
const refuseUnclear = (sheet: SheetView, { entries }: HeaderMatches): void => {
  const fold = (header: string): string => header.trim().toLowerCase();
  const line = sheet.headerLine ?? 1;
  for (const entry of entries) {
    if (entry.field === null) continue;
    const { header } = entry;
    if (fold(header) === '') refuse('cli.header.empty', { line, column: entry.column + 1 });
    const twin = entries.find((other) => other.column > entry.column && fold(other.header) === fold(header));
    if (twin !== undefined) refuse('cli.header.repeated', { line, column: twin.column + 1, header });
  }
};

const describeProblem = (problem: MappingProblem, object: LoadableObject, sheet: SheetView): string =>
  text(`cli.match.${problem.code}`, {
    object: object.label,
    field: problem.field ?? '',
    header: problem.header ?? '',
    column: (problem.column ?? 0) + 1,
    ...wordsOfUndecided(problem, sheet),
  });

const layGiven = (given: GivenMapping, sheet: SheetView, object: LoadableObject): HeaderMatches => {
  const laid = layMapping(
    given,
    sheet.columns.map(({ header }) => header),
    object,
  );
  const sentences = laid.problems.map(({ code, column, field }) =>
    text(`cli.match.${code}`, { column, field, object: object.label }),
  );
  if (sentences.length > 0) throw new Refusal(sentences.join(' '));
  return laid;
};

/** Whether a record can name the columns: all a mapping lists stand in it, or some field by its own name. */
export const canBeHeader = (
  cells: readonly string[],
  object: LoadableObject,
  target: MappingTarget,
  mapping: GivenMapping | null,
): boolean =>
  mapping === null
    ? matchHeaders(cells, object, target).entries.some(({ field }) => field !== null)
    : layMapping(mapping, cells, object).problems.every(({ code }) => code !== 'column-missing');

/** The columns that go to fields whose cells are read by their type, by number: only those need a look at each cell. */
export const columnsToRead = (
  headers: readonly string[],
  object: LoadableObject,
  target: MappingTarget,
  mapping: GivenMapping | null,
): ReadonlySet<number> => {
  const { entries, object: described } =
    mapping === null ? matchHeaders(headers, object, target) : layMapping(mapping, headers, object);
  const fields = new Map(described.fields.map((field) => [field.name, field]));
  const read = entries.filter((entry) => {
    const field = entry.field === null ? undefined : fields.get(entry.field);
    return field !== undefined && isReadByType(field);
  });
  return new Set(read.map(({ column }) => column));
};

/**
 * Matches the columns of a file to fields, by a given mapping or by their names, and settles how each is read.
 *
 * @throws {Refusal} where the match can't be used, with a sentence for each reason
 */
export const matchColumns = (
  sheet: SheetView,
  object: LoadableObject,
  target: MappingTarget,
  { mapping, formats, reading }: Pick<LoadSpec, 'mapping' | 'formats' | 'reading'>,
  timeZone: string | null,
): HeaderMatches => {
  const { columns } = sheet;
  const headers = columns.map(({ header }) => header);
  const matches = mapping === null ? matchHeaders(headers, object, target) : layGiven(mapping, sheet, object);
  refuseUnclear(sheet, matches);
  const decided = decideFormats({ ...matches, columns, given: reading, formats, timeZone });
  if (decided.contradictions.length > 0)
    throw new Refusal(decided.contradictions.map(tellContradiction).join(' '));
  const problems = checkMapping(decided.entries, matches.object, target, 'as-is', columns);
  // Where nothing is matched, what is missing for want of it need not be told as well.
  const told = problems.some(({ code }) => code === 'nothing-matched')
    ? problems.filter(({ code }) => code === 'nothing-matched' || code.endsWith('-unmatched'))
    : problems;
  if (told.length > 0)
    throw new Refusal(told.map((problem) => describeProblem(problem, matches.object, sheet)).join(' '));
  return { ...matches, entries: decided.entries };
};
