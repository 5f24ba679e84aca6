import type { Org } from '../org';
import type { Table } from '../store/table';
import { automationCost } from './automation-cost';
import { CHUNK_SIZE } from './save-chunk';

/**
 * How often a batch that takes too long is tried again (Bulk API and Bulk API 2.0 Limits and Allocations): one of
 * Bulk API 1.0, and an internal one of 2.0, whose job then fails.
 */
export const CLASSIC_RETRIES = 10;
export const INGEST_RETRIES = 20;

/** What a batch says, or a job of 2.0, whose last attempt was too long; the words are the practice org's own. */
export const TIMED_OUT = 'Timeout : The batch took too long, and was tried as often as a batch may be';

/** The attempts at one batch: how many more it has, and what the present one took so far, in ms. */
export type Attempts = { left: number; spentMs: number };

/**
 * Counts a chunk that was saved while others of its batch remain. `again` ends the attempt: the rest of the batch
 * goes on in the next one. Only time that the org was told to take counts, so that no slow computer decides.
 */
export function countChunk(org: Org, table: Table, attempts: Attempts): 'goes on' | 'again' | 'failed' {
  attempts.spentMs += org.settings.chunkMs + automationCost(org, table, CHUNK_SIZE);
  if (attempts.spentMs < org.settings.batchAttemptMs) return 'goes on';
  if (attempts.left <= 0) return 'failed';
  attempts.left -= 1;
  attempts.spentMs = 0;
  return 'again';
}
