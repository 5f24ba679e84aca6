import { z } from 'zod';
import { RowProblem } from './problem';
import { RowState } from './row-state';

/** Which rows a grid shows: by state, or by one problem group. Empty means every row of the file. */
export const RowFilter = z.object({
  states: z.array(RowState).optional(),
  group: z.string().optional(),
});
export type RowFilter = z.infer<typeof RowFilter>;

export const GridRow = z.object({
  /** Permanent 1-based number of the row in the file, after the header. */
  row: z.number().int(),
  /** 1-based line of the file on which the row begins. */
  line: z.number().int(),
  state: RowState,
  /** Current cell texts, in column order; a mended cell shows its mended value. */
  cells: z.array(z.string()),
  /** Columns whose value differs from the file, with the value in the file. */
  mended: z.array(z.object({ column: z.number().int(), source: z.string() })),
  problem: RowProblem.nullable(),
  recordId: z.string().nullable(),
  attempts: z.number().int(),
});
export type GridRow = z.infer<typeof GridRow>;

/** What the org holds under the value by which a row names its record; of many, the first are named. */
export const FoundRecords = z.object({
  count: z.number().int().nonnegative(),
  /** `name` is '' for objects whose records have none. */
  records: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type FoundRecords = z.infer<typeof FoundRecords>;

/**
 * What the org's answer says of a row without a verdict. Each has its sentence, `ask.says.<answer>`.
 *
 * - `no-key`: the org could not be asked
 * - `made`: it holds the record this row made
 * - `older`: what it holds under the key was there before the row was sent, and no second record may have the key
 * - `absent`: it holds nothing under the key
 * - `gone`: it does not hold the record that was to be deleted
 * - `kept`: it still holds that record
 * - `open`: nothing is proven by what it holds
 */
export const OrgAnswer = z.enum(['no-key', 'made', 'older', 'absent', 'gone', 'kept', 'open']);
export type OrgAnswer = z.infer<typeof OrgAnswer>;

/** A row without a verdict, the key by which the org was asked about it, '' for none, and what it answered. */
export const AskedRow = z.object({
  row: z.number().int(),
  key: z.string(),
  says: OrgAnswer,
  /** Records under the key; of a row that made one, that one. */
  recordIds: z.array(z.string()),
});
export type AskedRow = z.infer<typeof AskedRow>;

export const RowPage = z.object({
  total: z.number().int(),
  offset: z.number().int(),
  rows: z.array(GridRow),
});
export type RowPage = z.infer<typeof RowPage>;

export const CellEdit = z.object({
  row: z.number().int(),
  column: z.number().int(),
  value: z.string(),
});
export type CellEdit = z.infer<typeof CellEdit>;

/** A repair that is applied to one column of all rows of a group at once. */
export const Repair = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), column: z.number().int(), value: z.string() }),
  z.object({ kind: z.literal('clear'), column: z.number().int() }),
  z.object({ kind: z.literal('trim'), column: z.number().int() }),
  z.object({ kind: z.literal('case'), column: z.number().int() }),
  z.object({
    kind: z.literal('replace'),
    column: z.number().int(),
    find: z.string().min(1),
    replace: z.string(),
  }),
  z.object({ kind: z.literal('copy'), column: z.number().int(), from: z.number().int() }),
  z.object({
    kind: z.literal('map'),
    column: z.number().int(),
    values: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
  z.object({ kind: z.literal('cut'), column: z.number().int(), length: z.number().int().positive() }),
  z.object({ kind: z.literal('date'), column: z.number().int(), order: z.enum(['ymd', 'dmy', 'mdy']) }),
]);
export type Repair = z.infer<typeof Repair>;

export const RepairPreview = z.object({
  /** Rows of the group, rows the repair changes, rows that would then be ready. */
  rows: z.number().int(),
  changed: z.number().int(),
  ready: z.number().int(),
  samples: z.array(
    z.object({ row: z.number().int(), before: z.string(), after: z.string(), ready: z.boolean() }),
  ),
});
export type RepairPreview = z.infer<typeof RepairPreview>;

/** What can be undone and redone in a load's grid; the labels are message keys with parameters. */
export const UndoState = z.object({
  undo: z.object({ kind: z.string(), cells: z.number().int() }).nullable(),
  redo: z.object({ kind: z.string(), cells: z.number().int() }).nullable(),
});
export type UndoState = z.infer<typeof UndoState>;

/** One attempt of one row, for the row's history. */
export const RowAttempt = z.object({
  attempt: z.number().int(),
  jobId: z.string().nullable(),
  state: RowState,
  recordId: z.string().nullable(),
  code: z.string().nullable(),
  text: z.string().nullable(),
  /** How the result was matched to this row: by its key, by its content, as one of interchangeable twins. */
  certainty: z.enum(['position', 'key', 'content', 'twin', 'job', 'person']).nullable(),
  sent: z.array(z.object({ field: z.string(), value: z.string() })),
});
export type RowAttempt = z.infer<typeof RowAttempt>;
