import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBulkFile } from './bulk-file';
import type { Transaction } from './database';
import { idBytes, savedStates, type KeyedVerdicts } from './keyed-verdicts';
import type { LoadFolder } from './load-folder';
import type { RowRange } from './load-store';
import { forgetProblems } from './row-states';
import { toStoreError } from './store-errors';

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

/** Verdicts of a part as a bulk file, ready to be taken over by the standings of their rows. */
export type KeyedFile = {
  range: RowRange;
  adopt: (tx: Transaction) => Promise<void>;
  remove: () => Promise<void>;
};

/** Writes down what most rows of a part come to: a state and an Id. Throws `store.full` and its kin. */
export const writeKeyedFile = async (
  folder: LoadFolder,
  attempt: number,
  job: number,
  { count, rows, states, ids }: KeyedVerdicts,
): Promise<KeyedFile> => {
  const path = join(folder.sent, `${attempt}-${job}-keyed`);
  const text = Buffer.allocUnsafe(count * keyedLine);
  const range: RowRange = { from: Number.POSITIVE_INFINITY, to: 0 };
  let at = 0;
  for (let one = 0; one < count; one += 1) {
    const row = rows[one] as number;
    if (row < range.from) range.from = row;
    if (row > range.to) range.to = row;
    at = writeDigits(row, text, at);
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
  } catch (cause) {
    throw toStoreError(cause, path);
  }
  return {
    range,
    adopt: async (tx) => {
      const word = `CASE state ${savedStates.map((state, code) => `WHEN ${code} THEN '${state}'`).join(' ')} END`;
      // Rows of a part mostly lie together, and the others need not be looked at.
      const between = `st.rn BETWEEN ${range.from} AND ${range.to}`;
      await tx.run(
        `UPDATE st SET state = o.saved, verdict = o.saved, record_id = o.record_id
         FROM (SELECT rn, ${word} AS saved, record_id FROM ${fromBulkFile(path, keyedColumns)}) o
         WHERE st.rn = o.rn AND ${between}`,
      );
      const saved = savedStates.map((state) => `'${state}'`).join(', ');
      await forgetProblems(tx, `${between} AND state IN (${saved})`);
    },
    remove: async () => rm(path, { force: true }),
  };
};
