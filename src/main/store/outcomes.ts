import type { RowAttempt } from '../../shared/domain/grid';
import { RowState } from '../../shared/domain/row-state';
import { savedStates } from './keyed-verdicts';
import type { Database, Transaction, Value } from './database';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { giveWay, rowsPerTurn } from '../give-way';
import { fromBulkFile, openBulkFile } from './bulk-file';
import type { LoadFolder } from './load-folder';
import { forgetProblems } from './row-states';
import { readSentRecord, readSentRecords } from './sent-files';

export type Outcome = {
  row: number;
  state: RowState;
  recordId: string | null;
  code: string | null;
  text: string | null;
  certainty: RowAttempt['certainty'];
};

export type SentRow = { row: number; values: string[] };

/** Rows that go with an attempt are under way from now on; what was done to them by hand can't be undone any more. */
export const markSent = async (tx: Transaction, condition: string): Promise<void> => {
  // The condition may ask for problems, so these go last.
  await tx.run(`UPDATE st SET state = 'sent', attempts = attempts + 1 WHERE ${condition}`);
  await forgetProblems(tx, "state = 'sent'");
  await tx.run('UPDATE edit_batch SET sealed = TRUE');
};

const stride = 10_000;

/** What a part sends, in the order in which it is sent, some thousand rows at a time. */
export async function* eachSent(
  database: Pick<Database, 'all'>,
  folder: LoadFolder,
  attempt: number,
  job: number,
): AsyncGenerator<SentRow[]> {
  const [range] = await database.all(`SELECT min(pos), max(pos) FROM sent_${attempt} WHERE job = ?`, [job]);
  const last = Number(range?.[1] ?? 0);
  const records = readSentRecords(folder, attempt, job);
  try {
    for (let from = Number(range?.[0] ?? 1); from <= last; from += stride) {
      const to = Math.min(last, from + stride - 1);
      const rows = await database.all(
        `SELECT rn FROM sent_${attempt} WHERE pos BETWEEN ${from} AND ${to} ORDER BY pos`,
      );
      const some: SentRow[] = [];
      for (const [row] of rows) {
        const next = await records.next();
        // Rows and values are paired by their order; a file that is too short must not pass for an empty value.
        if (next.done === true) throw new AppError('store.damaged', { path: folder.sent });
        some.push({ row: Number(row), values: next.value });
      }
      yield some;
    }
  } finally {
    await records.return(undefined);
  }
}

const outcomeColumns = {
  rn: 'INTEGER',
  state: 'VARCHAR',
  record_id: 'VARCHAR',
  code: 'VARCHAR',
  text: 'VARCHAR',
  certainty: 'VARCHAR',
} as const;

/**
 * Keeps the verdicts of one part; recording the same part again replaces what was recorded. Of rows that went in and
 * were found by their keys nothing is kept here but what their standing says (`writeKeyedFile`): they are never sent
 * again, so it stays what became of them in their last attempt.
 */
export const recordOutcomes = async (
  tx: Transaction,
  folder: LoadFolder,
  attempt: number,
  job: number,
  outcomes: readonly Outcome[],
): Promise<void> => {
  await tx.run(`DELETE FROM outcome WHERE attempt = ${attempt} AND job = ${job}`);
  if (outcomes.length === 0) return;
  const file = openBulkFile(join(folder.sent, `${attempt}-${job}-outcomes`));
  try {
    for (const [at, { row, state, recordId, code, text, certainty }] of outcomes.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      file.add([row, state, recordId, code, text, certainty]);
    }
    file.close();
    await tx.run(
      `INSERT INTO outcome SELECT ${attempt}, ${job}, * FROM ${fromBulkFile(file.path, outcomeColumns)}`,
    );
  } finally {
    await file.discard();
  }
};

/** Whether verdicts are recorded that the rows of a part got one by one, in the order in which they were sent. */
export const isAnswered = async (
  database: Pick<Database, 'all'>,
  attempt: number,
  job: number,
): Promise<boolean> => {
  const found = await database.all(
    "SELECT 1 FROM outcome WHERE attempt = ? AND job = ? AND certainty = 'position' LIMIT 1",
    [attempt, job],
  );
  return found.length > 0;
};

/** Records of a part in the order in which they are sent: the row of each, and where it stands in the part's file. */
export type SentPlaces = { rows: Int32Array; at: Int32Array; size: Int32Array };

export const readSentPlaces = async (
  database: Pick<Database, 'numbers'>,
  attempt: number,
  job: number,
): Promise<SentPlaces> => {
  const sql = `SELECT rn, place, size FROM sent_${attempt} WHERE job = ${job} ORDER BY pos`;
  const [rows, at, size] = await database.numbers(sql, 3);
  if (rows === undefined || at === undefined || size === undefined) throw new Error('columns are missing');
  return { rows, at, size };
};

const nullable = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);
const certainties = ['position', 'key', 'content', 'twin', 'job', 'person'] as const;

/** Every attempt of one row with the values that were sent and what became of them. */
export const readHistory = async (
  database: Pick<Database, 'all'>,
  folder: LoadFolder,
  row: number,
  attempts: readonly {
    attempt: number;
    header: readonly string[];
    jobIds: ReadonlyMap<number, string | null>;
  }[],
): Promise<RowAttempt[]> => {
  const history: RowAttempt[] = [];
  let isLastKept = false;
  for (const { attempt, header, jobIds } of attempts) {
    const [sent] = await database.all(`SELECT job, place, size FROM sent_${attempt} WHERE rn = ?`, [row]);
    if (sent === undefined) continue;
    const place = { at: Number(sent[1]), size: Number(sent[2]) };
    const values = await readSentRecord(folder, attempt, Number(sent[0]), place);
    const [outcome] = await database.all(
      'SELECT state, record_id, code, text, certainty FROM outcome WHERE attempt = ? AND rn = ?',
      [attempt, row],
    );
    history.push({
      attempt,
      jobId: jobIds.get(Number(sent[0])) ?? null,
      state: outcome === undefined ? 'sent' : RowState.parse(outcome[0]),
      recordId: nullable(outcome?.[1]),
      code: nullable(outcome?.[2]),
      text: nullable(outcome?.[3]),
      certainty: certainties.find((word) => word === outcome?.[4]) ?? null,
      sent: header.map((field, index) => ({ field, value: values[index] ?? '' })),
    });
    isLastKept = outcome !== undefined;
  }
  const last = history.at(-1);
  return last === undefined || isLastKept
    ? history
    : [...history.slice(0, -1), { ...last, ...(await readSaved(database, row)) }];
};

/** What a row came to that went in and was found by its key: its standing alone says so. */
const readSaved = async (database: Pick<Database, 'all'>, row: number): Promise<Partial<RowAttempt>> => {
  const [standing] = await database.all('SELECT verdict, record_id FROM st WHERE rn = ?', [row]);
  const state = savedStates.find((word) => word === standing?.[0]);
  return state === undefined ? {} : { state, recordId: nullable(standing?.[1]), certainty: 'key' };
};
