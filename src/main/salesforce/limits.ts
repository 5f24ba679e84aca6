import { z } from 'zod';
import type { Allocation } from '../../shared/domain/limits';
import { callForJson, type Session } from './session';

const Part = z.object({ Max: z.number().int(), Remaining: z.number().int() });
/** Names that are missing, or that an org writes in another way, could not be read. */
const Limits = z.object({
  DailyApiRequests: Part.optional().catch(undefined),
  DailyBulkApiBatches: Part.optional().catch(undefined),
});

const toAllocation = (part: z.infer<typeof Part> | undefined): Allocation | null =>
  part === undefined ? null : { left: Math.max(0, part.Remaining), max: part.Max };

/**
 * The org's allocations of its last 24 hours (REST API guide, "Limits"). Needs "View Setup and Configuration".
 * Throws `CallError`.
 */
export const readLimits = async (
  session: Session,
): Promise<{ apiCalls: Allocation | null; bulkBatches: Allocation | null }> => {
  const path = `/services/data/v${session.apiVersion}/limits`;
  const limits = Limits.parse(await callForJson(session, { method: 'GET', path }));
  return {
    apiCalls: toAllocation(limits.DailyApiRequests),
    bulkBatches: toAllocation(limits.DailyBulkApiBatches),
  };
};
