import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs';
import { noOutcomes, readOutcomes } from '../bulk2/outcomes';
import { takeTurn } from '../clock';
import { makeClient } from '../oauth/sessions';
import type { Org } from '../org';
import {
  FORMAT,
  journalPath,
  SAVED,
  snapshotPath,
  uploadPath,
  type Head,
  type Line,
  type Stored,
  type StoredJob,
} from './lines';
import { FORM_2, readSchema2, upgradeLine } from './read-form-2';
import { readLines } from './read-lines';
import { clearTable, dropRow, putRow, type Row, type Table } from './table';

const parse = (text: string): Stored => JSON.parse(text) as Stored;

/** What an org was founded with, its objects now, and which journal belongs to its snapshot. */
export type Founding = { seed: string; schemaText: string | null; generation: number };

/** What a folder says of the org it holds, or null where there is none. */
export function readFounding(folder: string): Founding | null {
  if (!existsSync(snapshotPath(folder))) return null;
  const lines = readLines(snapshotPath(folder));
  const [head, schema] = [lines.next(), lines.next()].map(({ value }) =>
    typeof value === 'string' ? (parse(value) as Line) : null,
  );
  lines.return(undefined);
  if (head?.kind !== 'org') throw new Error('The practice data begin with something else than an org');
  if (head.format === FORM_2) return { seed: head.seed, schemaText: readSchema2(folder), generation: 0 };
  if (head.format !== FORMAT || schema?.kind !== 'schema')
    throw new Error(`The practice data is of form ${head.format}; this version reads form ${FORMAT}`);
  return { seed: head.seed, schemaText: schema.text, generation: schema.generation };
}

function readHead(org: Org, head: Head): void {
  org.seed = head.seed;
  org.empty = head.empty;
  org.clock.offsetMs = head.offsetMs;
  org.adminId = head.adminId;
  org.settings = { ...org.settings, ...head.settings };
  org.preset = head.preset;
  org.usage = { ...org.usage, ...head.usage };
  org.serials = new Map(head.serials);
  org.firstTouch = new Map(head.firstTouch);
  org.sessions.live = new Map(head.sessions.map((session) => [session.token, session]));
  org.sessions.grants = new Map(head.grants.map((grant) => [grant.refreshToken, grant]));
  org.sessions.clients = new Map(head.clients.map((client) => [client.id, makeClient(client.id, client)]));
}

type AddRow = { table: Table; put: (row: Row) => void };

function readTable(org: Org, line: Extract<Line, { kind: 'table' | 'rows' }>): AddRow | null {
  const table = org.tables.get(line.name.toLowerCase());
  if (!table) return null;
  if (line.kind === 'table') clearTable(table);
  table.lastSerial = line.lastSerial;
  table.lastNumber = line.lastNumber;
  const { fields } = table.def;
  // Fields are found by name, so a schema that gained a field still reads what was stored before.
  if (fields.length === line.fields.length && fields.every(({ name }, i) => name === line.fields[i]))
    return { table, put: (row) => putRow(table, row) };
  const from = fields.map((field) => line.fields.indexOf(field.name));
  const settle = (row: Row): Row =>
    from.map((position, i) => row[position] ?? (fields[i]?.type === 'boolean' ? false : null));
  return { table, put: (row) => putRow(table, settle(row)) };
}

/** Stands for an upload until it is known that its job is still there. */
const NOT_READ = Buffer.alloc(0);

function readJob(org: Org, { uploaded, ...job }: StoredJob): void {
  const outcomes = org.jobs.get(job.id)?.outcomes ?? noOutcomes();
  org.jobs.set(job.id, {
    ...job,
    retries: job.retries ?? 0,
    data: uploaded ? NOT_READ : null,
    index: null,
    outcomes,
  });
}

function readBatch(org: Org, line: Extract<Line, { kind: 'batch' }>): void {
  const batches = org.classicJobs.get(line.jobId)?.batches;
  const at = batches?.findIndex(({ id }) => id === line.batch.id) ?? -1;
  const batch = { ...line.batch, retries: line.batch.retries ?? 0, request: NOT_READ };
  batches?.splice(at < 0 ? batches.length : at, at < 0 ? 0 : 1, batch);
}

