import { replyJson, RequestFault, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import type { Org } from '../org';

const DAY = 86_400_000;

/** Counts a call against the daily allocation; over it, Salesforce's refusal. */
export function countRequest(org: Org): void {
  const now = org.clock.now();
  if (now - org.usage.since >= DAY)
    org.usage = { apiRequests: 0, bulkBatches: 0, bulkQueries: 0, since: now };
  org.usage.apiRequests += 1;
  if (org.settings.quotaExhausted || org.usage.apiRequests > org.settings.dailyApiRequests) {
    throw new RequestFault(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  }
}

/** The value of `Sforce-Limit-Info`. */
export function writeUsage(org: Org): string {
  return `api-usage=${org.usage.apiRequests}/${org.settings.dailyApiRequests}`;
}

const part = (max: number, used = 0): { Max: number; Remaining: number } => ({
  Max: max,
  Remaining: Math.max(0, max - used),
});

/** `GET limits`. */
export function describeLimits(request: Request): Reply {
  const { settings, usage } = request.org;
  return replyJson({
    DailyApiRequests: part(settings.dailyApiRequests, usage.apiRequests),
    DailyAsyncApexExecutions: part(250_000),
    DailyBulkApiBatches: part(settings.dailyBulkBatches, usage.bulkBatches),
    DailyBulkV2QueryFileStorageMB: part(976_562),
    DailyBulkV2QueryJobs: part(10_000, usage.bulkQueries),
    DataStorageMB: part(1024, 12),
    FileStorageMB: part(1024, 1),
    HourlyAsyncReportRuns: part(1200),
    SingleEmail: part(5000),
  });
}
