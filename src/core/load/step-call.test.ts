import { describe, expect, it } from 'vitest';
import type { LoadEvent } from './event';
import { planAttempt, type Attempt, type Rules } from './state';
import { step } from './step';

const way = { api: 'collections', mode: 'parallel', batchSize: null } as const;
const rules: Rules = { patience: 300_000, jobsInFlight: 1, repeatable: false, toOrgTime: (time) => time };
const lost: LoadEvent = {
  type: 'call-failed',
  target: { seq: 1 },
  of: 'call',
  failure: { kind: 'lost', error: { code: 'org.unreachable', params: {} } },
};

const inDoubt = (): Attempt => {
  const called = step(
    planAttempt(
      1,
      way,
      [
        { rows: 200, chain: null },
        { rows: 200, chain: null },
      ],
      0,
    ),
    { type: 'resume' },
    0,
    rules,
  );
  expect(called.effects).toEqual([{ type: 'call', seq: 1, after: 0 }]);
  return step(called.attempt, lost, 0, rules).attempt;
};

describe('a lost insert by collections', () => {
  it('is asked for some times while the org holds nothing of it, since it may still be under way', () => {
    let attempt = inDoubt();
    const asked: unknown[] = [];
    for (let question = 0; question < 3; question += 1) {
      const next = step(attempt, { type: 'asked', seq: 1, found: 0, final: false }, 1000, rules);
      attempt = next.attempt;
      asked.push(...next.effects);
    }
    expect(asked).toEqual([
      { type: 'ask', seq: 1, final: false, after: 1000 },
      { type: 'ask', seq: 1, final: false, after: 3000 },
      { type: 'ask', seq: 1, final: true, after: 9000 },
    ]);
    const end = step(attempt, { type: 'asked', seq: 1, found: 0, final: true }, 20_000, rules);
    expect(end.attempt.jobs[0]?.phase).toBe('settled');
    expect(end.effects).toEqual([{ type: 'call', seq: 2, after: 0 }]);
  });

  it('is settled as soon as anything of it is there', () => {
    const next = step(inDoubt(), { type: 'asked', seq: 1, found: 1, final: false }, 1000, rules);
    expect(next.attempt.jobs[0]?.phase).toBe('settled');
  });

  it('keeps when it was made by the org’s clock, since this computer’s may be set before the org is asked', () => {
    const plan = planAttempt(1, way, [{ rows: 200, chain: null }], 0);
    const ahead: Rules = { ...rules, toOrgTime: (time) => time + 7_200_000 };
    const called = step(plan, { type: 'resume' }, 1000, ahead).attempt;
    expect(called.jobs[0]).toMatchObject({ committedAt: 1000, sentAfter: 7_201_000 });
    const asked = step(called, lost, 3_601_000, { ...ahead, toOrgTime: (time) => time }).attempt;
    expect(asked.jobs[0]).toMatchObject({ phase: 'doubting', sentAfter: 7_201_000 });
  });

  it('is asked for once when it can’t be under way any more', () => {
    const { effects } = step(inDoubt(), { type: 'resume' }, 3_600_000, rules);
    expect(effects).toEqual([{ type: 'ask', seq: 1, final: true, after: 0 }]);
  });
});
