import { FoundRecords } from '../../shared/domain/grid';
import { fromBulkFile } from './bulk-file';
import type { Database, Transaction, Value } from './database';

/** Records kept of a value that several have: enough to pick one, and no memory for a thousand. */
export const namedRecords = 10;

/**
 * What the org holds under each value that rows name their records by (`RecordName.key`). `n` 0: nothing; 1: `id`;
 * more: the first of them in `records`. A value that is not here was not asked for.
 */
const table = 'found (k VARCHAR, n INTEGER, id VARCHAR, records VARCHAR)';

const askedColumns = { rn: 'INTEGER', k: 'VARCHAR', literal: 'VARCHAR' } as const;
const hitColumns = { k: 'VARCHAR', id: 'VARCHAR', name: 'VARCHAR' } as const;

/** Values of a bulk file of row, key and literal, each once, kept until `replaceFound` was given what they found. */
export const stageAsked = async (tx: Transaction, asked: string): Promise<number> => {
  await tx.run(
    `CREATE OR REPLACE TABLE asked AS SELECT k, min(literal) AS literal
     FROM ${fromBulkFile(asked, askedColumns)} GROUP BY k`,
  );
  return Number((await tx.all('SELECT count(*) FROM asked'))[0]?.[0] ?? 0);
};

/** Staged values in order, some at a time. */
export async function* eachAsked(
  database: Pick<Database, 'all'>,
  atOnce: number,
): AsyncGenerator<{ key: string; literal: string }[]> {
  let after: string | null = null;
  for (;;) {
    const condition = after === null ? '' : 'WHERE k > ?';
    const found = await database.all(
      `SELECT k, literal FROM asked ${condition} ORDER BY k LIMIT ${atOnce}`,
      after === null ? [] : [after],
    );
    const last = found.at(-1);
    if (last === undefined) return;
    yield found.map(([key, literal]) => ({ key: String(key), literal: String(literal) }));
    after = String(last[0]);
  }
}

/**
 * Forgets what was found before, and keeps what the staged values found: by value for as long as the load lives, and
 * by row until `forgetRows`, since to look up a million values one by one takes minutes.
 *
 * @param asked the bulk file that was staged
 * @param hits path of a bulk file of key, Id and name; keys nobody asked for are passed over
 */
export const replaceFound = async (tx: Transaction, asked: string, hits: string): Promise<void> => {
  await tx.run(`CREATE OR REPLACE TABLE ${table}`);
  await tx.run(
    `INSERT INTO found
     SELECT asked.k, count(h.id), min(h.id), CASE WHEN count(h.id) > 1 THEN
       to_json(list_slice(list(struct_pack(id := h.id, name := h.name) ORDER BY h.id), 1, ${namedRecords})) END
     FROM asked LEFT JOIN (SELECT DISTINCT * FROM ${fromBulkFile(hits, hitColumns)}) h ON h.k = asked.k
     GROUP BY asked.k`,
  );
  await tx.run('DROP TABLE asked');
  await tx.run(
    `CREATE OR REPLACE TABLE row_found AS SELECT a.rn, found.n, found.id, found.records
     FROM ${fromBulkFile(asked, askedColumns)} a JOIN found ON found.k = a.k ORDER BY a.rn`,
  );
};

/** What was found is known by value alone from now on. */
export const forgetRows = async (tx: Transaction): Promise<void> => tx.run('DROP TABLE IF EXISTS row_found');

/** Keeps what a few more values found. */
export const addFound = async (tx: Transaction, found: ReadonlyMap<string, FoundRecords>): Promise<void> => {
  if (found.size === 0) return;
  await tx.run(`CREATE TABLE IF NOT EXISTS ${table}`);
  const keys = [...found.keys()];
  await tx.run(`DELETE FROM found WHERE k IN (${keys.map(() => '?').join(', ')})`, keys);
  await tx.fill('found', (writer) => {
    for (const [key, { count, records }] of found)
      writer.append([key, count, records[0]?.id ?? null, count > 1 ? JSON.stringify(records) : null]);
  });
};

const toFound = (
  count: Value | undefined,
  id: Value | undefined,
  records: Value | undefined,
): FoundRecords => {
  const one = typeof id === 'string' ? [{ id, name: '' }] : [];
  return {
    count: Number(count),
    records: typeof records === 'string' ? FoundRecords.shape.records.parse(JSON.parse(records)) : one,
  };
};

/** What the values of the rows between two numbers, both included, found when all were asked for. */
export const readRowsFound = async (
  database: Pick<Database, 'all'>,
  from: number,
  to: number,
): Promise<Map<number, FoundRecords>> => {
  const found = await database.all(
    `SELECT rn, n, id, records FROM row_found WHERE rn BETWEEN ${from} AND ${to}`,
  );
  return new Map(found.map(([row, count, id, records]) => [Number(row), toFound(count, id, records)]));
};

const keysAtOnce = 4096;

/** What is known of some values; those that were not asked for are left out. */
export const readFound = async (
  database: Pick<Database, 'all'>,
  keys: readonly string[],
): Promise<Map<string, FoundRecords>> => {
  const known = new Map<string, FoundRecords>();
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const found = await database.all(
      `SELECT found.k, n, id, records FROM found
       JOIN (SELECT unnest(from_json(?, '["VARCHAR"]')) AS k) wanted ON wanted.k = found.k`,
      [JSON.stringify(keys.slice(at, at + keysAtOnce))],
    );
    for (const [key, count, id, records] of found) known.set(String(key), toFound(count, id, records));
  }
  return known;
};
