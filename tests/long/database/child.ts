import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../src/main/store/database';

/**
 * Hammers one database for a number of seconds: pages read side by side while batches of cells are rewritten, the
 * garbage collector forced all along, the database closed under load and opened again every other second. Prints
 * what it counted as JSON; a wrong value is counted, a crash speaks for itself. Run with --expose-gc.
 */
const seconds = Number(process.argv[2] ?? '30');
const rows = 20_000;
const page = 120;
const pageReaders = 8;
/** Milliseconds until the database is closed. */
const life = 2000;

const counted = { reads: 0, changes: 0, opens: 0, collections: 0, wrong: [] as string[] };
const wordOf = (row: number): string => `row ${row}, a text too long to be kept in place`;
const complain = (what: string): void => {
  if (counted.wrong.length < 20) counted.wrong.push(what);
};
const isClosed = (thrown: unknown): boolean => (thrown as { code?: unknown }).code === 'load.not-found';

const readPages = async (database: Database, until: number): Promise<void> => {
  while (Date.now() < until) {
    const first = 1 + Math.floor(Math.random() * (rows - page));
    const read = await database.all(
      `SELECT src.number, src.word, cell.word, cell.batch FROM src JOIN cell USING (number)
       WHERE src.number BETWEEN ? AND ? ORDER BY src.number`,
      [first, first + page - 1],
    );
    counted.reads += 1;
    if (read.length !== page) complain(`${read.length} rows where ${page} were asked for`);
    // A batch is written by one change to all cells, so a read sees the same batch in all of them.
    const batch = read[0]?.[3];
    read.forEach((row, index) => {
      const number = first + index;
      const expected = [number, wordOf(number), `batch ${String(batch)} of ${wordOf(number)}`, batch];
      if (JSON.stringify(row) !== JSON.stringify(expected)) complain(JSON.stringify(row));
    });
  }
};

const countRows = async (database: Database, until: number): Promise<void> => {
  while (Date.now() < until) {
    const [[all] = []] = await database.all('SELECT count(*) FROM src JOIN cell USING (number)');
    counted.reads += 1;
    if (all !== rows) complain(`a count of ${String(all)}`);
  }
};

const rewriteCells = async (database: Database, until: number): Promise<void> => {
  while (Date.now() < until) {
    counted.changes += 1;
    const batch = counted.changes;
    await database
      .change(async (tx) => {
        await tx.run('DELETE FROM cell');
        await tx.fill('cell', async (writer) => {
          for (let number = 1; number <= rows; number += 1) {
            writer.append([number, `batch ${batch} of ${wordOf(number)}`, batch]);
            // Lets other calls in, as a change does that reads a file meanwhile.
            if (number % 5000 === 0) await new Promise((resolve) => setImmediate(resolve));
          }
        });
        const [[written] = []] = await tx.all('SELECT count(*) FROM cell WHERE batch = ?', [batch]);
        if (written !== rows) complain(`${String(written)} cells in a change`);
        if (batch % 5 === 0) throw new Error('undone on purpose');
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Error) || thrown.message !== 'undone on purpose') throw thrown;
      });
  }
};

const prepare = async (path: string): Promise<void> => {
  const database = await openDatabase(path);
  await database.change(async (tx) => {
    await tx.run('CREATE TABLE src (number INTEGER, word VARCHAR)');
    await tx.run('CREATE TABLE cell (number INTEGER, word VARCHAR, batch INTEGER)');
    await tx.fill('src', (writer) => {
      for (let number = 1; number <= rows; number += 1) writer.append([number, wordOf(number)]);
    });
    await tx.fill('cell', (writer) => {
      for (let number = 1; number <= rows; number += 1) {
        writer.append([number, `batch 0 of ${wordOf(number)}`, 0]);
      }
    });
  });
  await database.close();
};

const { gc } = globalThis;
if (gc === undefined) throw new Error('Run with --expose-gc.');
const collecting = setInterval(() => {
  gc();
  counted.collections += 1;
}, 20);

const folder = await mkdtemp(join(tmpdir(), 'bulkhead-hammer-'));
const path = join(folder, 'load.duckdb');
await prepare(path);
const end = Date.now() + seconds * 1000;
while (Date.now() < end) {
  const database = await openDatabase(path);
  counted.opens += 1;
  const until = Date.now() + life * 2;
  const busy = [
    ...Array.from({ length: pageReaders }, async () => readPages(database, until)),
    countRows(database, until),
    rewriteCells(database, until),
  ].map(async (work) =>
    work.catch((thrown: unknown) => {
      if (!isClosed(thrown)) throw thrown;
    }),
  );
  // Closed in the middle of it all: what was asked for is answered, what comes later is refused.
  await new Promise((resolve) => setTimeout(resolve, life));
  await database.close();
  await Promise.all(busy);
}
clearInterval(collecting);
await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
process.stdout.write(`${JSON.stringify({ ...counted, runtime: process.versions['electron'] ?? 'node' })}\n`);
