import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeQuotedCells } from '../core/sheet/write-csv';
import { eachLedgerPart, type LedgerPart, type RowRemark } from '../main/use-cases/loads/read-ledger';
import { toStoreError } from '../main/store/store-errors';
import type { LoadStore } from '../main/store/load-store';
import { rowStates, type RowState } from '../shared/domain/row-state';
import { ownColumns, toOutputHeader, writeRemark } from './ledger-columns';
import { refuse } from './refusal';

const reportName = 'report.json';

/** Rows of which states stand in which file. */
const tables: readonly { name: string; states: readonly RowState[] }[] = [
  { name: 'ledger.csv', states: rowStates },
  { name: 'succeeded.csv', states: ['created', 'updated', 'unchanged', 'deleted'] },
  { name: 'failed.csv', states: ['failed'] },
  { name: 'not-processed.csv', states: ['not_processed'] },
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

type Sink = { write: (text: string | Buffer) => Promise<void>; finish: () => Promise<void> };

const openSink = async (path: string): Promise<Sink> => {
  const file = await open(path, 'w', 0o600);
  return {
    write: async (text) => {
      if (text.length > 0) await file.writeFile(text);
    },
    finish: async () => {
      await file.sync();
      await file.close();
    },
  };
};

/** The records of a part whose rows stand in one of some states, in order. */
const pick = ({ records, ends, states }: LedgerPart, wanted: Uint8Array): Buffer => {
  const picked: Buffer[] = [];
  let from = 0;
  let before = 0;
  for (let row = 0; row <= ends.length; row += 1) {
    const isWanted = row < ends.length && wanted[states[row] ?? 0] === 1;
    if (!isWanted && before > from) picked.push(records.subarray(from, before));
    before = ends[row] ?? before;
    if (!isWanted) from = before;
  }
  return picked.length === 1 ? (picked[0] ?? records) : Buffer.concat(picked);
};

const writeTables = async (store: LoadStore, folder: string, signal: AbortSignal): Promise<void> => {
  const { id, sheet, mapping } = await store.readDoc();
  const sinks: { wanted: Uint8Array; sink: Sink }[] = [];
  for (const { name, states } of tables)
    sinks.push({
      wanted: Uint8Array.from(rowStates, (state) => (states.includes(state) ? 1 : 0)),
      sink: await openSink(join(folder, draftOf(name, id))),
    });
  const names = [...sheet.columns.map(({ header }) => toOutputHeader(header)), ...ownColumns];
  const header = `${writeQuotedCells(names)}\n`;
  for (const { sink } of sinks) await sink.write(header);
  const tell = (remark: RowRemark): string => writeRemark(remark, mapping);
  for await (const part of eachLedgerPart(store, sheet, tell)) {
    signal.throwIfAborted();
    await Promise.all(sinks.map(async ({ wanted, sink }) => sink.write(pick(part, wanted))));
  }
  await Promise.all(sinks.map(async ({ sink }) => sink.finish()));
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
