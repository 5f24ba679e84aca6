import { nameRecord, type RecordName } from '../../core/preflight/name-record';
import type { LoadableField } from '../../shared/domain/sobject';
import { CallError } from '../load/ports';
import { cutLists, toLiteral } from './find-by-key';
import { queryRecords } from './query';
import type { Session } from './session';

/** Which records are looked for: those of an object whose `field` has one of some values. */
export type RecordSearch = {
  object: string;
  field: LoadableField;
  /** API name of the field people call a record by; null for objects without one. */
  nameField: string | null;
};

/** A record that was found, with the key of the value it was found under. */
export type Hit = { key: string; id: string; name: string };

/** Columns of every answer: the Id, the value that was looked for, and the record's name. */
const searchColumns = ({ field, nameField }: RecordSearch): string[] => [
  ...new Set(['Id', field.name, ...(nameField === null ? [] : [nameField])]),
];

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** A record of an answer as a hit; null for one that has no such value. */
export const toHit = (search: RecordSearch, cell: (column: string) => unknown): Hit | null => {
  const id = textOf(cell('Id'));
  const key = nameRecord(search.field, textOf(cell(search.field.name)))?.key;
  if (id === '' || key === undefined) return null;
  return { key, id, name: search.nameField === null ? '' : textOf(cell(search.nameField)) };
};

/**
 * A definite no that a shorter query may not get: 414 and 431 for the length of a URI, 400 for a query that is too
 * complicated. One that is wrong in itself is refused for a single value as well.
 */
const mayBeTooLong = (cause: unknown): boolean => {
  if (!(cause instanceof CallError)) return false;
  const { errorCode } = (cause.cause ?? {}) as { errorCode?: unknown };
  return cause.failure.kind === 'refused' || /\b(414|431)\b|TOO_LARGE|TOO_LONG/.test(textOf(errorCode));
};

/** Records one query may bring: what a value has beyond that only says that it has very many. */
const recordsPerQuery = 20_000;

/**
 * Records under some values, by queries whose lists fit a URI; a list the org finds too long, or that brings too much
 * at once, is halved. Values have the form of `nameRecord`. Throws `CallError`.
 */
export async function* findByValues(
  session: Session,
  search: RecordSearch,
  names: readonly RecordName[],
  signal: AbortSignal,
): AsyncGenerator<Hit[]> {
  const columns = searchColumns(search).join(', ');
  const ask = async (list: readonly string[]): Promise<Record<string, unknown>[]> => {
    try {
      const soql = `SELECT ${columns} FROM ${search.object} WHERE ${search.field.name} IN (${list.join(', ')})`;
      const records = await queryRecords(session, `${soql} LIMIT ${recordsPerQuery}`, signal);
      if (records.length < recordsPerQuery || list.length < 2) return records;
    } catch (cause) {
      if (list.length < 2 || !mayBeTooLong(cause)) throw cause;
    }
    const half = Math.ceil(list.length / 2);
    return [...(await ask(list.slice(0, half))), ...(await ask(list.slice(half)))];
  };
  for (const list of cutLists(names.map(({ literal }) => toLiteral(search.field.type, literal)))) {
    const records = await ask(list);
    yield records.flatMap((record) => toHit(search, (column) => record[column]) ?? []);
  }
}

/** SOQL that brings every record that has a value at all: what is cheaper than asking for very many values. */
export const searchAll = (search: RecordSearch): string =>
  `SELECT ${searchColumns(search).join(', ')} FROM ${search.object} WHERE ${search.field.name} != null`;
