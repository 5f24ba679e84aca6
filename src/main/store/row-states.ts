import { emptyCounts, weigh } from '../../core/reconcile/balance';
import { type ProblemGroup, RowProblem } from '../../shared/domain/problem';
import { RowState, type Balance } from '../../shared/domain/row-state';
import type { RowFilter } from '../../shared/domain/grid';
import { giveWay, rowsPerTurn } from '../give-way';
import { fromBulkFile } from './bulk-file';
import type { Database, Transaction, Value } from './database';

/** A row's new standing. What is `undefined` in `verdict`, `recordId`, `accepted` or `key` stays as it is. */
export type NewStanding = {
  row: number;
  state: RowState;
  verdict?: RowState;
  group: string | null;
  problem: RowProblem | null;
  recordId?: string | null;
  accepted?: boolean;
  key?: string | null;
};

/** Counts the rows by state, from the rows themselves. */
export const readBalance = async (database: Pick<Database, 'all'>, rows: number): Promise<Balance> => {
  const counts = emptyCounts();
  for (const [state, count] of await database.all('SELECT state, count(*) FROM st GROUP BY state')) {
    counts[RowState.parse(state)] += Number(count);
  }
  return weigh(rows, counts);
};

const keyColumns = { rn: 'INTEGER', k: 'VARCHAR' } as const;

const heldColumns = {
  rn: 'INTEGER',
  state: 'VARCHAR',
  grp: 'VARCHAR',
  problem: 'VARCHAR',
  k: 'VARCHAR',
} as const;

/** A row that does not go, as it stands in a bulk file, with its key. */
export const toHeldCells = (
  { row, state, group, problem }: NewStanding,
  key: string | null,
): (string | number | null)[] => [row, state, group, problem === null ? null : JSON.stringify(problem), key];

/** Rows of a file, and the bulk file of their keys; null where no row has a key. */
type Keyed = { rows: number; keys: string | null };

/** All rows of a file but those that fulfil a condition, as ready, each with its key. */
const insertReady = async (tx: Transaction, { rows, keys }: Keyed, condition: string): Promise<void> => {
  const from =
    keys === null
      ? `(SELECT CAST(range AS INTEGER) AS rn, NULL AS k FROM range(1, ${rows + 1}))`
      : fromBulkFile(keys, keyColumns);
  await tx.run(
    `INSERT INTO st SELECT rn, 'ready', NULL, NULL, NULL, NULL, 0, FALSE, k FROM ${from} WHERE ${condition}`,
  );
};

/** Starts anew: every row of the file is ready, with its key. Only while nothing was sent. */
export const startStandings = async (tx: Transaction, keyed: Keyed): Promise<void> => {
  await tx.run('DELETE FROM st');
  await insertReady(tx, keyed, 'TRUE');
};

/**
 * Rows that are changed where they stand: until they are written into the file of the database, all that is new of
 * them stays in memory. Beyond that it takes less to write every row once more, which goes to the file at once.
 */
const mostChangedInPlace = 50_000;

/**
 * Holds rows of standings that were just started, or leaves them out.
 *
 * @param held path of a bulk file of `toHeldCells`, and how many rows it has
 */
export const holdRows = async (
  tx: Transaction,
  held: { path: string; count: number },
  keyed: Keyed,
): Promise<void> => {
  const from = fromBulkFile(held.path, heldColumns);
  if (held.count <= mostChangedInPlace) {
    await tx.run(
      `UPDATE st SET state = h.state, grp = h.grp, problem = h.problem FROM ${from} h WHERE st.rn = h.rn`,
    );
    return;
  }
  await tx.run('DELETE FROM st');
  await insertReady(tx, keyed, `rn NOT IN (SELECT rn FROM ${from})`);
  await tx.run(`INSERT INTO st SELECT rn, state, NULL, grp, problem, NULL, 0, FALSE, k FROM ${from}`);
};

/** New standings of rows between two numbers, as they stand in `stage`. */
type Staged = { rows: number; first: number; last: number };

