import { seedRandom } from '../random';
import type { Org } from '../org';
import type { Fault } from './faults';

const NO_FAULT: Omit<Fault, 'when' | 'action'> = {
  method: null,
  path: /./,
  status: 503,
  errorCode: 'SERVER_UNAVAILABLE',
  message: 'The server is unavailable',
  delayMs: 0,
  retryAfter: null,
  clean: false,
  times: 0,
};

/** A fault the settings make of any call: maintenance for all, or a dropped call drawn from the seed. */
export function takeBadDay(org: Org): Fault | null {
  const { maintenance, flaky } = org.settings;
  if (maintenance) return { ...NO_FAULT, when: 'before', action: 'html' };
  if (flaky <= 0) return null;
  org.flakyDraws += 1;
  const random = seedRandom(`flaky ${org.seed} ${org.flakyDraws}`);
  if (random() >= flaky) return null;
  return { ...NO_FAULT, when: random() < 0.5 ? 'before' : 'after', action: 'drop' };
}