function readUploads(org: Org, folder: string): void {
  for (const job of org.jobs.values())
    if (job.data === NOT_READ) job.data = readFileSync(uploadPath(folder, job.id));
  for (const { batches } of org.classicJobs.values())
    for (const batch of batches) batch.request = readFileSync(uploadPath(folder, batch.id));
}

function dropJobs(org: Org, ids: readonly string[]): void {
  for (const id of ids) for (const jobs of [org.jobs, org.queryJobs, org.classicJobs]) jobs.delete(id);
}

/** Reads a line that is neither a record nor the start of a table. */
function readLine(org: Org, line: Line): void {
  switch (line.kind) {
    case 'org':
      return readHead(org, line);
    case 'job':
      return readJob(org, line.job);
    case 'outcomes': {
      const job = org.jobs.get(line.id);
      if (job) readOutcomes(job.outcomes, line.from, line.texts);
      return;
    }
    case 'query':
      return void org.queryJobs.set(line.job.id, { ...line.job, found: null });
    case 'classic':
      return void org.classicJobs.set(line.job.id, {
        ...line.job,
        batchRetry: line.job.batchRetry ?? true,
        batches: org.classicJobs.get(line.job.id)?.batches ?? [],
      });
    case 'batch':
      return readBatch(org, line);
    case 'gone':
      return dropJobs(org, line.ids);
    default:
      return;
  }
}

/** Lines read before others get their turn. */
const TURN = 1000;

/** Reads a file into the org. Answers how many records it held, taken out ones too. An org that ends stops it. */
async function readFile(org: Org, path: string): Promise<number> {
  let rows: AddRow | null = null;
  let count = 0;
  let lines = 0;
  let old = false;
  for (const text of readLines(path)) {
    lines += 1;
    if (lines % TURN === 0) await takeTurn();
    if (org.closing) break;
    const line = parse(text);
    if (typeof line === 'string') {
      if (rows) dropRow(rows.table, line);
      count += 1;
    } else if (Array.isArray(line)) {
      rows?.put(line as Row);
      count += 1;
    } else {
      const found = line as Line;
      if (found.kind === 'org') old = found.format === FORM_2;
      if (found.kind === 'table' || found.kind === 'rows') rows = readTable(org, found);
      else for (const one of old ? upgradeLine(found) : [found]) readLine(org, one);
    }
  }
  return count;
}

/** Cuts off what a process that ended in the middle of a save left behind the last whole one. */
function mendJournal(path: string): void {
  const file = openSync(path, 'r+');
  try {
    let end = fstatSync(file).size;
    const mark = Buffer.from(SAVED);
    const part = Buffer.alloc(64 * 1024);
    for (let tail = Buffer.alloc(0); end > 0;) {
      const from = Math.max(0, end - part.length);
      const size = readSync(file, part, 0, end - from, from);
      tail = Buffer.concat([part.subarray(0, size), tail.subarray(0, mark.length)]);
      const at = tail.lastIndexOf(mark);
      if (at >= 0) return ftruncateSync(file, from + at + mark.length);
      end = from;
    }
    ftruncateSync(file, 0);
  } finally {
    closeSync(file);
  }
}

function readsOn(path: string, generation: number): boolean {
  if (!existsSync(path)) return false;
  mendJournal(path);
  for (const text of readLines(path)) {
    const line = parse(text) as Line;
    return line.kind === 'journal' && line.generation === generation;
  }
  return false;
}

/**
 * Reads the org back as it was saved: the snapshot, and what its journal says came after. Jobs come with their
 * uploads; running ones still have to be started. Answers how many records the two files hold. An org that is
 * told to end meanwhile stays half read, and must not be saved.
 */
export async function loadOrg(org: Org, folder: string, generation: number): Promise<number> {
  rmSync(`${snapshotPath(folder)}.draft`, { force: true });
  let records = await readFile(org, snapshotPath(folder));
  const journal = journalPath(folder);
  if (readsOn(journal, generation)) records += await readFile(org, journal);
  else rmSync(journal, { force: true });
  if (!org.closing) readUploads(org, folder);
  // What is read is on disk already; what changes from now on is not.
  for (const table of org.tables.values()) table.changes = [];
  return records;
}
