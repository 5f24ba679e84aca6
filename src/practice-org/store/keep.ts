import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { takeTurn } from '../clock';
import type { Org } from '../org';
import { openJournal } from './journal';
import type { Founding } from './load-org';
import { snapshotPath, uploadPath, uploadsPath, type Line } from './lines';
import { stampJobs, takeChanges, takePicture, writeHead, writePicture, type Picture } from './picture';

/** Changes nobody was told of, and that come close together, are written together. */
const QUIET_MS = 500;

/** Without a save for so long, there is time to write a new snapshot that only saves room. */
const IDLE_MS = 2000;

/** Records the files may hold in vain, besides as many as the org has, before a new snapshot is worth it. */
const WASTE = 100_000;

/** What a folder holds: its snapshot's generation and schema, and the records in both of its files. */
export type Stored = Founding & { records: number };

export type Keeper = { saveNow: () => Promise<void> };

const textOf = (line: Line): string => `${JSON.stringify(line)}\n`;
const countRecords = ({ tables }: Picture): number => tables.reduce((sum, { rows }) => sum + rows.length, 0);

/** Keeps what clients uploaded in files of their own: each is written once, and goes with its job. */
function keepUploads(org: Org, folder: string): { save: () => void; dropStale: () => void } {
  mkdirSync(uploadsPath(folder), { recursive: true, mode: 0o700 });
  const stored = new Set(readdirSync(uploadsPath(folder)).map((name) => name.replace(/\.csv$/, '')));
  const list = (): Map<string, Buffer> => {
    const uploads = new Map<string, Buffer>();
    for (const { id, data } of org.jobs.values()) if (data) uploads.set(id, data);
    for (const { batches } of org.classicJobs.values())
      for (const { id, request } of batches) uploads.set(id, request);
    return uploads;
  };
  const save = (): void => {
    for (const [id, data] of list()) {
      if (stored.has(id)) continue;
      writeFileSync(uploadPath(folder, id), data, { mode: 0o600, flush: true });
      stored.add(id);
    }
  };
  const dropStale = (): void => {
    const wanted = list();
    for (const id of stored) {
      if (wanted.has(id)) continue;
      rmSync(uploadPath(folder, id), { force: true });
      stored.delete(id);
    }
  };
  // What a killed process left behind would stand in the way of an upload under the same id.
  dropStale();
  return { save, dropStale };
}

/**
 * Keeps an org in a folder: a snapshot, and behind it a journal of what changed. A change is written before an
 * answer that could tell of it, and a moment after it came where nobody asks. So no answer tells of what a
 * process that is killed would forget, and little is left to write when the org ends, however much it holds.
 */
export function keepOrg(org: Org, folder: string, found: Stored | null): Keeper {
  const uploads = keepUploads(org, folder);
  let { generation, records } = found ?? { generation: 0, records: 0 };
  let journal = found ? openJournal(folder, generation, false) : null;
  let written = stampJobs(org);
  let head = '';
  let schemaText = found ? found.schemaText : org.schemaText;
  let timer: NodeJS.Timeout | null = null;
  let idleTimer: NodeJS.Timeout | undefined;
  /** Ends with the last write that was asked for. It never fails. */
  let last: Promise<void> = Promise.resolve();
  let dirty = !found || schemaText !== org.schemaText;
  /** Whether changes are being written, and how many answers wait for that. */
  let saving = false;
  let waiting = 0;

  /** A whole new snapshot and an empty journal. One that only saves room is given up for whatever else there is. */
  const writeSnapshot = async (onlySavesRoom: boolean): Promise<void> => {
    const isInTheWay = (): boolean => onlySavesRoom && (org.closing || waiting > 0);
    const picture = takePicture(org);
    const text = org.schemaText;
    for (const table of org.tables.values()) if (!onlySavesRoom || !table.changes) table.changes = [];
    const draft = `${snapshotPath(folder)}.draft`;
    const file = openSync(draft, 'w', 0o600);
    writeSync(file, textOf(writeHead(org)));
    writeSync(file, textOf({ kind: 'schema', text, generation: generation + 1 }));
    for (const part of writePicture(picture)) {
      writeSync(file, part);
      if (!org.closing) await takeTurn();
      if (isInTheWay()) break;
    }
    fsyncSync(file);
    closeSync(file);
    if (isInTheWay()) return rmSync(draft);
    renameSync(draft, snapshotPath(folder));
    journal?.close();
    generation += 1;
    journal = openJournal(folder, generation, true);
    ({ written } = picture);
    records = countRecords(picture);
    schemaText = text;
    head = '';
  };

  const writeChanges = async (): Promise<void> => {
    if (!journal || schemaText !== org.schemaText) return writeSnapshot(false);
    const before = head;
    head = textOf(writeHead(org));
    const changes = takeChanges(org, written);
    if (head !== before) journal.append(head);
    for (const part of writePicture(changes)) {
      journal.append(part);
      if (!org.closing) await takeTurn();
    }
    journal.settle();
    ({ written } = changes);
    records += countRecords(changes);
  };

  const write = async (part: () => Promise<void>): Promise<void> => {
    try {
      await part();
    } catch (cause) {
      // What was taken and not written is still in the org: the next save writes all of it.
      dirty = true;
      journal?.close();
      journal = null;
      throw cause;
    }
  };

  const save = async (): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    saving = true;
    try {
      await write(async () => {
        uploads.save();
        await writeChanges();
        uploads.dropStale();
      });
    } finally {
      saving = false;
    }
    clearTimeout(idleTimer);
    if (!org.closing) idleTimer = setTimeout(() => void inTurn(saveRoom).catch(complain), IDLE_MS).unref();
  };

  const saveRoom = async (): Promise<void> => {
    const live = [...org.tables.values()].reduce((sum, { rows }) => sum + rows.size, 0);
    if (!org.closing && records - live > WASTE + live) await write(() => writeSnapshot(true));
  };

  const complain = (cause: unknown): void =>
    void process.stderr.write(`The practice org could not be saved: ${String(cause)}\n`);

  const inTurn = (part: () => Promise<void>): Promise<void> => {
    const turn = last.then(part);
    last = turn.catch(() => undefined);
    return turn;
  };

  for (const table of org.tables.values()) table.changes ??= [];
  org.noteChange = () => {
    dirty = true;
    if (timer || org.closing) return;
    timer = setTimeout(() => {
      timer = null;
      inTurn(save).catch(complain);
    }, QUIET_MS).unref();
  };
  org.keepChanges = async () => {
    if (!dirty && !saving) return;
    waiting += 1;
    await inTurn(save).finally(() => (waiting -= 1));
  };
  if (dirty) org.noteChange();
  return {
    saveNow: async () => {
      if (timer) clearTimeout(timer);
      clearTimeout(idleTimer);
      timer = null;
      await inTurn(save);
    },
  };
}
