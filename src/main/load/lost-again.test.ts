import { describe, expect, it } from 'vitest';
import type { LoadEffect } from '../../core/load/event';
import { planAttempt, type Attempt } from '../../core/load/state';
import type { SendingApi } from '../../shared/domain/load';
import { CallError } from './ports';
import { runAttempt } from './run-attempt';
import { createOrg, createPerform } from './test-org';

const patience = 300_000;

/** Runs an attempt in an org that never answers one kind of call, and answers every other; time passes in waiting. */
const runWithout = async (api: SendingApi, silent: LoadEffect['type'], kind: 'lost' | 'busy') => {
  const org = createOrg({ next: () => ({ done: false, value: 'ok' }) }, () => undefined);
  const perform = createPerform(org, () => undefined, [], true);
  let now = 1_000_000;
  let calls = 0;
  const parts = [{ rows: 3, chain: null }];
  const start: Attempt = planAttempt(1, { api, mode: 'parallel', batchSize: null }, parts, now);
  const { done } = runAttempt(start, {
    rules: { patience, jobsInFlight: 2, repeatable: true, toOrgTime: (time) => time },
    save: async () => undefined,
    perform: async (effect) => {
      now += 100;
      if (effect.type !== silent) return perform(effect);
      if ((calls += 1) > 1000) throw new Error('the org is asked over and over');
      throw new CallError({ kind, error: { code: 'org.unreachable', params: {} } });
    },
    sleep: async (milliseconds) => void (now += milliseconds),
    now: () => now,
  });
  const end = await done;
  return { phase: end.phase, reason: end.pause?.code, calls, passed: now - 1_000_000 };
};

describe('a call that is never answered, in an org that answers all others', () => {
  it.each([
    ['2.0', 'create'],
    ['2.0', 'upload'],
    ['2.0', 'commit'],
    ['2.0', 'look'],
    ['2.0', 'collect'],
    ['1.0', 'open-box'],
    ['1.0', 'post-batch'],
    ['1.0', 'list-batches'],
    ['1.0', 'close-box'],
    ['1.0', 'collect'],
    ['collections', 'call'],
    ['2.0', 'upload', 'busy'],
    ['1.0', 'post-batch', 'busy'],
  ] as const)(
    'of %s, %s, pauses the attempt once patience with it is over',
    async (...[api, silent, kind]) => {
      const { phase, reason, calls, passed } = await runWithout(api, silent, kind ?? 'lost');
      expect({ phase, reason }).toEqual({ phase: 'paused', reason: 'org.unreachable' });
      expect(passed).toBeGreaterThanOrEqual(patience);
      expect(passed).toBeLessThan(2 * patience);
      expect(calls).toBeLessThan(60);
    },
  );
});
