import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { takeTurn } from '../clock';
import type { Batch, ClassicJob } from '../bulk1/job';
import type { IngestJob } from '../bulk2/job';
import type { QueryJob } from '../bulk2/query-job';
import type { Grant, Session } from '../oauth/sessions';
import type { Org } from '../org';
import { readLines } from './read-lines';
import { clearTable, putRow, type Row } from './table';

/** The form of the snapshot; a file of another form is left alone and refused. */
const FORMAT = 2;

type StoredJob = Omit<IngestJob, 'data' | 'index'> & { uploaded: boolean };
/** Found rows are looked up again when somebody asks. */
type StoredQuery = Omit<QueryJob, 'found'>;
type StoredClassic = Omit<ClassicJob, 'batches'> & { batches: Omit<Batch, 'request'>[] };

type Head = {
  kind: 'org';
  format: number;
  seed: string;
  empty: boolean;
  offsetMs: number;
  adminId: string;
  settings: Org['settings'];
  /** Missing in folders of before. */
  preset?: string | null;
  usage: Org['usage'];
  serials: [string, number][];
  firstTouch: [string, string][];
  sessions: Session[];
  grants: Grant[];
  clients: { id: string; name: string; secret: string | null; redirectUris: string[] }[];
};

/** A line of the file; the rows of a table follow it as bare lists. */
type Line =
  | Head
  | { kind: 'table'; name: string; fields: string[]; lastSerial: number; lastNumber: number }
  | { kind: 'job'; job: StoredJob }
  | { kind: 'query'; job: StoredQuery }
  | { kind: 'classic'; job: StoredClassic };

const isRow = (line: Line | Row): line is Row => Array.isArray(line);

const snapshotPath = (folder: string): string => join(folder, 'org.ndjson');
const uploadPath = (folder: string, jobId: string): string => join(folder, 'uploads', `${jobId}.csv`);

/** Rows and outcomes turned to text before others get their turn. */
const SLICE = 2000;

function writeHead(org: Org): Head {
  return {
    kind: 'org',
    format: FORMAT,
    seed: org.seed,
    empty: org.empty,
    offsetMs: org.clock.offsetMs,
    adminId: org.adminId,
    settings: org.settings,
    preset: org.preset,
    usage: org.usage,
    serials: [...org.serials],
    firstTouch: [...org.firstTouch],
    sessions: [...org.sessions.live.values()],
    grants: [...org.sessions.grants.values()],
    clients: [...org.sessions.clients.values()],
  };
}

/** Everything clients uploaded, by the id of its job or batch. */
export function listUploads(org: Org): { id: string; data: Buffer }[] {
  const batches = [...org.classicJobs.values()].flatMap((job) => job.batches);
  return [
    ...[...org.jobs.values()].flatMap((job) => (job.data ? [{ id: job.id, data: job.data }] : [])),
    ...batches.map((batch) => ({ id: batch.id, data: batch.request })),
  ];
}

/** A picture of the org at one moment. Rows are never changed in place, so holding them is enough. */
function takePicture(org: Org): {
  head: string;
  tables: { line: string; rows: Row[] }[];
  jobs: Line[];
  uploads: { id: string; data: Buffer }[];
} {
  const tables = [...org.tables.values()].map((table) => ({
    line: JSON.stringify({
      kind: 'table',
      name: table.def.name,
      fields: table.def.fields.map((field) => field.name),
      lastSerial: table.lastSerial,
      lastNumber: table.lastNumber,
    } satisfies Line),
    rows: [...table.rows.values()],
  }));
  const ingest = [...org.jobs.values()].map(({ data, index: _index, ...job }): Line => ({
    kind: 'job',
    job: { ...job, outcomes: job.outcomes.slice(), timeline: job.timeline.slice(), uploaded: data !== null },
  }));
  const queries = [...org.queryJobs.values()].map(({ found: _found, ...job }): Line => ({
    kind: 'query',
    job,
  }));
  const classic = [...org.classicJobs.values()].map(({ batches, ...job }): Line => ({
    kind: 'classic',
    job: {
      ...job,
      batches: batches.map(({ request: _request, ...batch }) => ({
        ...batch,
        outcomes: batch.outcomes.slice(),
      })),
    },
  }));
  const jobs = [...ingest, ...queries, ...classic];
  return { head: JSON.stringify(writeHead(org)), tables, jobs, uploads: listUploads(org) };
}

