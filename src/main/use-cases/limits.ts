import type { OrgLimits } from '../../shared/domain/limits';
import { CallError } from '../load/ports';
import { readLimits } from '../salesforce/limits';
import type { UsageMeter } from '../salesforce/usage';
import type { Orgs } from './orgs';

/** Milliseconds for which an answer serves: reading what is left uses some of it up. */
const freshFor = 60_000;

/** What an org still allows today. */
export const createLimits = (
  orgs: Pick<Orgs, 'open'>,
  usage: Pick<UsageMeter, 'read'>,
): ((orgId: string) => Promise<OrgLimits>) => {
  const known = new Map<string, { limits: OrgLimits; of: string }>();

  return async (orgId) => {
    const { session, org } = await orgs.open(orgId);
    const { instanceUrl } = session.access();
    const of = `${org.userId}@${instanceUrl}`;
    let last = known.get(orgId);
    if (last === undefined || last.of !== of || Date.now() - last.limits.asOf >= freshFor) {
      const asOf = Date.now();
      const read = await readLimits(session).catch((cause: unknown) => {
        // Without the permission the calls are still told by every answer of the org; the batches are not.
        if (cause instanceof CallError && ['refused', 'gone'].includes(cause.failure.kind))
          return { apiCalls: null, bulkBatches: null };
        throw cause;
      });
      last = { limits: { ...read, asOf }, of };
      known.set(orgId, last);
    }
    const counted = usage.read(instanceUrl);
    if (counted === null || (last.limits.apiCalls !== null && counted.asOf <= last.limits.asOf))
      return last.limits;
    return { ...last.limits, apiCalls: { left: counted.left, max: counted.max } };
  };
};
