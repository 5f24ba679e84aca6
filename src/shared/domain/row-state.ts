import { z } from 'zod';

/**
 * The states a source row can be in. A row is in exactly one of them at any time.
 *
 * - `held`: never sent, because a check on this computer says it can't go as it is
 * - `ready`: goes with the next attempt
 * - `sent`: committed to a job whose verdict is not known yet
 * - `created` `updated` `unchanged` `deleted`: settled well
 * - `failed`: Salesforce refused it
 * - `not_processed`: Salesforce never reached it; safe to send again
 * - `no_verdict`: it was sent and what became of it can't be proven
 * - `excluded`: a person left it out
 */
export const rowStates = [
  'created',
  'updated',
  'deleted',
  'unchanged',
  'excluded',
  'sent',
  'ready',
  'failed',
  'not_processed',
  'no_verdict',
  'held',
] as const;

export const RowState = z.enum(rowStates);
export type RowState = z.infer<typeof RowState>;

/** States in which nothing is left to do for the row. */
export const settledStates: readonly RowState[] = ['created', 'updated', 'deleted', 'unchanged', 'excluded'];
/** States that are neither settled nor waiting for a person. */
export const underWayStates: readonly RowState[] = ['sent', 'ready'];
/** States that wait for a person. */
export const openStates: readonly RowState[] = ['failed', 'not_processed', 'no_verdict', 'held'];

export const RowCounts = z.record(RowState, z.number().int().nonnegative());
export type RowCounts = z.infer<typeof RowCounts>;

/** How many rows of the file stand in which state; `balanced` when they sum to the rows in the file. */
export const Balance = z.object({
  rows: z.number().int().nonnegative(),
  counts: RowCounts,
  settled: z.number().int().nonnegative(),
  open: z.number().int().nonnegative(),
  underWay: z.number().int().nonnegative(),
  balanced: z.boolean(),
});
export type Balance = z.infer<typeof Balance>;
