import { z } from 'zod';
import {
  AttemptView,
  JobPhase,
  LoadView,
  StoredLoadOptions,
  Target,
  WireError,
} from '../../shared/domain/load';
import { MappingEntry } from '../../shared/domain/mapping';
import { SheetView } from '../../shared/domain/sheet';

const JobReport = z.object({
  id: z.string(),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  processed: z.number(),
  failed: z.number(),
  error: z.string().nullable(),
});

const StoredAttempt = z.object({
  phase: z.enum(['running', 'paused', 'finished']),
  stopRequested: z.boolean(),
  attempt: z.number().int(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  pause: WireError.nullable(),
  jobs: z.array(
    z.object({
      seq: z.number().int(),
      rows: z.number().int(),
      phase: JobPhase,
      id: z.string().nullable(),
      createdAfter: z.number(),
      report: JobReport.nullable(),
      unanswered: z.number().int(),
      refusals: z.number().int(),
      silentSince: z.number().nullable(),
      committedAt: z.number().nullable(),
      shortResults: z.number().int(),
      afterAbort: z.enum(['recreate', 'end']),
      error: z.string().nullable(),
    }),
  ),
});

/** The layout of stored loads this program writes. */
export const storeVersion = 1;

/**
 * Everything about a load except its rows, as it stands in the load's own database. `attempt` is the state of
 * the newest attempt, saved before each of its effects.
 */
export const LoadDoc = z.object({
  store: z.literal(storeVersion),
  id: z.string(),
  version: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  org: LoadView.shape.org,
  sheet: SheetView,
  target: Target.nullable(),
  mapping: z.array(MappingEntry),
  options: StoredLoadOptions,
  checked: z.boolean(),
  attempt: StoredAttempt.nullable(),
  attempts: z.array(AttemptView),
  /** Every job that was made for this load, aborted ones included, with the rows that were committed in it. */
  jobLog: z.array(
    z.object({
      attempt: z.number().int(),
      seq: z.number().int(),
      id: z.string(),
      api: z.string().default('2.0'),
      /** Salesforce's own word for how the job stood when it was last looked at. */
      state: z.string().nullable().default(null),
      rows: z.number().int().default(0),
    }),
  ),
});
export type LoadDoc = z.infer<typeof LoadDoc>;
