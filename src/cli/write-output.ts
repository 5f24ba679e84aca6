import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeQuotedCells } from '../core/sheet/write-csv';
import { eachLedgerRow, type LedgerRow } from '../main/use-cases/loads/read-ledger';
import { toStoreError } from '../main/store/database';
import type { LoadStore } from '../main/store/load-store';
import { ownColumns, toOutputHeader, writeRemark } from './ledger-columns';
import { refuse } from './refusal';

const reportName = 'report.json';

/** Which rows stand in which file. */
const tables: readonly { name: string; holds: (row: LedgerRow) => boolean }[] = [
  { name: 'ledger.csv', holds: () => true },
  {
    name: 'succeeded.csv',
    holds: ({ state }) => ['created', 'updated', 'unchanged', 'deleted'].includes(state),
  },
  { name: 'failed.csv', holds: ({ state }) => state === 'failed' },
  { name: 'not-processed.csv', holds: ({ state }) => state === 'not_processed' },
];

const finalNames: readonly string[] = [reportName, ...tables.map(({ name }) => name)];

const draftOf = (name: string, loadId: string): string => `${name}.${loadId}.part`;

const readOwner = async (folder: string): Promise<string | null> => {
  try {
    const report: unknown = JSON.parse(await readFile(join(folder, reportName), 'utf8'));
    const loadId: unknown = (report as { loadId?: unknown } | null)?.loadId;
    return typeof loadId === 'string' ? loadId : null;
  } catch {
    return null;
  }
};

/**
 * Makes sure that a folder may take the files of a load: it is not there yet, empty, or holds this load's own
 * files alone. A load that is new (`null`) owns no file yet.
 *
 * @throws {import('./refusal').Refusal} where it holds anything else or can't be made
 */
export const claimFolder = async (folder: string, loadId: string | null): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    return refuse('cli.out.unwritable', { folder });
  }
  const entries = await readdir(folder).catch((): string[] => refuse('cli.out.unwritable', { folder }));
  const isDraft = (name: string): boolean =>
    loadId !== null && finalNames.some((final) => name === draftOf(final, loadId));
  const others = entries.filter((name) => !isDraft(name));
  if (others.length === 0) return;
  const isOwn = loadId !== null && (await readOwner(folder)) === loadId;
  const foreign = others.find((name) => !isOwn || !finalNames.includes(name));
  if (foreign !== undefined) refuse('cli.out.taken', { folder, name: foreign });
};

type Sink = { write: (text: string) => Promise<void>; finish: () => Promise<void> };

const openSink = async (path: string): Promise<Sink> => {
  const file = await open(path, 'w', 0o600);
  return {
    write: async (text) => {
      if (text !== '') await file.writeFile(text);
    },
    finish: async () => {
      await file.sync();
      await file.close();
    },
  };
};

const writeTables = async (store: LoadStore, folder: string, signal: AbortSignal): Promise<void> => {
  const { id, sheet, mapping } = await store.readDoc();
  const sinks: { holds: (row: LedgerRow) => boolean; sink: Sink }[] = [];
  for (const { name, holds } of tables)
    sinks.push({ holds, sink: await openSink(join(folder, draftOf(name, id))) });
  const names = [...sheet.columns.map(({ header }) => toOutputHeader(header)), ...ownColumns];
  const header = `${writeQuotedCells(names)}\n`;
  for (const { sink } of sinks) await sink.write(header);
  for await (const rows of eachLedgerRow(store, sheet.rows)) {
    signal.throwIfAborted();
    const texts = sinks.map(() => '');
    for (const row of rows) {
      const { cells, outcome } = row;
      const own = typeof outcome === 'string' ? outcome : writeRemark(outcome, mapping);
      const record = `${cells},${own}\n`;
      sinks.forEach(({ holds }, at) => {
        if (holds(row)) texts[at] += record;
      });
    }
    for (const [at, { sink }] of sinks.entries()) await sink.write(texts[at] ?? '');
  }
  for (const { sink } of sinks) await sink.finish();
};

/** Folders that are being written: two commands about one load take turns. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Writes the files of a load into its folder. All of them are complete under temporary names before the first one
 * gets its own, so that a reader never sees half a file. Leaves nothing new behind when it fails.
 */
export const writeOutput = async (
  store: LoadStore,
  folder: string,
  report: object,
  signal: AbortSignal,
): Promise<void> => {
  const before = turns.get(folder) ?? Promise.resolve();
  const mine = before.catch(() => undefined).then(async () => writeAll(store, folder, report, signal));
  turns.set(folder, mine);
  await mine;
};

const writeAll = async (
  store: LoadStore,
  folder: string,
  report: object,
  signal: AbortSignal,
): Promise<void> => {
  const { id } = await store.readDoc();
  try {
    await writeTables(store, folder, signal);
    const sink = await openSink(join(folder, draftOf(reportName, id)));
    await sink.write(`${JSON.stringify(report, null, 2)}\n`);
    await sink.finish();
    // The report goes first: it says whose folder this is.
    for (const name of finalNames) await rename(join(folder, draftOf(name, id)), join(folder, name));
  } catch (cause) {
    for (const name of finalNames)
      await rm(join(folder, draftOf(name, id)), { force: true }).catch(() => undefined);
    throw toStoreError(cause, folder);
  }
};
