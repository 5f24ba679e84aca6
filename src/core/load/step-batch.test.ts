import { describe, expect, it } from 'vitest';
import type { LoadEvent } from './event';
import { planAttempt, type Attempt, type JobReport, type Rules } from './state';
import { step, type Step } from './step';

const rules: Rules = { patience: 300_000, jobsInFlight: 1, repeatable: false, toOrgTime: (time) => time };
const way = { api: '1.0', mode: 'parallel', batchSize: null } as const;

const queued = (id: string): JobReport => ({ id, state: 'Queued', processed: 0, failed: 0, error: null });

/** An attempt of which these batches have been posted into one job, and the next of some `more` is being posted. */
const postAll = (ids: readonly string[], more = 0): Attempt => {
  const parts = Array.from({ length: ids.length + more }, () => ({ rows: 3, chain: null }));
  let { attempt } = step(planAttempt(1, way, parts, 0), { type: 'resume' }, 0, rules);
  attempt = step(attempt, { type: 'box-opened', box: 1, id: '750' }, 0, rules).attempt;
  for (const [at, id] of ids.entries())
    attempt = step(attempt, { type: 'batch-posted', seq: at + 1, report: queued(id) }, 0, rules).attempt;
  return attempt;
};

const list = (attempt: Attempt, reports: readonly JobReport[]) =>
  step(attempt, { type: 'batches-listed', box: 1, closed: false, reports }, 1000, rules);

describe('the list of the batches of a job', () => {
  const ids = ['751000000000001', '751000000000002', '751000000000003'];

  it('tells each batch what it says of it, in whatever order and with ids of either length', () => {
    const [one = '', two = '', three = ''] = ids;
    const { attempt, effects } = list(postAll(ids), [
      { ...queued(`${three}AAA`), state: 'Completed', processed: 3 },
      { ...queued(`${one}AAA`), state: 'InProgress', processed: 1 },
      queued(`${two}AAA`),
    ]);
    expect(attempt.jobs.map(({ phase, report }) => [phase, report?.state, report?.processed])).toEqual([
      ['running', 'InProgress', 1],
      ['running', 'Queued', 0],
      ['collecting', 'Completed', 3],
    ]);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'collect', seq: 3, boxId: '750' }));
  });

  it('leaves a batch of which it says nothing new the very same, so that it is not stored again', () => {
    const before = postAll(ids);
    const [one = '', two = '', three = ''] = ids;
    const { attempt } = list(before, [queued(one), { ...queued(two), processed: 2 }, queued(three)]);
    expect(attempt.jobs.map((job, at) => job === before.jobs[at])).toEqual([true, false, true]);
  });
});

describe('a batch whose post was lost', () => {
  const lost: LoadEvent = {
    type: 'call-failed',
    target: { seq: 1 },
    of: 'post-batch',
    failure: { kind: 'lost', error: { code: 'org.unreachable', params: {} } },
  };
  /** What a list says of it in the job it was posted into. */
  const listAfter = (...reports: JobReport[]) => {
    let { attempt } = step(planAttempt(1, way, [{ rows: 3, chain: null }], 0), { type: 'resume' }, 0, rules);
    attempt = step(attempt, { type: 'box-opened', box: 1, id: '750' }, 0, rules).attempt;
    return list(step(attempt, lost, 0, rules).attempt, reports);
  };

  it('is the one that nobody knows', () => {
    const { attempt } = listAfter(queued('751000000000001'));
    expect(attempt.jobs[0]).toMatchObject({ phase: 'running', id: '751000000000001', lostSince: null });
  });

  it('is none of several: somebody else has posted into the job, and its rows have no verdict', () => {
    const { attempt, effects } = listAfter(queued('751000000000001'), queued('751000000000002'));
    expect(attempt.jobs[0]?.phase).toBe('giving-up');
    expect(effects).toContainEqual({ type: 'give-up', seq: 1, after: 0 });
  });

  it('is looked for once more after its job was closed, before it is sent again', () => {
    const { attempt, effects } = listAfter();
    expect(attempt.jobs[0]?.phase).toBe('doubting');
    expect(effects).toEqual([{ type: 'close-box', box: 1, boxId: '750', after: 0 }]);
  });
});

describe('a stop whose abort the org refuses', () => {
  it('waits for what runs to end, and does not ask again', () => {
    const ids = ['751000000000001', '751000000000002'];
    const aborts = ({ effects }: Step<Attempt>) => effects.filter(({ type }) => type === 'abort-box');
    const stopping = step(postAll(ids, 1), { type: 'stop' }, 1000, rules);
    expect(aborts(stopping)).toHaveLength(1);
    const refused: LoadEvent = {
      type: 'call-failed',
      target: { box: 1 },
      of: 'abort-box',
      failure: { kind: 'refused', error: { code: 'org.refused', params: {} } },
    };
    const told = step(stopping.attempt, refused, 2000, rules);
    expect(told.attempt.boxes[0]).toMatchObject({ phase: 'closed', refusals: 1 });
    const listed = list(
      told.attempt,
      ids.map((id): JobReport => ({ ...queued(id), state: 'InProgress', processed: 1 })),
    );
    expect([...aborts(told), ...aborts(listed)]).toEqual([]);
    expect(listed.attempt.jobs.map(({ phase }) => phase)).toEqual(['running', 'running', 'committing']);
  });
});
