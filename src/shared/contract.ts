import { z } from 'zod';
import {
  AskedRow,
  CellEdit,
  FoundRecords,
  Repair,
  RepairPreview,
  RowAttempt,
  RowFilter,
  RowPage,
  UndoState,
} from './domain/grid';
import { DoctorReport } from './domain/doctor';
import { ExportFormat, ExportQuery, ExportRequest, ExportView, QueryableObject } from './domain/export';
import {
  JobView,
  LoadOptions,
  LoadProblems,
  LoadSummary,
  LoadView,
  ReviewReport,
  Way,
  WireError,
} from './domain/load';
import { orgCalls } from './contract-orgs';
import { ColumnFormat, ColumnRepair } from './domain/mapping';
import { ProxyQuestion } from './domain/network';
import { OrgView } from './domain/org';
import { Delimiter, Encoding, HeaderChoices, pasteLimit, SheetPreview } from './domain/sheet';
import { ApiName, Operation, SalesforceId, SObjectSummary } from './domain/sobject';
import { SignInState } from './domain/sign-in';

const none = z.undefined();
const loadId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const ofLoad = z.object({ loadId });
/** Parts of how a file is read that a person chose; the rest is found out. */
const dialectParts = z.object({
  encoding: Encoding.optional(),
  delimiter: Delimiter.optional(),
  headerRow: z.number().int().min(1).max(1_048_576).optional(),
  /** Of a workbook: its sheet by name, and a table of that sheet by name or, empty, the whole of it. */
  sheet: z.string().min(1).optional(),
  table: z.string().optional(),
});
const path = z.string().min(1);
const rows = z.array(z.number().int().positive()).max(200_000);

export const Appearance = z.enum(['system', 'light', 'dark']);
export const Settings = z.object({
  appearance: Appearance,
  density: z.enum(['comfortable', 'compact']),
  /** Days after which a finished load and its rows are deleted; null keeps them until deleted by hand. */
  retentionDays: z.number().int().min(1).max(3650).nullable(),
  /** By org: rows above which a write to production asks for their number. Orgs not named have the usual one. */
  countAbove: z.record(z.string(), z.number().int().min(0).max(150_000_000)),
});
export type Settings = z.infer<typeof Settings>;

export const StorageView = z.object({
  path: z.string(),
  bytes: z.number().int(),
  loads: z.number().int(),
  oldestAt: z.number().nullable(),
});
export type StorageView = z.infer<typeof StorageView>;