/** What a row is then, by column: what `stage` names, the rest as it was. */
const staged = {
  state: 'stage.state',
  verdict: 'coalesce(stage.verdict, st.verdict)',
  grp: 'stage.grp',
  problem: 'stage.problem',
  record_id: 'coalesce(stage.record_id, st.record_id)',
  attempts: 'st.attempts',
  accepted: 'coalesce(stage.accepted, st.accepted)',
  k: 'CASE WHEN stage.keyed THEN stage.k ELSE st.k END',
} as const;

const changeInPlace = async (tx: Transaction, { first, last }: Staged): Promise<void> => {
  const set = Object.entries(staged).map(([column, value]) => `${column} = ${value}`);
  await tx.run(
    `UPDATE st SET ${set.join(', ')} FROM stage WHERE st.rn = stage.rn AND st.rn BETWEEN ${first} AND ${last}`,
  );
};

const countStandings = async (tx: Transaction): Promise<number> =>
  Number((await tx.all('SELECT count(*) FROM st'))[0]?.[0]);

/** Writes the rows once more and takes those away that they replace. */
const writeAnew = async (tx: Transaction, { first, last }: Staged): Promise<void> => {
  const columns = Object.keys(staged).join(', ');
  const values = Object.values(staged).join(', ');
  const before = await countStandings(tx);
  for (let from = first; from <= last; from += mostChangedInPlace) {
    const between = `BETWEEN ${from} AND ${from + mostChangedInPlace - 1}`;
    // Numbers of new rows are beyond what JavaScript counts exactly.
    const [newest] = await tx.all('SELECT CAST(max(rowid) AS VARCHAR) FROM st');
    await tx.run(
      `INSERT INTO st (rn, ${columns}) SELECT st.rn, ${values} FROM st JOIN stage ON st.rn = stage.rn
       WHERE st.rn ${between} AND stage.rn ${between}`,
    );
    await tx.run(
      `DELETE FROM st WHERE rn ${between} AND rowid <= ${String(newest?.[0])}
         AND rn IN (SELECT rn FROM stage WHERE rn ${between})`,
    );
  }
  // Whatever the database does: a row that is lost or doubled must not be kept.
  if ((await countStandings(tx)) !== before) throw new Error('standings were lost or doubled');
};

/** Takes the standings over that are in `stage`, which names no row twice. */
const adoptStage = async (tx: Transaction, of: Staged): Promise<void> =>
  of.rows <= mostChangedInPlace ? changeInPlace(tx, of) : writeAnew(tx, of);

/** Gives rows a new standing; rows not named keep theirs, and of a row that is named twice the last counts. */
export const writeStandings = async (tx: Transaction, standings: readonly NewStanding[]): Promise<void> => {
  if (standings.length === 0) return;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { row } of standings) {
    if (row < first) first = row;
    if (row > last) last = row;
  }
  /** Rows that are written, counted from the first: a map of a million rows would take as much as they do. */
  const isWritten = new Uint8Array(last - first + 1);
  let rows = 0;
  await tx.run('DELETE FROM stage');
  await tx.fill('stage', async (writer) => {
    for (let at = standings.length - 1; at >= 0; at -= 1) {
      if (at % rowsPerTurn === 0) await giveWay();
      const next = standings[at];
      if (next === undefined || isWritten[next.row - first] === 1) continue;
      isWritten[next.row - first] = 1;
      rows += 1;
      writer.append([
        next.row,
        next.state,
        next.verdict ?? null,
        next.group,
        next.problem === null ? null : JSON.stringify(next.problem),
        next.recordId ?? null,
        next.accepted ?? null,
        next.key !== undefined,
        next.key ?? null,
      ]);
    }
  });
  await adoptStage(tx, { rows, first, last });
};

/**
 * Gives rows standings that the database has already.
 *
 * @param select a query of row number, state, group, problem, whether a damaged row may go, and key, no row twice
 */
