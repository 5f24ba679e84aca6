import { z } from 'zod';
import { WireError } from './load';
import { FieldType } from './sobject';

/** A field that can be read. */
export const QueryableField = z.object({
  name: z.string(),
  label: z.string(),
  type: FieldType,
  custom: z.boolean(),
  /** Required on insert. */
  required: z.boolean(),
  updateable: z.boolean(),
  /** Whether a condition may name it; long texts can't be searched by. */
  filterable: z.boolean(),
  picklist: z.array(z.object({ value: z.string(), label: z.string() })),
  /** Of a lookup: how its parent is named in a path such as `Account.Name`, and what the parent can be. */
  relationship: z.string().nullable(),
  referenceTo: z.array(z.string()),
});
export type QueryableField = z.infer<typeof QueryableField>;

export const QueryableObject = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  fields: z.array(QueryableField),
});
export type QueryableObject = z.infer<typeof QueryableObject>;

export const FilterOperator = z.enum([
  'equals',
  'not-equals',
  'one-of',
  'contains',
  'starts-with',
  'greater',
  'at-least',
  'less',
  'at-most',
  'last-days',
  'includes',
  'excludes',
  'empty',
  'not-empty',
]);
export type FilterOperator = z.infer<typeof FilterOperator>;

/**
 * One condition. Numbers are plain decimals, dates `2026-11-02`, date-times ISO 8601 with their offset, booleans
 * `true` and `false`; operators that need no value have none.
 */
export const ExportFilter = z.object({
  field: z.string(),
  operator: FilterOperator,
  values: z.array(z.string()).max(10_000),
});
export type ExportFilter = z.infer<typeof ExportFilter>;

/** What is exported: chosen fields of an object under conditions that all hold, or a query as it is written. */
export const ExportQuery = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fields'),
    object: z.string(),
    /** Paths such as `Name` and `Account.Name`, in the order of the columns. */
    fields: z.array(z.string()).max(5000),
    filters: z.array(ExportFilter).max(100),
  }),
  z.object({ kind: z.literal('soql'), soql: z.string().max(200_000) }),
]);
export type ExportQuery = z.infer<typeof ExportQuery>;

export const ExportFormat = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportRequest = z.object({
  orgId: z.string(),
  query: ExportQuery,
  /** Deleted and archived records too (queryAll). */
  all: z.boolean(),
  format: ExportFormat,
  /** CSV only: marked as UTF-8 and guarded against running as formulas, for people who open it in Excel. */
  forSpreadsheet: z.boolean(),
  path: z.string().min(1),
});
export type ExportRequest = z.infer<typeof ExportRequest>;

/**
 * - `asking`: the query is being handed over; `waiting`: Salesforce runs it
 * - `writing`: rows are arriving; `stopping`: a person asked to stop
 * - `done`, `stopped`, `failed`: it is over, and only after `done` is there a file
 */
export const ExportPhase = z.enum(['asking', 'waiting', 'writing', 'stopping', 'done', 'stopped', 'failed']);
export type ExportPhase = z.infer<typeof ExportPhase>;

/** Everything a window needs to know about an export. Numbered: a lower `version` is stale. */
export const ExportView = z.object({
  id: z.string(),
  version: z.number().int(),
  orgId: z.string(),
  phase: ExportPhase,
  path: z.string(),
  format: ExportFormat,
  /** Rows written, and how many there will be once Salesforce has said so. */
  rows: z.number().int(),
  of: z.number().int().nullable(),
  bytes: z.number().int(),
  /** Cells longer than Excel allows, which were cut. */
  cutCells: z.number().int(),
  startedAt: z.number(),
  error: WireError.nullable(),
});
export type ExportView = z.infer<typeof ExportView>;
