import { describe, expect, it } from 'vitest';
import type { CallFailure, LoadEvent } from './event';
import { planAttempt, type Attempt, type Rules } from './state';
import { step } from './step';

const rules: Rules = { patience: 300_000, jobsInFlight: 1, repeatable: false, toOrgTime: (time) => time };
const report = { id: '750', processed: 0, failed: 0, error: null } as const;

const follow = (attempt: Attempt, ...events: LoadEvent[]): Attempt =>
  events.reduce((now, event) => step(now, event, 0, rules).attempt, attempt);

const sent = (api: '2.0' | '1.0'): Attempt => {
  const way = { api, mode: 'parallel', batchSize: null } as const;
  const plan = planAttempt(1, way, [{ rows: 10, chain: null }], 0);
  if (api === '2.0')
    return follow(
      plan,
      { type: 'resume' },
      { type: 'created', seq: 1, report: { ...report, state: 'Open' } },
      { type: 'uploaded', seq: 1 },
      { type: 'seen', seq: 1, report: { ...report, state: 'UploadComplete' } },
    );
  return follow(
    plan,
    { type: 'resume' },
    { type: 'box-opened', box: 1, id: '750' },
    { type: 'batch-posted', seq: 1, report: { ...report, id: '751', state: 'Queued' } },
    { type: 'box-closed', box: 1 },
  );
};

const ended = (api: '2.0' | '1.0'): Attempt =>
  api === '2.0'
    ? follow(sent(api), { type: 'seen', seq: 1, report: { ...report, state: 'JobComplete', processed: 10 } })
    : follow(sent(api), {
        type: 'batches-listed',
        box: 1,
        closed: true,
        reports: [{ ...report, id: '751', state: 'Completed', processed: 10 }],
      });

const refuse = (of: 'look' | 'collect', failure: Partial<CallFailure>): LoadEvent => ({
  type: 'call-failed',
  target: { seq: 1 },
  of,
  failure: { kind: 'refused', error: { code: 'org.refused', params: {} }, ...failure },
});

describe.each(['2.0', '1.0'] as const)('results that may not be read any more, by %s', (api) => {
  it.each([
    { status: 403 },
    { status: 400, error: { code: 'org.refused', params: {}, detail: 'FeatureNotEnabled: off' } },
  ])('pause the load until an admin gives the permission back: %o', (failure) => {
    const paused = follow(ended(api), refuse('collect', failure));
    expect(paused).toMatchObject({ phase: 'paused', pause: { code: 'org.refused' } });
    expect(paused.jobs[0]?.phase).toBe('collecting');
    const { effects } = step(paused, { type: 'resume' }, 0, rules);
    expect(effects).toMatchObject([{ type: 'collect', seq: 1, final: false }]);
  });

  it('are done without where a person stops the load', () => {
    let attempt = follow(ended(api), { type: 'stop' });
    for (let time = 0; time < 4; time += 1) attempt = follow(attempt, refuse('collect', { status: 403 }));
    expect(attempt.jobs[0]?.phase).toBe('giving-up');
  });
});

it('a job that may not be looked at pauses the load, rather than being asked for without end', () => {
  let attempt = sent('2.0');
  for (let time = 0; time < 3; time += 1) attempt = follow(attempt, refuse('look', { status: 400 }));
  expect(attempt.phase).toBe('running');
  expect(follow(attempt, refuse('look', { status: 400 })).phase).toBe('paused');
});