export const AppInfo = z.object({
  version: z.string(),
  platform: z.string(),
  electron: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

/**
 * Every call from a window to the main process: `noun.verb` -> input and output. The preload bridge, the
 * window's client and the handlers are derived from this object, so a call without a handler does not compile.
 */
export const calls = {
  'app.info': { input: none, output: AppInfo },
  'settings.get': { input: none, output: Settings },
  'settings.set': { input: Settings.partial(), output: Settings },
  'storage.get': { input: none, output: StorageView },
  'storage.reveal': { input: none, output: none },
  'storage.deleteAll': { input: none, output: StorageView },

  ...orgCalls,

  /** Opens the system's file dialog; null when the person cancels. */
  'files.choose': { input: none, output: z.string().nullable() },
  /** Path of the sample spreadsheet that comes with the program. */
  'files.sample': { input: none, output: z.string() },

  /** Objects whose records can be exported. */
  'exports.objects': { input: z.object({ orgId: z.string() }), output: z.array(SObjectSummary) },
  'exports.describe': { input: z.object({ orgId: z.string(), object: z.string() }), output: QueryableObject },
  'exports.count': {
    input: z.object({ orgId: z.string(), query: ExportQuery, all: z.boolean() }),
    output: z.number().int().nonnegative(),
  },
  /** Asks in the system's dialog where to save and starts; null when the person cancels. */
  'exports.start': {
    input: ExportRequest.omit({ path: true }).extend({
      name: z.string().regex(/^[^\\/:*?"<>|]{1,200}$/),
      format: ExportFormat,
    }),
    output: ExportView.nullable(),
  },
  'exports.stop': { input: z.object({ exportId: z.string() }), output: ExportView },
  /** The newest export of this session. */
  'exports.latest': { input: none, output: ExportView.nullable() },
  /** Shows the file of the newest export in its folder. */
  'exports.reveal': { input: none, output: none },

  /** The first rows of a file, from its beginning alone. */
  'files.preview': { input: dialectParts.extend({ path }), output: SheetPreview },
  /** Ends whatever a window reads; that call then fails with `file.reading-stopped`. */
  'files.stopReading': { input: none, output: none },

  /** Freezes a copy of the file, reads every row into the store and starts a draft. */
  'loads.create': { input: dialectParts.extend({ orgId: z.string(), path }), output: LoadView },
  /** Replaces the file of a draft; target and mapping are kept where headers agree. */
  'loads.replaceFile': { input: ofLoad.extend({ ...dialectParts.shape, path }), output: LoadView },
  /** Like either of the two with what was pasted, or where no text is given with what the clipboard holds. */
  'loads.paste': {
    input: z.object({
      orgId: z.string(),
      loadId: loadId.nullable(),
      text: z.string().min(1).max(pasteLimit).optional(),
    }),
    output: LoadView,
  },
  /** Reads the frozen copy again with parts of the dialect chosen by the person. */
  'loads.reread': {
    input: ofLoad.extend({ ...dialectParts.shape, headers: HeaderChoices.optional() }),
    output: LoadView,
  },
  /** The first rows of the frozen copy as `loads.reread` would read them. */
  'loads.preview': {
    input: ofLoad.extend({ ...dialectParts.shape, headers: HeaderChoices.optional() }),
    output: SheetPreview,
  },
  'loads.list': { input: none, output: z.array(LoadSummary) },
  'loads.get': { input: ofLoad, output: LoadView },
  'loads.delete': { input: ofLoad, output: none },
  'loads.setTarget': {
    input: ofLoad.extend({
      object: ApiName,
      operation: Operation,
      externalId: z.string().optional(),
      /** Update and delete only: the field by which rows find their records, in place of the Id. */
      findBy: z.string().optional(),
    }),
    output: LoadView,
  },
  'loads.setMapping': {
    input: ofLoad.extend({
      entries: z.array(
        z.object({ column: z.number().int(), field: z.string().nullable(), format: ColumnFormat.optional() }),
      ),
    }),
    output: LoadView,
  },
  /** Sets which damage of a column is mended on the way to Salesforce; an empty list takes it all back. */
  'loads.setRepairs': {
    input: ofLoad.extend({
      column: z.number().int().nonnegative(),
      repairs: z.array(ColumnRepair.omit({ column: true })).max(3),
    }),
    output: LoadView,
  },
  'loads.setOptions': { input: ofLoad.extend({ options: LoadOptions.partial() }), output: LoadView },
  /** Checks every row against the mapping; rows that can't go become held. Writes nothing to the org. */
  'loads.review': { input: ofLoad, output: ReviewReport },
  /**
   * Sends every ready row as the next attempt. `rows` is the count the person saw; another count refuses. So
   * does a delete, or a large write to production, without the count the person typed in `confirmedRows`.
   */
  'loads.send': {
    input: ofLoad.extend({
      rows: z.number().int().positive(),
      confirmedRows: z.number().int().positive().optional(),
      /** How this attempt alone goes, in place of what the load's options say. */
      way: Way.extend({ batchSize: LoadOptions.shape.batchSize }).optional(),
    }),
    output: LoadView,
  },
  'loads.stop': { input: ofLoad, output: LoadView },
  'loads.resume': { input: ofLoad, output: LoadView },
  /** Parts of the newest attempt, in the order in which they are sent. */
  'loads.jobs': {
    input: ofLoad.extend({
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.object({ total: z.number().int(), jobs: z.array(JobView) }),
  },
  'loads.problems': { input: ofLoad, output: LoadProblems },

  'rows.page': {
    input: ofLoad.extend({
      filter: RowFilter,
      offset: z.number().int().nonnegative(),
      limit: z.number().int().min(1).max(1000),
    }),
    output: RowPage,
  },
  'rows.history': { input: ofLoad.extend({ row: z.number().int() }), output: z.array(RowAttempt) },
  /** Changes cells of open rows and checks those rows again; one undo takes the whole call back. */
  'rows.edit': { input: ofLoad.extend({ edits: z.array(CellEdit).min(1).max(200_000) }), output: LoadView },
  /** What the org held under the value by which a row names its record, when it was asked. */
  'rows.found': { input: ofLoad.extend({ row: z.number().int() }), output: FoundRecords },
  /** Picks the record a row means, of those `rows.found` tells; undoable. */
  'rows.pick': {
    input: ofLoad.extend({ row: z.number().int(), recordId: SalesforceId }),
    output: LoadView,
  },
  'rows.undo': { input: ofLoad, output: LoadView },
  'rows.redo': { input: ofLoad, output: LoadView },
  'rows.undoState': { input: ofLoad, output: UndoState },
  'rows.previewRepair': {
    input: ofLoad.extend({ group: z.string(), repair: Repair }),
    output: RepairPreview,
  },
  'rows.repair': { input: ofLoad.extend({ group: z.string(), repair: Repair }), output: LoadView },
  /** Makes failed, unprocessed or held rows ready as they are, where a check does not forbid it. */
  'rows.sendAgain': {
    input: ofLoad.extend({ group: z.string().optional(), rows: rows.optional() }),
    output: LoadView,
  },
  /** Leaves open rows out of the load, with a reason; undoable. */
  'rows.leaveOut': {
    input: ofLoad.extend({
      group: z.string().optional(),
      rows: rows.optional(),
      reason: z.string().min(1).max(500),
    }),
    output: LoadView,
  },
  /** A person decides what became of rows without a verdict; `records` names the records of those that are known. */
  'rows.settle': {
    input: ofLoad.extend({
      rows,
      as: z.enum(['created', 'updated', 'deleted', 'failed']),
      records: z.array(z.object({ row: z.number().int().positive(), id: SalesforceId })).optional(),
    }),
    output: LoadView,
  },
  /** Asks the org, by the upsert key, the Id or a key of the insert, what it holds of rows without a verdict. */
  'rows.askOrg': { input: ofLoad, output: z.array(AskedRow) },
} as const;

/** Messages from the main process to every window. A snapshot is whole and numbered: late ones are ignored. */
export const events = {
  'load.changed': LoadView,
  'load.reading': z.object({
    loadId: z.string().nullable(),
    bytes: z.number(),
    of: z.number(),
    rows: z.number(),
  }),
  'orgs.changed': z.array(OrgView),
  /** An object of an org, or for null the list of its objects, was asked for again behind a screen. */
  'describes.changed': z.object({ orgId: z.string(), object: z.string().nullable() }),
  'export.changed': ExportView,
  'signIn.changed': SignInState,
  /** Descriptions read so far from the org whose objects are being taken over. */
  'practice.reading': z.object({ done: z.number().int(), of: z.number().int() }),
  'doctor.changed': DoctorReport,
  /** A proxy asks, or has its answer. */
  'network.proxyAsks': ProxyQuestion.nullable(),
} as const;

export type CallName = keyof typeof calls;
export type EventName = keyof typeof events;
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** What crosses the bridge: custom fields of an error do not survive a throw there, so it is data. */
export const Envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: WireError }),
]);
export type Envelope = z.infer<typeof Envelope>;

/** The bridge as the window sees it. */
export type Bridge = {
  call: (name: CallName, input: unknown) => Promise<Envelope>;
  on: (name: EventName, listener: (payload: unknown) => void) => () => void;
  /** Path of a file that was dropped on the window; empty where it has none. */
  pathOf: (file: object) => string;
};
