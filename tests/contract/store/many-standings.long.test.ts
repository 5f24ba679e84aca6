import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowProblem } from '../../../src/shared/domain/problem';
import { openBulkFile } from '../../../src/main/store/bulk-file';
import { openDatabase, type Database, type Value } from '../../../src/main/store/database';
import { applyEdit, redoEdit, undoEdit } from '../../../src/main/store/edits';
import {
  holdRows,
  startStandings,
  toHeldCells,
  writeStandings,
  type NewStanding,
} from '../../../src/main/store/row-states';
import { standingColumns, toStanding } from '../../../src/main/store/source-rows';
import { createTables } from '../../../src/main/store/tables';

// Many rows change another way than few do; what comes of it has to be the same.
const rows = 64_000;
const many = 52_000;
const few = 40;

let folder: string;
let database: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-states-'));
  database = await openDatabase(join(folder, 'load.duckdb'));
  await database.change(createTables);
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const problem = (row: number): RowProblem => ({
  cause: 'required-blank',
  fields: ['LastName'],
  params: { field: `Last Name ${row % 3}` },
  owner: 'data',
  action: 'fix',
});
const keyOf = (row: number): string | null => (row % 5 === 0 ? null : `k-${row}`);

/** Which rows are changed: spread over the whole file, its ends among them. */
const choose = (count: number): number[] =>
  Array.from({ length: count }, (_, at) => 1 + Math.floor((at * (rows - 1)) / (count - 1)));

const start = async (count: number): Promise<void> => {
  const keys = openBulkFile(join(folder, 'keys'));
  const held = openBulkFile(join(folder, 'held'));
  for (let row = 1; row <= rows; row += 1) keys.add([row, keyOf(row)]);
  for (const row of choose(count))
    held.add(toHeldCells({ row, state: 'held', group: `g${row % 3}`, problem: problem(row) }, keyOf(row)));
  keys.close();
  held.close();
  const keyed = { rows, keys: keys.path };
  await database.change(async (tx) => {
    await startStandings(tx, keyed);
    await holdRows(tx, { path: held.path, count: held.count() }, keyed);
  });
};

/** All standings, in order. */
const readAll = async (): Promise<Value[][]> => database.all(`SELECT ${standingColumns} FROM st ORDER BY rn`);

const toRow = (row: number, changed: Partial<Record<string, Value>> = {}): Value[] =>
  Object.values({
    row,
    state: 'ready',
    verdict: null,
    grp: null,
    problem: null,
    record: null,
    attempts: 0,
    accepted: false,
    k: keyOf(row),
    ...changed,
  }) as Value[];

/** Rows that are not what they should be, the first three of them; all of them where there are too few or too many. */
const findWrong = async (of: (row: number) => Value[]): Promise<Value[][]> => {
  const found = await readAll();
  if (found.length !== rows) return found;
  return found.filter((row, at) => JSON.stringify(row) !== JSON.stringify(of(at + 1))).slice(0, 3);
};

describe.each([few, many])('standings of %i rows', (count) => {
  it('are held with their keys, and the others are ready', async () => {
    await start(count);
    const held = new Set(choose(count));
    const wrong = await findWrong((row) =>
      held.has(row)
        ? toRow(row, { state: 'held', grp: `g${row % 3}`, problem: JSON.stringify(problem(row)) })
        : toRow(row),
    );
    expect(wrong).toEqual([]);
  });

  it('change as they are named, keep what is not, and are turned back and again', async () => {
    await start(few);
    await database.change(async (tx) =>
      tx.run("UPDATE st SET verdict = 'failed', record_id = 'r' || rn, attempts = 2 WHERE rn % 2 = 0"),
    );
    const before = await readAll();
    const changed = new Set(choose(count));
    const next = (row: number): NewStanding => ({
      row,
      state: 'excluded',
      group: 'left',
      problem: problem(row),
      ...(row % 3 === 0 ? { key: null } : {}),
      ...(row % 4 === 0 ? { recordId: 'new' } : {}),
    });
    const wanted = before.map((values, at): Value[] => {
      const row = at + 1;
      if (!changed.has(row)) return values;
      const [, , verdict, , , record, attempts, accepted, k] = values;
      return toRow(row, {
        state: 'excluded',
        verdict: verdict ?? null,
        grp: 'left',
        problem: JSON.stringify(problem(row)),
        record: row % 4 === 0 ? 'new' : (record ?? null),
        attempts: attempts ?? 0,
        accepted: accepted ?? false,
        k: row % 3 === 0 ? null : (k ?? null),
      });
    });
    const edit = {
      kind: 'leave-out',
      cells: [],
      rows: before
        .map(toStanding)
        .filter(({ row }) => changed.has(row))
        .map((standing) => ({ before: standing, after: next(standing.row) })),
    };
    await database.change(async (tx) => applyEdit(tx, edit));
    expect(await findWrong((row) => wanted[row - 1] ?? [])).toEqual([]);
    await database.change(undoEdit);
    // The Id of a record is learnt, not done by hand.
    const undone = before.map((values, at) =>
      changed.has(at + 1) && (at + 1) % 4 === 0 ? values.with(5, 'new') : values,
    );
    expect(await findWrong((row) => undone[row - 1] ?? [])).toEqual([]);
    await database.change(redoEdit);
    expect(await findWrong((row) => wanted[row - 1] ?? [])).toEqual([]);
  });

  it('take the last word on a row that is named twice', async () => {
    await start(few);
    const ready = (row: number, state: 'excluded' | 'ready'): NewStanding => ({
      row,
      state,
      group: null,
      problem: null,
    });
    await database.change(async (tx) =>
      writeStandings(
        tx,
        choose(count).flatMap((row) => [ready(row, 'excluded'), ready(row, 'ready')]),
      ),
    );
    const [counts] = await database.all(
      "SELECT count(*), count(DISTINCT rn), count(*) FILTER (state = 'excluded') FROM st",
    );
    expect(counts).toEqual([rows, rows, 0]);
  });
});
