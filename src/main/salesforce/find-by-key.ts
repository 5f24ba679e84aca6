import { CallError } from '../load/ports';
import { queryAll, quoteSoql } from './connection';
import type { Session } from './session';

type Question = {
  object: string;
  /** Wire name of a unique field. */
  field: string;
  keys: readonly string[];
  /** Epoch milliseconds. */
  madeAfter: number;
  /** 18-character Id of the signed-in user. */
  userId: string;
};

/** Salesforce's clock and this computer's may differ by this much, milliseconds. */
const clockTolerance = 120_000;

/** Keys in one query: an encoded key rarely takes more than 60 bytes, and a URI may have 16,384. */
const keysPerQuery = 100;

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * Which records exist under unique keys that a lost call may have made: their Ids by key in lower case. A record
 * that is older than the call, or was made by somebody else, was there before and is left out; where the org does
 * not tell age and maker, a record counts as made by the call. Throws `CallError`.
 */
export const findMadeByKey = async (
  session: Session,
  { object, field, keys, madeAfter, userId }: Question,
): Promise<Map<string, string>> => {
  const ask = async (columns: string, list: string): Promise<Record<string, unknown>[]> =>
    queryAll(session, `SELECT ${columns} FROM ${object} WHERE ${field} IN (${list})`);
  const found = new Map<string, string>();
  for (let at = 0; at < keys.length; at += keysPerQuery) {
    const list = keys
      .slice(at, at + keysPerQuery)
      .map(quoteSoql)
      .join(', ');
    const records = await ask(`Id, CreatedDate, CreatedById, ${field}`, list).catch(
      async (cause: unknown) => {
        if (!(cause instanceof CallError) || cause.failure.kind !== 'refused') throw cause;
        return ask(`Id, ${field}`, list);
      },
    );
    for (const record of records) {
      const { Id: id, CreatedDate: madeAt, CreatedById: maker } = record;
      const key = record[field];
      if (!isText(id) || (!isText(key) && typeof key !== 'number')) continue;
      if (isText(madeAt) && Date.parse(madeAt) < madeAfter - clockTolerance) continue;
      if (isText(maker) && maker.slice(0, 15) !== userId.slice(0, 15)) continue;
      found.set(String(key).toLowerCase(), id);
    }
  }
  return found;
};
