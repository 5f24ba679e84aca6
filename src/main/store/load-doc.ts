import { z } from 'zod';
import {
  AttemptView,
  BoxPhase,
  JobPhase,
  LoadView,
  SendingApi,
  StoredLoadOptions,
  Target,
  Way,
  WireError,
} from '../../shared/domain/load';
import { ColumnRepair, MappingEntry } from '../../shared/domain/mapping';
import { ParentPlan } from '../../shared/domain/parents';
import { SheetView } from '../../shared/domain/sheet';

const JobReport = z.object({
  id: z.string(),
  state: z.enum([
    'Open',
    'UploadComplete',
    'InProgress',
    'JobComplete',
    'Failed',
    'Aborted',
    'Queued',
    'Completed',
    'NotProcessed',
  ]),
  processed: z.number(),
  failed: z.number(),
  error: z.string().nullable(),
});

const StoredJob = z
  .object({
    seq: z.number().int(),
    rows: z.number().int(),
    chain: z.number().int().nullable().default(null),
    phase: JobPhase,
    id: z.string().nullable(),
    box: z.number().int().nullable(),
    createdAfter: z.number(),
    report: JobReport.nullable(),
    unanswered: z.number().int(),
    refusals: z.number().int(),
    silentSince: z.number().nullable(),
    lostSince: z.number().nullable().default(null),
    committedAt: z.number().nullable(),
    sentAfter: z.number().nullish(),
    shortResults: z.number().int(),
    afterAbort: z.enum(['recreate', 'end']),
    error: z.string().nullable(),
  })
  // An older program kept this computer's time alone.
  .transform((job) => ({ ...job, sentAfter: job.sentAfter ?? job.committedAt }));

const StoredAttempt = z.object({
  phase: z.enum(['running', 'paused', 'finished']),
  stopRequested: z.boolean(),
  attempt: z.number().int(),
  way: Way,
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  pause: WireError.nullable(),
  boxes: z.array(
    z.object({
      seq: z.number().int(),
      id: z.string().nullable(),
      phase: BoxPhase,
      createdAfter: z.number(),
      listing: z.boolean(),
      unanswered: z.number().int(),
      silentSince: z.number().nullable(),
      refusals: z.number().int(),
    }),
  ),
  jobs: z.array(StoredJob),
});

/** A part as it is planned; an older program wrote its rows alone. */
const StoredPart = z.preprocess(
  (stored) => (typeof stored === 'number' ? { rows: stored, chain: null } : stored),
  z.object({ rows: z.number().int(), chain: z.number().int().nullable() }),
);

/** The layout of stored loads this program writes. */
export const storeVersion = 3;

/** Layouts it reads: 2 has the parts of the attempt in the document itself. */
const readVersions = [2, storeVersion] as const;

/**
 * Everything about a load except its rows, as it stands in the load's own database. `attempt` is the state of
 * the newest attempt, saved before each of its effects.
 */
export const LoadDoc = z.object({
  store: z.literal(readVersions),
  id: z.string(),
  version: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  org: LoadView.shape.org,
  sheet: SheetView,
  /** Number of the reading that the rows are from; 0 before the first. */
  reading: z.number().int(),
  target: Target.nullable(),
  mapping: z.array(MappingEntry),
  repairs: z.array(ColumnRepair).default([]),
  /** Time zone of the org's user when the target was set; null where it was not known. */
  timeZone: z.string().nullable().default(null),
  options: StoredLoadOptions,
  checked: z.boolean(),
  /** What the check has already written down for the first attempt, as long as nobody changes a row: rows a part. */
  prepared: z.object({ way: Way, parts: z.array(StoredPart) }).nullable(),
  /** How rows share parents, and what is done about it, as of the last check; null where none was made. */
  parents: ParentPlan.nullable().default(null),
  attempt: StoredAttempt.nullable(),
  attempts: z.array(AttemptView),
  /** Every job that was made for this load, aborted ones included, with the rows that were committed in it. */
  jobLog: z.array(
    z.object({
      attempt: z.number().int(),
      seq: z.number().int(),
      /** Null for calls of collections, which have no job. */
      id: z.string().nullable(),
      api: SendingApi,
      /** Salesforce's own word for how the job stood when it was last looked at. */
      state: z.string().nullable(),
      rows: z.number().int(),
      /** 1.0 only: numbers of the parts of the attempt that are batches of this job. */
      batches: z.array(z.number().int()),
    }),
  ),
});
export type LoadDoc = z.infer<typeof LoadDoc>;
