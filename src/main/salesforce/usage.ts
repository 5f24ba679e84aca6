import type { Allocation } from '../../shared/domain/limits';
import type { Transport } from './transport';

export type Usage = Allocation & { asOf: number };

/** The daily API calls as the newest answer of each org told them. */
export type UsageMeter = {
  /** The same transport, with an eye on `Sforce-Limit-Info`. */
  watch: (transport: Transport) => Transport;
  /** Null before the first counted answer of an instance. */
  read: (instanceUrl: string) => Usage | null;
};

/**
 * `api-usage=18/15000` of the header `Sforce-Limit-Info` (REST API guide, "Limit Info Header"); other parts,
 * such as the usage of one app, may follow it.
 */
export const parseUsage = (header: string): Allocation | null => {
  const found = /(?:^|[;,\s])api-usage=(\d+)\/(\d+)/.exec(header);
  if (found === null) return null;
  const max = Number(found[2]);
  return { left: Math.max(0, max - Number(found[1])), max };
};

export const openUsageMeter = (): UsageMeter => {
  const byOrigin = new Map<string, Usage>();
  return {
    watch: (transport) => async (request) => {
      const response = await transport(request);
      const header = response.headers['sforce-limit-info'];
      const usage = typeof header === 'string' ? parseUsage(header) : null;
      if (usage !== null) byOrigin.set(new URL(request.url).origin, { ...usage, asOf: Date.now() });
      return response;
    },
    read: (instanceUrl) => byOrigin.get(new URL(instanceUrl).origin) ?? null,
  };
};