export const copyStandings = async (tx: Transaction, select: string): Promise<void> => {
  await tx.run('DELETE FROM stage');
  await tx.run(
    `INSERT INTO stage SELECT rn, state, NULL, grp, problem, NULL, accepted, TRUE, k
     FROM (${select}) AS before(rn, state, grp, problem, accepted, k)`,
  );
  const [found] = await tx.all('SELECT count(*), min(rn), max(rn) FROM stage');
  const [rows, first, last] = (found ?? []).map(Number);
  if (rows) await adoptStage(tx, { rows, first: first ?? 0, last: last ?? 0 });
};

/** Which row each of some records is known to belong to; those of no row are left out. */
export const readOwners = async (
  database: Pick<Database, 'all'>,
  recordIds: readonly string[],
): Promise<Map<string, number>> => {
  if (recordIds.length === 0) return new Map();
  const places = recordIds.map(() => '?').join(', ');
  const found = await database.all(`SELECT record_id, rn FROM st WHERE record_id IN (${places})`, recordIds);
  return new Map(found.map(([id, row]) => [String(id), Number(row)]));
};

/**
 * Takes the problems off rows that fulfil a condition in SQL over `st`. Hardly any have one, and every column that
 * is written costs as much as another.
 */
export const forgetProblems = async (tx: Transaction, condition: string): Promise<void> =>
  tx.run(
    `UPDATE st SET grp = NULL, problem = NULL WHERE (grp IS NOT NULL OR problem IS NOT NULL) AND (${condition})`,
  );

/** Rows that went in get their state straight from the recorded outcomes of their part. */
export const adoptOutcomes = async (tx: Transaction, attempt: number, job: number): Promise<void> => {
  const part = `attempt = ${attempt} AND job = ${job} AND rn > 0 AND state IN ('created', 'updated', 'deleted')`;
  const [range] = await tx.all(`SELECT min(rn), max(rn) FROM outcome WHERE ${part}`);
  if (range?.[0] == null) return;
  // Rows of a part mostly lie together, and the others need not be looked at.
  const between = `st.rn BETWEEN ${Number(range[0])} AND ${Number(range[1])}`;
  await tx.run(
    `UPDATE st SET state = o.state, verdict = o.state, record_id = coalesce(o.record_id, st.record_id)
     FROM (SELECT rn, state, record_id FROM outcome WHERE ${part}) o WHERE st.rn = o.rn AND ${between}`,
  );
  await forgetProblems(tx, `${between} AND rn IN (SELECT rn FROM outcome WHERE ${part})`);
};

const sampleSize = 20;

/** Open rows by cause and state, largest group first. */
export const readGroups = async (database: Pick<Database, 'all'>): Promise<ProblemGroup[]> => {
  const found = await database.all(
    `SELECT grp, state, count(*) AS n, min(rn) AS first, arg_min(problem, rn) FROM st
     WHERE grp IS NOT NULL AND state IN ('held', 'failed', 'not_processed', 'no_verdict')
     GROUP BY grp, state ORDER BY n DESC, first`,
  );
  const groups: ProblemGroup[] = [];
  for (const [key, state, count, , problem] of found) {
    const rows = await database.all(
      `SELECT rn FROM st WHERE grp = ? AND state = ? ORDER BY rn LIMIT ${sampleSize}`,
      [key ?? null, state ?? null],
    );
    groups.push({
      key: String(key),
      state: RowState.parse(state),
      count: Number(count),
      problem: RowProblem.parse(JSON.parse(String(problem))),
      sampleRows: rows.map(([row]) => Number(row)),
    });
  }
  return groups;
};

/** A row filter as a condition over `st`, with its values. */
export const toCondition = (filter: RowFilter): { sql: string; values: Value[] } => {
  const parts: string[] = [];
  const values: Value[] = [];
  if (filter.states !== undefined && filter.states.length > 0) {
    parts.push(`state IN (${filter.states.map(() => '?').join(', ')})`);
    values.push(...filter.states);
  }
  if (filter.group !== undefined) {
    parts.push('grp = ?');
    values.push(filter.group);
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values };
};
