import { describe, expect, it } from 'vitest';
import type { CallFailure, LoadEffect, LoadEvent } from './event';
import { planAttempt, type Attempt, type JobReport, type Rules } from './state';
import { findSilence } from './silence';
import { step } from './step';

const rules: Rules = { patience: 60_000, jobsInFlight: 4, repeatable: true, toOrgTime: (time) => time };
const unanswered: CallFailure = { kind: 'lost', error: { code: 'org.unreachable', params: {} } };

const reportOf = (id: string, state: JobReport['state']): JobReport => ({
  id,
  state,
  processed: 0,
  failed: 0,
  error: null,
});

const targetOf = (effect: LoadEffect) => ('box' in effect ? { box: effect.box } : { seq: 1 });

/**
 * Lives an attempt with an org that answers every call but those of one kind, for an hour or 10,000 calls at most. Returns how it
 * ended, after how long, and the calls that were made.
 */
const live = (api: '2.0' | '1.0', silentCall: LoadEffect['type'], callTakes = 0) => {
  let now = 0;
  let made = 0;
  const calls: string[] = [];
  let { attempt, effects } = step(
    planAttempt(1, { api, mode: 'parallel', batchSize: null }, [{ rows: 10, chain: null }], now),
    { type: 'resume' },
    now,
    rules,
  );
  const answer = (effect: LoadEffect): LoadEvent => {
    if (effect.type === silentCall) {
      const since = now;
      now += callTakes;
      const failure = { ...unanswered, since };
      return { type: 'call-failed', target: targetOf(effect), of: effect.type, failure };
    }
    switch (effect.type) {
      case 'wait':
        return { type: 'waited', seq: 1 };
      case 'create':
        return { type: 'created', seq: 1, report: reportOf(`job ${(made += 1)}`, 'Open') };
      case 'upload':
        return { type: 'uploaded', seq: 1 };
      case 'abort':
        return { type: 'seen', seq: 1, report: reportOf(effect.id, 'Aborted') };
      case 'look':
        return { type: 'seen', seq: 1, report: reportOf(effect.id, 'Open') };
      case 'open-box':
        return { type: 'box-opened', box: effect.box, id: `box ${(made += 1)}` };
      case 'close-box':
        return { type: 'box-closed', box: effect.box };
      case 'list-batches':
        return { type: 'batches-listed', box: effect.box, closed: effect.closed, reports: [] };
      default:
        throw new Error(`nobody expects ${effect.type}`);
    }
  };
  while (effects.length > 0 && now < 3_600_000 && calls.length < 10_000) {
    const [effect, ...later] = effects;
    if (effect === undefined) break;
    now += effect.after;
    calls.push(effect.type);
    const next: { attempt: Attempt; effects: LoadEffect[] } = step(attempt, answer(effect), now, rules);
    attempt = next.attempt;
    effects = next.attempt.phase === 'running' ? [...later, ...next.effects] : [];
  }
  return { attempt, seconds: now / 1000, calls };
};

describe('patience with an org', () => {
  it.each([
    ['an upload', '2.0', 'upload'],
    ['the end of an upload', '2.0', 'commit'],
    ['a batch', '1.0', 'post-batch'],
  ] as const)('ends where %s is never answered, though every other call is', (_name, api, call) => {
    const { attempt, seconds, calls } = live(api, call);
    expect(attempt.phase).toBe('paused');
    expect(attempt.jobs[0]?.phase).not.toBe('settled');
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThan(63);
    // Each try waits longer than the one before: an org in trouble is not hammered.
    expect(calls.filter((name) => name === call).length).toBeLessThan(10);
  });

  it('counts from when the first unanswered call was made', () => {
    const { attempt, seconds } = live('2.0', 'commit', 59_500);
    expect(attempt.phase).toBe('paused');
    expect(seconds).toBeLessThan(125);
  });

  it('begins anew once the rows got further', () => {
    const created = step(
      planAttempt(1, { api: '2.0', mode: 'parallel', batchSize: null }, [{ rows: 10, chain: null }], 0),
      { type: 'resume' },
      0,
      rules,
    ).attempt;
    const failed = step(
      created,
      { type: 'call-failed', target: { seq: 1 }, of: 'create', failure: { ...unanswered, kind: 'busy' } },
      1000,
      rules,
    ).attempt;
    expect(failed.jobs[0]).toMatchObject({ unanswered: 1, silentSince: 1000 });
    const open = step(
      failed,
      { type: 'created', seq: 1, report: reportOf('a', 'Open') },
      2000,
      rules,
    ).attempt;
    const full = step(open, { type: 'uploaded', seq: 1 }, 3000, rules).attempt;
    expect(full.jobs[0]).toMatchObject({ unanswered: 0, silentSince: null });
  });
});

it('is told from the first call that brought rows no further', () => {
  const { jobs } = planAttempt(
    1,
    { api: '2.0', mode: 'parallel', batchSize: null },
    [
      { rows: 1, chain: null },
      { rows: 1, chain: null },
    ],
    0,
  );
  const [one, other] = jobs;
  if (one === undefined || other === undefined) throw new Error('a job is missing');
  expect(findSilence({ jobs, boxes: [] })).toBe(null);
  expect(findSilence({ jobs: [{ ...one, silentSince: 7 }, other], boxes: [] })).toBe(7);
  // Its other calls are answered, and yet it gets no further.
  expect(
    findSilence({
      jobs: [
        { ...one, silentSince: 7 },
        { ...other, lostSince: 5 },
      ],
      boxes: [],
    }),
  ).toBe(5);
});
