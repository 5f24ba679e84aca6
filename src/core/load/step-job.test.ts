import { describe, expect, it } from 'vitest';
import type { LoadEvent } from './event';
import { planAttempt, type Attempt, type JobReport, type Rules } from './state';
import { step, type Step } from './step';

const rules: Rules = { patience: 300_000, jobsInFlight: 1, repeatable: false, toOrgTime: (time) => time };
const way = { api: '2.0', mode: 'parallel', batchSize: null } as const;

const report = (state: JobReport['state'], processed = 0): JobReport => ({
  id: '750000000000001AAA',
  state,
  processed,
  failed: 0,
  error: null,
});
const created: LoadEvent = { type: 'created', seq: 1, report: report('Open') };
const uploaded: LoadEvent = { type: 'uploaded', seq: 1 };
const seen = (state: JobReport['state'], processed = 0): LoadEvent => ({
  type: 'seen',
  seq: 1,
  report: report(state, processed),
});

/** What a job of three rows comes to by these events, a second apart. */
const follow = (...events: LoadEvent[]): Step<Attempt> => {
  const start = planAttempt(1, way, [{ rows: 3, chain: null }], 0);
  return [{ type: 'resume' } as const, ...events].reduce<Step<Attempt>>(
    ({ attempt }, event, at) => step(attempt, event, at * 1000, rules),
    { attempt: start, effects: [] },
  );
};

describe('a job of 2.0 that somebody else aborted', () => {
  it('is collected once its rows were committed: what had landed must never be sent again', () => {
    const { attempt, effects } = follow(created, uploaded, seen('UploadComplete'), seen('Aborted', 2));
    expect(attempt.jobs[0]?.phase).toBe('collecting');
    expect(effects).toEqual([
      { type: 'collect', seq: 1, id: '750000000000001AAA', boxId: null, final: false, after: 0 },
    ]);
  });

  it('is made anew before that', () => {
    const lost: LoadEvent = {
      type: 'call-failed',
      target: { seq: 1 },
      of: 'upload',
      failure: { kind: 'lost', error: { code: 'org.unreachable', params: {} } },
    };
    const { attempt, effects } = follow(created, lost, seen('Aborted'));
    expect(attempt.jobs[0]).toMatchObject({ phase: 'creating', id: null, committedAt: null });
    expect(effects).toMatchObject([{ type: 'create', seq: 1 }]);
  });
});

describe('results that stay short', () => {
  it('are fetched three times more, the last time for good, with more and more time between', () => {
    const short: LoadEvent = { type: 'collected', seq: 1, missing: 2, final: false };
    const fetches = [1, 2, 3].map((times) => {
      const events = Array.from({ length: times }, () => short);
      const { effects } = follow(created, uploaded, seen('JobComplete', 3), ...events);
      return effects.map((effect) =>
        effect.type === 'collect' ? [effect.final, effect.after] : effect.type,
      );
    });
    expect(fetches).toEqual([[[false, 500]], [[false, 1000]], [[true, 2000]]]);
    const last: LoadEvent = { ...short, missing: 0, final: true };
    const { attempt } = follow(created, uploaded, seen('JobComplete', 3), short, short, short, last);
    expect(attempt).toMatchObject({ phase: 'finished', jobs: [{ phase: 'settled', shortResults: 3 }] });
  });
});

describe('a commit that the org refuses', () => {
  const refused: LoadEvent = {
    type: 'call-failed',
    target: { seq: 1 },
    of: 'commit',
    failure: { kind: 'refused', error: { code: 'org.refused', params: {}, detail: 'INVALIDJOBSTATE: no' } },
  };
  const again = [refused, seen('Open')];

  it('is made three times more, and then the job is aborted, for it holds the rows', () => {
    const { effects } = follow(created, uploaded, ...again, ...again, ...again);
    expect(effects).toMatchObject([{ type: 'commit', seq: 1 }]);
    const { attempt, effects: last } = follow(created, uploaded, ...again, ...again, ...again, refused);
    expect(last).toMatchObject([{ type: 'abort', seq: 1, id: '750000000000001AAA' }]);
    expect(attempt.jobs[0]).toMatchObject({ phase: 'aborting', afterAbort: 'end' });
  });
});
