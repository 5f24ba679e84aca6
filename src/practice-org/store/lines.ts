import { join } from 'node:path';
import type { Batch, ClassicJob } from '../bulk1/job';
import type { IngestJob } from '../bulk2/job';
import type { QueryJob } from '../bulk2/query-job';
import type { Client, Grant, Session } from '../oauth/sessions';
import type { Org } from '../org';
import type { Row } from './table';

/** The form of the files; another form is left alone and refused. */
export const FORMAT = 3;

/** What is no record and no job. */
export type Head = {
  kind: 'org';
  format: number;
  seed: string;
  empty: boolean;
  offsetMs: number;
  adminId: string;
  settings: Org['settings'];
  preset: string | null;
  usage: Org['usage'];
  serials: [string, number][];
  firstTouch: [string, string][];
  sessions: Session[];
  grants: Grant[];
  clients: Client[];
};

/** An ingest job without its rows: the upload has a file of its own, outcomes stand in lines of their own. */
export type StoredJob = Omit<IngestJob, 'data' | 'index' | 'outcomes'> & { uploaded: boolean };
/** Found rows are looked up again when somebody asks. */
export type StoredQuery = Omit<QueryJob, 'found'>;
export type StoredClassic = Omit<ClassicJob, 'batches'>;
export type StoredBatch = Omit<Batch, 'request'>;

type TableState = { name: string; fields: string[]; lastSerial: number; lastNumber: number };

/** A line that is no record. The records of a table follow it as bare lists, ids taken out as bare texts. */
export type Line =
  | Head
  | { kind: 'schema'; text: string | null; generation: number }
  /** Begins a table anew. */
  | ({ kind: 'table' } & TableState)
  /** Goes on with a table. */
  | ({ kind: 'rows' } & TableState)
  | { kind: 'job'; job: StoredJob }
  | { kind: 'outcomes'; id: string; from: number; texts: string[] }
  | { kind: 'query'; job: StoredQuery }
  | { kind: 'classic'; job: StoredClassic }
  | { kind: 'batch'; jobId: string; batch: StoredBatch }
  /** Jobs that are no more. */
  | { kind: 'gone'; ids: string[] }
  /** The first line of a journal: which snapshot it goes on from. */
  | { kind: 'journal'; generation: number }
  /** Everything before it belongs together. */
  | { kind: 'saved' };

export type Stored = Line | Row | string;

export const SAVED = '{"kind":"saved"}\n';

export const snapshotPath = (folder: string): string => join(folder, 'org.ndjson');
export const journalPath = (folder: string): string => join(folder, 'changes.ndjson');
/** The access token the org announces. */
export const tokenPath = (folder: string): string => join(folder, 'token');
export const uploadsPath = (folder: string): string => join(folder, 'uploads');
export const uploadPath = (folder: string, id: string): string => join(uploadsPath(folder), `${id}.csv`);
