import type { Database, Transaction } from './database';
import type { LoadDoc } from './load-doc';

type Part = NonNullable<LoadDoc['attempt']>['jobs'][number];

/** More changed parts than these are written anew together: one by one costs more. */
const fewParts = 32;

/** The one statement that reads the document with its parts, so that both are of the same moment. */
const everything = `SELECT json FROM (SELECT -1 AS seq, json FROM doc UNION ALL SELECT seq, json FROM doc_part)
  ORDER BY seq`;

/**
 * Makes the table of the parts in a database that has none: an older program wrote them into the document. Its
 * documents are read as they are, and lose their parts to the table with the first change.
 */
export const createPartTable = async (tx: Pick<Transaction, 'run'>): Promise<void> =>
  tx.run('CREATE TABLE IF NOT EXISTS doc_part (seq INTEGER, json VARCHAR)');

/** The stored document, not yet checked; undefined where there is none. */
export const readWithParts = async (from: Pick<Database, 'all'>): Promise<unknown> => {
  const [stored, ...parts] = await from.all(everything);
  if (stored === undefined) return undefined;
  const doc = JSON.parse(String(stored[0])) as { attempt?: { jobs?: unknown[] } | null };
  // The parts of an attempt stand in one place or in the other, and there is none without any.
  if (doc.attempt != null && parts.length > 0)
    doc.attempt.jobs = parts.map(([json]) => JSON.parse(String(json)) as unknown);
  return doc;
};

/**
 * Writes a document down: the parts of its attempt one by one, and of them only those that are others than before. A
 * load of thousands of parts has most of its document there, and each event changes one or two of them.
 *
 * @param known parts that the database holds as they are in this array; null where that is not known
 */
export const writeWithParts = async (
  tx: Transaction,
  doc: LoadDoc,
  known: readonly Part[] | null,
): Promise<void> => {
  const { attempt } = doc;
  const parts = attempt?.jobs ?? [];
  const short = attempt === null ? doc : { ...doc, attempt: { ...attempt, jobs: [] } };
  await tx.run('UPDATE doc SET json = ?', [JSON.stringify(short)]);
  const changed = parts.filter((part, at) => known?.[at] !== part);
  const isSameSet = known !== null && known.every(({ seq }, at) => parts[at]?.seq === seq);
  if (isSameSet && parts.length === known.length && changed.length <= fewParts) {
    for (const part of changed)
      await tx.run('UPDATE doc_part SET json = ? WHERE seq = ?', [JSON.stringify(part), part.seq]);
    return;
  }
  await tx.run('DELETE FROM doc_part');
  await tx.fill('doc_part', (writer) => {
    for (const part of parts) writer.append([part.seq, JSON.stringify(part)]);
  });
};
