import { z } from 'zod';
import { DateOrder, DecimalMark } from './sheet';

/** How sure the match of a column to a field is, in the words people see. */
export const Confidence = z.enum(['exact', 'similar', 'guessed', 'chosen', 'none']);
export type Confidence = z.infer<typeof Confidence>;

/** What becomes of cells such as #N/A or null: `hold` keeps their row back. */
export const ErrorCellChoice = z.enum(['hold', 'blank', 'clear', 'text']);
export type ErrorCellChoice = z.infer<typeof ErrorCellChoice>;

/** How the cells of a column are read for its field. */
export const ColumnFormat = z.object({
  dateOrder: DateOrder.optional(),
  decimalMark: DecimalMark.optional(),
  /** Zone of date-times that name none, such as `Europe/Berlin`. */
  timeZone: z.string().min(1).max(64).optional(),
  /** Two-digit years are of the hundred years that begin with this one; 1970 where it is absent. */
  centuryFrom: z.number().int().min(1901).max(1999).optional(),
  /** The choice for this column, where it is another than the one for the whole load. */
  errorCells: ErrorCellChoice.optional(),
});
export type ColumnFormat = z.infer<typeof ColumnFormat>;

/** Damage of a column whose values can be had back. */
export const RepairKind = z.enum([
  'lost-zeros',
  'serial-dates',
  'days-1904',
  'short-ids',
  'id-case',
  'formula-text',
  'invisible',
]);
export type RepairKind = z.infer<typeof RepairKind>;

/**
 * A repair a person has decided on: cells are mended as they are read for Salesforce, and the column stays as it
 * was read. `width` is the number of digits that lost zeros are filled up to.
 */
export const ColumnRepair = z.object({
  column: z.number().int().nonnegative(),
  kind: RepairKind,
  width: z.number().int().min(1).max(40).optional(),
});
export type ColumnRepair = z.infer<typeof ColumnRepair>;

export const MappingEntry = z.object({
  column: z.number().int().nonnegative(),
  header: z.string(),
  /** Wire name of the field, or null where the column is not sent. */
  field: z.string().nullable(),
  confidence: Confidence,
  format: ColumnFormat,
});
export type MappingEntry = z.infer<typeof MappingEntry>;

export const mappingProblemCodes = [
  'required-unmatched',
  'key-unmatched',
  'id-unmatched',
  'field-twice',
  'id-and-key',
  'not-writable',
  'date-order-undecided',
  'decimal-mark-undecided',
  'century-undecided',
  'time-zone-undecided',
  'nothing-matched',
] as const;

/** Why a mapping can't be used yet. */
export const MappingProblem = z.object({
  code: z.enum(mappingProblemCodes),
  field: z.string().optional(),
  fieldLabel: z.string().optional(),
  column: z.number().int().optional(),
  header: z.string().optional(),
});
export type MappingProblem = z.infer<typeof MappingProblem>;