function* writeLines(picture: ReturnType<typeof takePicture>): Generator<string> {
  yield `${picture.head}\n`;
  for (const { line, rows } of picture.tables) {
    yield `${line}\n`;
    for (let from = 0; from < rows.length; from += SLICE) {
      yield (
        rows
          .slice(from, from + SLICE)
          .map((row) => JSON.stringify(row))
          .join('\n') + '\n'
      );
    }
  }
  for (const job of picture.jobs) yield `${JSON.stringify(job)}\n`;
}

function saveUploads(folder: string, uploads: readonly { id: string; data: Buffer }[]): void {
  mkdirSync(join(folder, 'uploads'), { recursive: true });
  for (const { id, data } of uploads)
    if (!existsSync(uploadPath(folder, id))) writeFileSync(uploadPath(folder, id), data);
}

/**
 * Writes the whole org to a folder: to a second file first, which then takes the place of the old one,
 * so that there is always one whole snapshot. `inTurns` lets calls be answered meanwhile.
 */
export async function saveSnapshot(org: Org, folder: string, inTurns: boolean): Promise<void> {
  const picture = takePicture(org);
  saveUploads(folder, picture.uploads);
  const draft = `${snapshotPath(folder)}.${inTurns ? 'draft' : 'last'}`;
  const file = openSync(draft, 'w', 0o600);
  for (const part of writeLines(picture)) {
    writeSync(file, part);
    if (inTurns) await takeTurn();
  }
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, snapshotPath(folder));
}

function readTable(org: Org, line: Extract<Line, { kind: 'table' }>): ((row: Row) => void) | null {
  const table = org.tables.get(line.name.toLowerCase());
  if (!table) return null;
  clearTable(table);
  table.lastSerial = line.lastSerial;
  table.lastNumber = line.lastNumber;
  // Fields are found by name, so a schema that gained a field still reads what was stored before.
  const from = table.def.fields.map((field) => line.fields.indexOf(field.name));
  return (row) =>
    putRow(
      table,
      from.map((position, i) => row[position] ?? (table.def.fields[i]?.type === 'boolean' ? false : null)),
    );
}

function readHead(org: Org, head: Head): void {
  if (head.format !== FORMAT)
    throw new Error(`The practice data is of form ${head.format}; this version reads form ${FORMAT}`);
  org.seed = head.seed;
  org.empty = head.empty;
  org.clock.offsetMs = head.offsetMs;
  org.adminId = head.adminId;
  org.settings = { ...org.settings, ...head.settings };
  org.preset = head.preset ?? null;
  org.usage = { ...org.usage, ...head.usage };
  org.serials = new Map(head.serials);
  org.firstTouch = new Map(head.firstTouch);
  org.sessions.live = new Map(head.sessions.map((session) => [session.token, session]));
  org.sessions.grants = new Map(head.grants.map((grant) => [grant.refreshToken, grant]));
  for (const client of head.clients) org.sessions.clients.set(client.id, client);
}

function readJob(org: Org, folder: string, line: Extract<Line, { kind: 'job' | 'query' | 'classic' }>): void {
  const readUpload = (id: string): Buffer => readFileSync(uploadPath(folder, id));
  if (line.kind === 'query') org.queryJobs.set(line.job.id, { ...line.job, found: null });
  else if (line.kind === 'classic') {
    const batches = line.job.batches.map((batch) => ({ ...batch, request: readUpload(batch.id) }));
    org.classicJobs.set(line.job.id, { ...line.job, batches });
  } else {
    const { uploaded, ...job } = line.job;
    // Folders of before have no Apex time.
    const times = { apexProcessingTime: 0 };
    org.jobs.set(job.id, { ...times, ...job, data: uploaded ? readUpload(job.id) : null, index: null });
  }
}

/** The seed of the org kept in a folder, or null where there is none. */
export function readStoredSeed(folder: string): string | null {
  if (!existsSync(snapshotPath(folder))) return null;
  for (const text of readLines(snapshotPath(folder))) return (JSON.parse(text) as Head).seed;
  return null;
}

/** Reads the org back as it was saved. Jobs come with their uploads; running ones still have to be started. */
export function loadSnapshot(org: Org, folder: string): void {
  rmSync(`${snapshotPath(folder)}.draft`, { force: true });
  let addRow: ((row: Row) => void) | null = null;
  for (const text of readLines(snapshotPath(folder))) {
    const line = JSON.parse(text) as Line | Row;
    if (isRow(line)) addRow?.(line);
    else if (line.kind === 'org') readHead(org, line);
    else if (line.kind === 'table') addRow = readTable(org, line);
    else readJob(org, folder, line);
  }
}
