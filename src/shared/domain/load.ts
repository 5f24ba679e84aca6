import { z } from 'zod';
import { ColumnRepair, ErrorCellChoice, MappingEntry, MappingProblem } from './mapping';
import { OrgType } from './org';
import { ParentPlan } from './parents';
import { ProblemGroup } from './problem';
import { Balance } from './row-state';
import { SheetView } from './sheet';
import { Operation } from './sobject';

export const Target = z.object({
  object: z.string(),
  objectLabel: z.string(),
  objectLabelPlural: z.string(),
  operation: Operation,
  /** Upsert only: the field that decides between new and existing. */
  externalId: z.string().optional(),
  externalIdLabel: z.string().optional(),
  /** Update and delete only: the field by which rows find their records; absent where they name them by Id. */
  findBy: z.string().optional(),
  findByLabel: z.string().optional(),
});
export type Target = z.infer<typeof Target>;

/** Which API of Salesforce a load goes by; `auto` lets the program choose and say why. */
export const ApiChoice = z.enum(['auto', '2.0', '1.0', 'collections']);
export type ApiChoice = z.infer<typeof ApiChoice>;

/** What becomes of rows that are damaged in the file: they are held, left out, or sent as they were read. */
export const DamageChoice = z.enum(['hold', 'leave-out', 'send']);
export type DamageChoice = z.infer<typeof DamageChoice>;

/** Choices by kind of damage; what is not named is held. A NUL can't be sent, nor a value there is none of. */
export const DamageChoices = z.object({
  'cell-count': DamageChoice.optional(),
  nul: DamageChoice.exclude(['send']).optional(),
  'bad-bytes': DamageChoice.optional(),
  'text-after-quote': DamageChoice.optional(),
  'total-line': DamageChoice.optional(),
  'header-line': DamageChoice.optional(),
  'no-value': DamageChoice.exclude(['send']).optional(),
  totals: DamageChoice.optional(),
});
export type DamageChoices = z.infer<typeof DamageChoices>;

export const LoadOptions = z.object({
  /** Blank cells leave the field as it is, or clear it. */
  blank: z.enum(['keep', 'clear']),
  /** Cells such as #N/A or null: keep the row back, or treat the cell as blank, as a cleared field, or as text. */
  errorCells: ErrorCellChoice,
  damaged: DamageChoices,
  /** Rows of the file that share an upsert key or an Id: hold them all, or send only the last of each. */
  repeatedKeys: z.enum(['hold', 'last']),
  /**
   * Cells are read by the type of their field and checked before they are sent; or text goes as it stands, dates
   * and numbers are read where they are not in Salesforce's own form, and the org alone judges what fits.
   */
  values: z.enum(['read', 'as-is']),
  api: ApiChoice,
  /** One batch after the other, or several at a time; `serial` is a job of Bulk API 1.0. */
  mode: z.enum(['parallel', 'serial']),
  /** Rows in a batch of Bulk API 1.0 or in a call of collections; null for the size the program chooses. */
  batchSize: z.number().int().min(1).max(10_000).nullable(),
  /** A text field that carries the row's own key, so that each result names its row; null for none. */
  traceField: z.string().nullable(),
  /** Assignment rule for Cases and Leads (an Id that begins with 01Q); null for none. */
  assignmentRuleId: z.string().nullable(),
  /** Collections only: a call's rows are saved all together or not at all. */
  allOrNone: z.boolean(),
  /** Collections only: save although a duplicate rule warns. */
  duplicateSave: z.boolean(),
});
export type LoadOptions = z.infer<typeof LoadOptions>;

export const defaultLoadOptions: LoadOptions = {
  blank: 'keep',
  errorCells: 'hold',
  damaged: {},
  repeatedKeys: 'hold',
  values: 'read',
  api: 'auto',
  mode: 'parallel',
  batchSize: null,
  traceField: null,
  assignmentRuleId: null,
  allOrNone: false,
  duplicateSave: false,
};

/** Options as they were stored; what an older program did not know yet has its default. */
export const StoredLoadOptions = z.preprocess(
  (stored) => (typeof stored === 'object' ? { ...defaultLoadOptions, ...stored } : stored),
  LoadOptions,
);

/** Which of Salesforce's APIs carries the rows. */
export const SendingApi = z.enum(['2.0', '1.0', 'collections']);
export type SendingApi = z.infer<typeof SendingApi>;

/** How an attempt is sent. `serial` is possible in Bulk API 1.0 only; `batchSize` null leaves it to the program. */
export const Way = z.object({
  api: SendingApi,
  mode: z.enum(['parallel', 'serial']),
  batchSize: z.number().int().positive().nullable(),
});
export type Way = z.infer<typeof Way>;

/** Where a job of Bulk API 1.0 stands, which holds batches. `gone`: the org does not know it any more. */
export const BoxPhase = z.enum(['creating', 'open', 'closing', 'closed', 'aborting', 'aborted', 'gone']);
export type BoxPhase = z.infer<typeof BoxPhase>;

/**
 * Where a part of an attempt (a job of Bulk API 2.0, a batch of 1.0, a call of collections) stands, in the order
 * in which it gets there. `clearing` looks for a job whose creation was never answered; `doubting` finds out
 * whether a commit took effect whose answer was lost; `aborting` makes sure a job can't run any more, or gives back
 * rows that never ran; `giving-up` leaves rows without a verdict; `abandoned` never ran.
 */
export const JobPhase = z.enum([
  'planned',
  'creating',
  'clearing',
  'uploading',
  'committing',
  'doubting',
  'running',
  'aborting',
  'collecting',
  'giving-up',
  'settled',
  'abandoned',
]);
export type JobPhase = z.infer<typeof JobPhase>;

