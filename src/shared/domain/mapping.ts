import { z } from 'zod';
import { DateOrder, DecimalMark } from './sheet';

/** How sure the match of a column to a field is, in the words people see. */
export const Confidence = z.enum(['exact', 'similar', 'guessed', 'chosen', 'none']);
export type Confidence = z.infer<typeof Confidence>;

/** How the cells of a column are read for a date or number field; absent for text. */
export const ColumnFormat = z.object({
  dateOrder: DateOrder.optional(),
  decimalMark: DecimalMark.optional(),
});
export type ColumnFormat = z.infer<typeof ColumnFormat>;

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
