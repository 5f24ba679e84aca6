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

const heldColumns = { rn: 'INTEGER', state: 'VARCHAR', grp: 'VARCHAR', problem: 'VARCHAR' } as const;

/** A row that does not go, as it stands in a bulk file. */
export const toHeldCells = ({ row, state, group, problem }: NewStanding): (string | number | null)[] => [
  row,
  state,
  group,
  problem === null ? null : JSON.stringify(problem),
];

/**
 * Starts anew: every row of the file is ready, with its key. Only while nothing was sent.
 *
 * @param keys path of a bulk file of row number and key, or null where no row has a key
 */
export const startStandings = async (tx: Transaction, rows: number, keys: string | null): Promise<void> => {
  await tx.run('DELETE FROM st');
  const from =
    keys === null
      ? `(SELECT CAST(range AS INTEGER) AS rn, NULL AS k FROM range(1, ${rows + 1}))`
      : fromBulkFile(keys, keyColumns);
  await tx.run(`INSERT INTO st SELECT rn, 'ready', NULL, NULL, NULL, NULL, 0, FALSE, k FROM ${from}`);
};

/**
 * Holds rows that are ready, or leaves them out.
 *
 * @param held path of a bulk file of `toHeldCells`
 */
export const holdRows = async (tx: Transaction, held: string): Promise<void> =>
  tx.run(
    `UPDATE st SET state = h.state, grp = h.grp, problem = h.problem FROM ${fromBulkFile(held, heldColumns)} h
     WHERE st.rn = h.rn`,
  );

/** Gives rows a new standing; rows not named keep theirs. */
export const writeStandings = async (tx: Transaction, standings: readonly NewStanding[]): Promise<void> => {
  if (standings.length === 0) return;
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  await tx.run('DELETE FROM stage');
  await tx.fill('stage', async (writer) => {
    for (const [at, next] of standings.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      first = Math.min(first, next.row);
      last = Math.max(last, next.row);
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
  await tx.run(
    `UPDATE st SET state = stage.state, verdict = coalesce(stage.verdict, st.verdict), grp = stage.grp,
       problem = stage.problem, record_id = coalesce(stage.record_id, st.record_id),
       accepted = coalesce(stage.accepted, st.accepted), k = CASE WHEN stage.keyed THEN stage.k ELSE st.k END
     FROM stage WHERE st.rn = stage.rn AND st.rn BETWEEN ${first} AND ${last}`,
  );
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
