import { z } from 'zod';

/**
 * Why saving a row holds a record: it is the row's master or looked up by it, or the row names the record itself.
 */
export const ParentKind = z.enum(['master-detail', 'lookup', 'record']);
export type ParentKind = z.infer<typeof ParentKind>;

/** How the rows of a load share the records that one of its columns names. */
export const ParentMeasure = z.object({
  /** Wire name of the column, and its field's label. */
  field: z.string(),
  label: z.string(),
  /** What the parents are called in the plural; null where there may be several kinds of them. */
  parents: z.string().nullable(),
  kind: ParentKind,
  /** Rows that name a parent, and how many parents they name. */
  rows: z.number().int(),
  distinct: z.number().int(),
  /** False where there were too many parents to count each of them; then the numbers are close, not exact. */
  exact: z.boolean(),
  /** Parents with more rows than Salesforce saves at once, and their rows. */
  heavy: z.object({ parents: z.number().int(), rows: z.number().int() }),
  /** The parents with most rows, largest first. */
  biggest: z.array(z.object({ value: z.string(), rows: z.number().int() })),
});
export type ParentMeasure = z.infer<typeof ParentMeasure>;

/** What is done so that rows of one load don't lock each other out. */
export const ParentPlan = z.object({
  /** Rows that were ready when it was made. */
  rows: z.number().int(),
  /** Wire name of the column whose rows are kept together; null where they go in the order of the file. */
  together: z.string().nullable(),
  /** Rows name other rows of the file as their parents, so their order must stay. */
  orderMatters: z.boolean(),
  /** Columns by which rows share parents; that of `together` first. */
  columns: z.array(ParentMeasure),
});
export type ParentPlan = z.infer<typeof ParentPlan>;

/** What is worth saying of rows that share parents, and of what is done about it. */
export type ParentAdvice = {
  /** The column rows are kept together by; where they are not, the first in which they share parents. */
  main: ParentMeasure;
  /** Of all rows, how many have a parent with more rows than are saved at once; 0 to 1. */
  share: number;
  isTogether: boolean;
  orderMatters: boolean;
  /** A parent whose rows have to go in parts one after the other, and how many rows go at once. */
  large: { value: string; rows: number; atOnce: number } | null;
  /** Other columns whose rows are not kept together although many of them share a parent. */
  apart: ParentMeasure[];
  /** One batch after the other would do what keeping together can't. */
  offersSerial: boolean;
};
