import { RequestFault } from './reply';
import type { Request } from './request';

/** What makes a bulk job, by the part of its path behind the version. */
const MAKES_JOB = /^\/(data\/jobs\/(ingest|query)|async\/job)$/i;

/** Refuses what the running user may not do at all: use the API, or make bulk jobs. `rest` is the routed path. */
export function checkPermissions(request: Request, rest: string): void {
  const { apiEnabled, bulkApiEnabled } = request.org.settings;
  if (!apiEnabled && request.version > 0)
    throw new RequestFault(403, 'API_CURRENTLY_DISABLED', 'API is disabled for this User');
  if (!bulkApiEnabled && request.method === 'POST' && MAKES_JOB.test(rest))
    throw rest.startsWith('/async')
      ? new RequestFault(403, 'FEATURENOTENABLED', 'Async API not enabled')
      : new RequestFault(400, 'FEATURENOTENABLED', 'FeatureNotEnabled : Async API not enabled');
}
