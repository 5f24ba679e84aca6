import type { RowAttempt } from '../../shared/domain/grid';
import { RowState } from '../../shared/domain/row-state';
import type { Database, TableWriter, Transaction, Value } from './database';
import { createSentTable } from './tables';

export type Outcome = {
  row: number;
  state: RowState;
  recordId: string | null;
  code: string | null;
  text: string | null;
  certainty: RowAttempt['certainty'];
};

export type SentRow = { row: number; values: string[] };

/** Records what an attempt is about to send, row by row and job by job, before anything leaves the computer. */
export const recordSent = async (
  tx: Transaction,
  attempt: number,
  columns: number,
  write: (append: (job: number, row: number, wire: readonly string[]) => void) => Promise<void>,
): Promise<void> => {
  await createSentTable(tx, attempt, columns);
  await tx.fill(`sent_${attempt}`, async (writer: TableWriter) => {
    await write((job, row, wire) => writer.append([job, row, ...wire]));
  });
  await tx.run(
    `UPDATE st SET state = 'sent', grp = NULL, problem = NULL, attempts = attempts + 1
     FROM sent_${attempt} WHERE st.rn = sent_${attempt}.rn`,
  );
  await tx.run('UPDATE edit_batch SET sealed = TRUE');
};

const stride = 4000;

/** What a job sends, in row order, a few thousand rows at a time. */
export async function* eachSent(
  database: Pick<Database, 'all'>,
  attempt: number,
  job: number,
): AsyncGenerator<SentRow[]> {
  let after = 0;
  for (;;) {
    const found = await database.all(
      `SELECT * EXCLUDE (job) FROM sent_${attempt} WHERE job = ? AND rn > ? ORDER BY rn LIMIT ${stride}`,
      [job, after],
    );
    const last = found.at(-1);
    if (last === undefined) return;
    yield found.map(([row, ...values]) => ({ row: Number(row), values: values.map(String) }));
    after = Number(last[0]);
  }
}

/** Keeps the verdicts of one job; recording the same job again replaces what was recorded. */
export const recordOutcomes = async (
  tx: Transaction,
  attempt: number,
  job: number,
  outcomes: Iterable<Outcome>,
): Promise<void> => {
  await tx.run('DELETE FROM outcome WHERE attempt = ? AND job = ?', [attempt, job]);
  await tx.fill('outcome', (writer) => {
    for (const { row, state, recordId, code, text, certainty } of outcomes) {
      writer.append([attempt, job, row, state, recordId, code, text, certainty]);
    }
  });
};

const nullable = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);
const certainties = ['key', 'content', 'twin', 'job', 'person'] as const;

/** Every attempt of one row with the values that were sent and what became of them. */
export const readHistory = async (
  database: Pick<Database, 'all'>,
  row: number,
  attempts: readonly { attempt: number; header: readonly string[]; jobIds: ReadonlyMap<number, string> }[],
): Promise<RowAttempt[]> => {
  const history: RowAttempt[] = [];
  for (const { attempt, header, jobIds } of attempts) {
    const [sent] = await database.all(`SELECT * FROM sent_${attempt} WHERE rn = ?`, [row]);
    if (sent === undefined) continue;
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
      sent: header.map((field, index) => ({ field, value: String(sent[index + 2] ?? '') })),
    });
  }
  return history;
};
