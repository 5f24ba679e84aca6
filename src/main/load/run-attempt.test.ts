import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAttempt, type Attempt } from '../../core/load/state';
import type { SendingApi } from '../../shared/domain/load';
import { runAttempt, type AttemptPorts } from './run-attempt';
import { Crash, createOrg, createPerform, type Fate, type Settle } from './test-org';

type Chains = readonly (number | null)[];

/** Runs an attempt to its end through crashes and pauses, and returns what the ledger then says. */
const live = async (
  api: SendingApi,
  fates: Iterator<Fate>,
  repeatable = false,
  chains: Chains = [null, null, null],
) => {
  let wish: (fate: Fate) => void = () => undefined;
  const org = createOrg(fates, (fate) => wish(fate));
  let now = 1_000_000;
  const known: string[] = [];
  const parts = chains.map((chain) => ({ rows: 3, chain }));
  let saved: Attempt = planAttempt(1, { api, mode: 'parallel', batchSize: null }, parts, now);
  const verdicts = new Map<number, string>();
  const settle: Settle = (seq, verdict) => {
    if (org.isDead()) throw new Crash();
    verdicts.set(seq, verdict);
  };
  const perform = createPerform(org, settle, known, repeatable);
  /** Parts that were committed while another of their chain was under way in the org. */
  const besideOthers: number[] = [];
  const ports: AttemptPorts = {
    rules: { patience: 300_000, jobsInFlight: 2, repeatable, toOrgTime: (time) => time },
    perform: async (effect) => {
      if (effect.type === 'commit' || effect.type === 'post-batch') {
        const chain = chains[effect.seq - 1] ?? null;
        for (const { part, committed, state } of org.jobs.values()) {
          const isBeside = part !== null && part !== effect.seq && chains[part - 1] === chain;
          if (isBeside && committed && goes.has(state)) besideOthers.push(...(chain === null ? [] : [part]));
        }
      }
      return perform(effect);
    },
    save: async (attempt) =>
      org.store(() => {
        saved = structuredClone(attempt);
        for (const { id } of attempt.jobs) if (id !== null && !known.includes(id)) known.push(id);
      }),
    sleep: async (milliseconds) => void (now += milliseconds),
    now: () => now,
  };
  for (let lives = 0; lives < 200; lives += 1) {
    const running = runAttempt(structuredClone(saved), ports);
    wish = (fate) => {
      if (fate === 'stop') running.stop();
      if (fate === 'leave') running.leave();
    };
    await running.done.catch(() => undefined);
    org.revive();
    now += 1000;
    if (saved.phase === 'finished') break;
  }
  return { saved, org, verdicts, besideOthers };
};

/** States in which the org may still write. */
const goes: ReadonlySet<string> = new Set(['UploadComplete', 'InProgress', 'Queued']);

const weighted: Fate[] = [
  'ok',
  'ok',
  'ok',
  'ok',
  'busy',
  'lost-before',
  'lost-after',
  'held-up',
  'crash-before',
  'crash-after',
  'leave',
];

/** After a late insert by a call nothing proves that it will not come; there a unique key keeps it from counting. */
const fatesOf = (api: SendingApi, repeatable: boolean): Fate[] =>
  api === 'collections' && !repeatable ? weighted : [...weighted, 'late'];

/** Bad days come to an end, or no attempt could. */
const fatesFrom = (list: readonly Fate[]): Iterator<Fate> => {
  let at = 0;
  return { next: () => ({ done: false, value: list[at++] ?? 'ok' }) };
};

const judge = ({ saved, org, verdicts }: Awaited<ReturnType<typeof live>>): void => {
  expect(saved.phase).toBe('finished');
  for (const seq of [1, 2, 3]) {
    const times = org.written.get(seq) ?? 0;
    expect(times).toBeLessThanOrEqual(1);
    expect(verdicts.get(seq)).toBe(times === 1 ? 'created' : 'not_processed');
  }
};

const ways: { name: string; api: SendingApi; repeatable: boolean }[] = [
  { name: 'jobs of 2.0', api: '2.0', repeatable: false },
  { name: 'batches of 1.0', api: '1.0', repeatable: false },
  { name: 'inserts by collections', api: 'collections', repeatable: false },
  { name: 'repeatable collections', api: 'collections', repeatable: true },
];

describe.each(ways)('runAttempt with $name', { timeout: 60_000 }, ({ api, repeatable }) => {
  it('commits every row once and knows what became of it, whatever answers are lost and whenever it dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fatesOf(api, repeatable)), { maxLength: 80 }),
        fc.constantFrom<Chains>([null, null, null], [1, 1, null], [1, null, 1], [1, 1, 1]),
        async (fates, chains) => {
          const end = await live(api, fatesFrom(fates), repeatable, chains);
          judge(end);
          expect(end.besideOthers).toEqual([]);
          // A lost insert that never arrived is left for a person to send again; every other part goes in.
          if (api !== 'collections' || repeatable)
            expect([...end.verdicts.values()]).toEqual(['created', 'created', 'created']);
          const left = [...end.org.jobs.values()].filter(({ state }) => state === 'Open');
          expect(left.every(({ part }) => part === null)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('comes to an end whatever the org refuses or claims not to know, and believes nothing else of it', async () => {
    const unfriendly: Fate[] = [...fatesOf(api, repeatable), 'refused', 'refused', 'gone', 'stop'];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...unfriendly), { maxLength: 60 }), async (fates) => {
        const { saved, org, verdicts } = await live(api, fatesFrom(fates), repeatable);
        expect(saved.phase).toBe('finished');
        for (const seq of [1, 2, 3]) {
          const times = org.written.get(seq) ?? 0;
          expect(times).toBeLessThanOrEqual(1);
          expect([times === 1 ? 'created' : 'not_processed', 'no_verdict']).toContain(verdicts.get(seq));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is not made to ask without end by a call that is refused for good', async () => {
    for (const fate of ['refused', 'gone'] as const) {
      const end = await live(api, { next: () => ({ done: false, value: fate }) }, repeatable);
      expect(end.saved.phase).toBe('finished');
    }
  });

  it('stops at any point and settles what landed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fatesOf(api, repeatable), 'stop' as const), { maxLength: 60 }),
        fc.nat(15),
        async (fates, at) => {
          const withStop = [...fates.slice(0, at), 'stop' as const, ...fates.slice(at)];
          judge(await live(api, fatesFrom(withStop), repeatable));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('pauses after five minutes without an answer and goes on where it stood', async () => {
    // Every second step of the silence is a state that is stored.
    const end = await live(api, fatesFrom(Array.from({ length: 40 }, () => 'lost-before' as const)), true);
    judge(end);
    expect(end.verdicts.get(1)).toBe('created');
  });
});
