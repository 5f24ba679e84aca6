import { z } from 'zod';

/** What is left of one of the org's allocations, and how large it is. */
export const Allocation = z.object({ left: z.number().int(), max: z.number().int() });
export type Allocation = z.infer<typeof Allocation>;

/**
 * What an org still allows within its rolling 24 hours. Null means that it could not be read, as without the
 * permission "View Setup and Configuration", and never that nothing is left.
 */
export const OrgLimits = z.object({
  apiCalls: Allocation.nullable(),
  /** Batches of Bulk API, 1.0 and 2.0 together. */
  bulkBatches: Allocation.nullable(),
  /** When it was read, epoch milliseconds. */
  asOf: z.number().int(),
});
export type OrgLimits = z.infer<typeof OrgLimits>;
