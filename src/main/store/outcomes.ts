import { rm, writeFile } from 'node:fs/promises';
import type { RowAttempt } from '../../shared/domain/grid';
import { RowState } from '../../shared/domain/row-state';
import { idBytes, savedStates, type KeyedVerdicts } from './keyed-verdicts';
import type { Database, Transaction, Value } from './database';
import { toStoreError } from './store-errors';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error';
import { giveWay } from '../give-way';
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

/** Keeps the verdicts of one part; recording the same part again replaces what was recorded. */
export const recordOutcomes = async (
  tx: Transaction,
  folder: LoadFolder,
  attempt: number,
  job: number,
  outcomes: Iterable<Outcome>,
  keyed: KeyedVerdicts | null = null,
): Promise<void> => {
  await tx.run('DELETE FROM outcome WHERE attempt = ? AND job = ?', [attempt, job]);
  const file = openBulkFile(join(folder.sent, `${attempt}-${job}-outcomes`));
  let added = 0;
  for (const { row, state, recordId, code, text, certainty } of outcomes) {
    file.add([row, state, recordId, code, text, certainty]);
    added += 1;
    if (added % 200 === 0) await giveWay();
  }
  file.close();
  await tx.run(
    `INSERT INTO outcome SELECT ${attempt}, ${job}, * FROM ${fromBulkFile(file.path, outcomeColumns)}`,
  );
  await file.remove();
  if (keyed !== null && keyed.count > 0) await recordKeyed(tx, folder, attempt, job, keyed);
};

const keyedColumns = { rn: 'INTEGER', state: 'INTEGER', record_id: 'VARCHAR' } as const;

const comma = 0x2c;
const lineFeed = 0x0a;
/** Bytes of a line at most: a row number, a digit, an Id and what parts them. */
const keyedLine = 10 + 1 + idBytes + 3;

/** Writes a whole number in digits; returns where they end. */
const writeDigits = (number: number, into: Buffer, at: number): number => {
  let size = 1;
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) size += 1;
  let rest = number;
  for (let place = at + size - 1; place >= at; place -= 1) {
    into[place] = 0x30 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return at + size;
};

/** What most rows of a part come to: a state and an Id. */
const recordKeyed = async (
  tx: Transaction,
  folder: LoadFolder,
  attempt: number,
  job: number,
  { count, rows, states, ids }: KeyedVerdicts,
): Promise<void> => {
  const path = join(folder.sent, `${attempt}-${job}-keyed`);
  const text = Buffer.allocUnsafe(count * keyedLine);
  let at = 0;
  for (let one = 0; one < count; one += 1) {
    at = writeDigits(rows[one] as number, text, at);
    text[at] = comma;
    text[at + 1] = 0x30 + (states[one] as number);
    text[at + 2] = comma;
    at += 3;
    for (let place = one * idBytes; place < (one + 1) * idBytes; place += 1) {
      text[at] = ids[place] as number;
      at += 1;
    }
    text[at] = lineFeed;
    at += 1;
  }
  try {
    await writeFile(path, text.subarray(0, at), { mode: 0o600 });
    const state = `CASE state ${savedStates.map((word, code) => `WHEN ${code} THEN '${word}'`).join(' ')} END`;
    await tx.run(
      `INSERT INTO outcome SELECT ${attempt}, ${job}, rn, ${state}, record_id, NULL, NULL, 'key'
       FROM ${fromBulkFile(path, keyedColumns)}`,
    );
  } catch (cause) {
    throw toStoreError(cause, path);
  } finally {
    await rm(path, { force: true });
  }
};

/** The rows of a part in the order in which they are sent. */
export const readSentOrder = async (
  database: Pick<Database, 'all'>,
  attempt: number,
  job: number,
): Promise<Int32Array> => {
  const rows = await database.all(`SELECT rn FROM sent_${attempt} WHERE job = ? ORDER BY pos`, [job]);
  return Int32Array.from(rows, ([row]) => Number(row));
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
  }
  return history;
};
