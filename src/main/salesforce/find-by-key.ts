import { isQuoted } from '../../core/preflight/name-record';
import { canonicalValue } from '../../core/reconcile/canonical-value';
import type { FieldType } from '../../shared/domain/sobject';
import { CallError } from '../load/ports';
import { quoteSoql } from './connection';
import { clockTolerance } from './org-clock';
import { queryRecords } from './query';
import type { Session } from './session';

/** Whose records are asked for, and since when. */
type Maker = {
  object: string;
  /** Id of the signed-in user; '' where the org does not tell. */
  userId: string;
  /** Epoch milliseconds by the org's clock. */
  madeAfter: number;
  signal: AbortSignal;
};

/** A record that may be of a lost call's making. `isOwn`: the org says that the signed-in user made it. */
export type MadeRecord = { id: string; key: string; isOwn: boolean };

/** A record under a key. `isOlder`: it was there before; false where the org does not tell its age. */
export type KeyedRecord = { id: string; key: string; maker: 'self' | 'other' | 'unknown'; isOlder: boolean };

/** Bytes that the values of one query may take in its URI, which may have 16,384 with everything else. */
const bytesPerQuery = 6000;

/** Literals in lists that fit a query each. */
export const cutLists = (literals: readonly string[]): string[][] => {
  const lists: string[][] = [];
  let list: string[] = [];
  let bytes = 0;
  for (const literal of literals) {
    const size = encodeURIComponent(literal).length + 6;
    if (list.length > 0 && bytes + size > bytesPerQuery) {
      lists.push(list);
      list = [];
      bytes = 0;
    }
    list.push(literal);
    bytes += size;
  }
  return list.length === 0 ? lists : [...lists, list];
};

const isText = (value: unknown): value is string => typeof value === 'string';

const numeric: ReadonlySet<FieldType> = new Set(['double', 'currency', 'percent', 'int', 'long']);

/** The one spelling under which keys are asked for and compared; '' for what SOQL can't ask for. */
export const spellKey = (type: FieldType, text: string): string => {
  const key = canonicalValue(type, text.trim()).trim();
  return numeric.has(type) && !/^[+-]?\d+(\.\d+)?$/.test(key) ? '' : key;
};

/** A value as SOQL compares a field of its type with it. */
export const toLiteral = (type: FieldType, key: string): string => (isQuoted(type) ? quoteSoql(key) : key);

const isRefused = (cause: unknown): boolean => cause instanceof CallError && cause.failure.kind === 'refused';

/** Whether a record was made in time; where the org does not tell its age it may have been. */
const isMadeAfter = (record: Record<string, unknown>, madeAfter: number): boolean => {
  const { CreatedDate: madeAt } = record;
  return !isText(madeAt) || Date.parse(madeAt) >= madeAfter - clockTolerance;
};

/**
 * Records that exist under keys, in no order, with what the org tells of who made them and when. Times are compared
 * by the org's own clock. Throws `CallError`.
 *
 * @param field wire name and type of the key
 * @param keys as `spellKey` spells them
 */
export const findByKey = async (
  session: Session,
  { object, userId, madeAfter, signal }: Maker,
  field: { name: string; type: FieldType },
  keys: readonly string[],
): Promise<KeyedRecord[]> => {
  const literals = keys.map((key) => toLiteral(field.type, key));
  const found: KeyedRecord[] = [];
  for (const list of cutLists(literals)) {
    const ask = async (columns: readonly string[]) =>
      queryRecords(
        session,
        `SELECT ${[...new Set([...columns, field.name])].join(', ')} FROM ${object} WHERE ${field.name} IN (${list.join(', ')})`,
        signal,
      );
    const records = await ask(['Id', 'CreatedDate', 'CreatedById']).catch(async (cause: unknown) => {
      if (!isRefused(cause)) throw cause;
      return ask(['Id']);
    });
    for (const record of records) {
      const { Id: id, CreatedById: maker } = record;
      const key = record[field.name];
      if (!isText(id) || (!isText(key) && typeof key !== 'number')) continue;
      const knowsMaker = isText(maker) && userId !== '';
      const isOwn = knowsMaker && maker.slice(0, 15) === userId.slice(0, 15);
      found.push({
        id,
        key: spellKey(field.type, String(key)),
        maker: knowsMaker ? (isOwn ? 'self' : 'other') : 'unknown',
        isOlder: !isMadeAfter(record, madeAfter),
      });
    }
  }
  return found;
};

/**
 * Records that exist under keys which a lost call may have made, in no order. One that is older than the call, or
 * was made by somebody else, was there before and is left out; where the org does not tell age or maker, the record
 * counts. Throws `CallError`.
 */
export const findMadeByKey = async (...asked: Parameters<typeof findByKey>): Promise<MadeRecord[]> =>
  (await findByKey(...asked))
    .filter(({ maker, isOlder }) => maker !== 'other' && !isOlder)
    .map(({ id, key, maker }) => ({ id, key, isOwn: maker === 'self' }));

/**
 * Which of some records the signed-in user made since a time. None where the org does not tell age and maker: an
 * upsert that was repeated has then updated what it may have made. Throws `CallError`.
 */
export const findMadeAmong = async (
  session: Session,
  { object, userId, madeAfter, signal }: Maker,
  ids: readonly string[],
): Promise<Set<string>> => {
  const made = new Set<string>();
  if (ids.length === 0) return made;
  for (const list of cutLists(ids.map(quoteSoql))) {
    const soql = `SELECT Id, CreatedDate, CreatedById FROM ${object} WHERE Id IN (${list.join(', ')})`;
    const records = await queryRecords(session, soql, signal).catch((cause: unknown) => {
      if (isRefused(cause)) return [];
      throw cause;
    });
    for (const record of records) {
      const { Id: id, CreatedDate: madeAt, CreatedById: maker } = record;
      if (!isText(id) || !isText(madeAt) || !isText(maker)) continue;
      const isOwn = userId !== '' && maker.slice(0, 15) === userId.slice(0, 15);
      if (isOwn && isMadeAfter(record, madeAfter)) made.add(id);
    }
  }
  return made;
};