export const JobView = z.object({
  seq: z.number().int(),
  attempt: z.number().int(),
  /** Job id (2.0) or batch id (1.0); calls of collections have none. */
  id: z.string().nullable(),
  api: SendingApi,
  /** 1.0 only: id of the job that holds the batch. */
  boxId: z.string().nullable(),
  rows: z.number().int(),
  /** The rows were committed, or may have been. */
  committed: z.boolean(),
  phase: JobPhase,
  /** Salesforce's own word: Open, UploadComplete, InProgress, JobComplete, Completed, Failed, Aborted … */
  orgState: z.string().nullable(),
  processed: z.number().int(),
  failed: z.number().int(),
  error: z.string().nullable(),
});
export type JobView = z.infer<typeof JobView>;

/** Parts of an attempt that do the same; `queued`: Salesforce has their rows and has not begun. */
export const PartCount = z.object({
  phase: JobPhase,
  queued: z.boolean(),
  parts: z.number().int(),
  rows: z.number().int(),
  processed: z.number().int(),
  failed: z.number().int(),
});
export type PartCount = z.infer<typeof PartCount>;

/**
 * - `draft`: being set up; `checked`: every row was checked, ready to send
 * - `running`: an attempt is under way; `stopping`: a person asked to stop
 * - `paused`: lost contact or a limit; goes on with Resume (`pause` says why)
 * - `finished`: no attempt is under way and every row sent has its verdict
 */
export const LoadPhase = z.enum(['draft', 'checked', 'running', 'stopping', 'paused', 'finished']);
export type LoadPhase = z.infer<typeof LoadPhase>;

export const WireError = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Original words of Salesforce or the system, for Details. */
  detail: z.string().optional(),
});
export type WireError = z.infer<typeof WireError>;

/** Why an attempt goes by its API; each has its sentence, `sending.reason.<reason>`. */
export const WayReason = z.enum([
  'asked',
  'serial',
  'batch-size',
  'call-choices',
  'hard-delete',
  'few-rows',
  'unsettled-insert',
  'many-rows',
  'after-locks',
  'after-limits',
]);
export type WayReason = z.infer<typeof WayReason>;

export const AttemptView = z.object({
  attempt: z.number().int(),
  way: Way,
  reason: WayReason,
  rows: z.number().int(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** User names it was sent under, in the order it was taken up; absent where no org told any. */
  users: z.array(z.string()).optional(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** Everything a screen needs to know about a load, except its rows. Numbered: a lower `version` is stale. */
export const LoadView = z.object({
  id: z.string(),
  version: z.number().int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  org: z.object({ id: z.string(), name: z.string(), type: OrgType, username: z.string() }),
  phase: LoadPhase,
  sheet: SheetView,
  target: Target.nullable(),
  mapping: z.array(MappingEntry),
  mappingProblems: z.array(MappingProblem),
  /** Damage of the file that is mended on the way to Salesforce. */
  repairs: z.array(ColumnRepair).default([]),
  /** Time zone of the org's user, in which date-times are read that name none; null where it is not known. */
  timeZone: z.string().nullable().default(null),
  options: LoadOptions,
  balance: Balance,
  attempts: z.array(AttemptView),
  /** All parts of the newest attempt, counted by what they are doing. */
  parts: z.array(PartCount),
  /** The parts of it that matter most now, fifty at most; `loads.jobs` has the others. */
  jobs: z.array(JobView),
  /** Rows a second over the newest attempt, once ten seconds of it have passed. */
  rate: z.number().nullable(),
  pause: WireError.nullable(),
  /** Since when the org has not answered while the attempt runs, epoch milliseconds. */
  silentSince: z.number().nullable(),
  /** Results Salesforce returned that fit no row that was sent; a finding, never hidden. */
  strayResults: z.number().int(),
});
export type LoadView = z.infer<typeof LoadView>;

/** One line of the history. */
export const LoadSummary = z.object({
  id: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  phase: LoadPhase,
  fileName: z.string(),
  org: LoadView.shape.org,
  target: Target.nullable(),
  balance: Balance,
  attempts: z.number().int(),
});
export type LoadSummary = z.infer<typeof LoadSummary>;

/** The open rows of a load by cause, largest first. */
export const LoadProblems = z.object({ loadId: z.string(), groups: z.array(ProblemGroup) });
export type LoadProblems = z.infer<typeof LoadProblems>;

/** What sending would do, over all rows, before anything is sent. */
export const ReviewReport = z.object({
  rows: z.number().int(),
  ready: z.number().int(),
  held: z.number().int(),
  /** Rows by what was found under the field that names their records; null where they name them by Id. */
  found: z
    .object({
      /** Rows that name one record. */
      one: z.number().int(),
      none: z.number().int(),
      several: z.number().int(),
      /** Rows whose one record is named by another row, too; counted in `one`. */
      shared: z.number().int(),
    })
    .nullable(),
  groups: z.array(ProblemGroup),
  /** Cells that will be set, left alone, and cleared, per mapped column. */
  effects: z.array(
    z.object({
      field: z.string(),
      fieldLabel: z.string(),
      header: z.string(),
      set: z.number().int(),
      keep: z.number().int(),
      clear: z.number().int(),
      /** The first cell that goes in another form than it has in the file. */
      example: z.object({ cell: z.string(), wire: z.string() }).optional(),
    }),
  ),
  /** Rows that can end without a verdict because Bulk API 2.0 gives no order and they look too much alike. */
  nearTwins: z.number().int(),
  /** How rows share parents, which Salesforce holds while it saves them; null where they share none. */
  parents: ParentPlan.nullable(),
});
export type ReviewReport = z.infer<typeof ReviewReport>;
