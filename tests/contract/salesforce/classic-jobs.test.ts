import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BatchReport, ClassicJobs, ClassicSpec } from '../../../src/main/load/classic-ports';
import { openClassicJobs } from '../../../src/main/salesforce/bulk-v1';
import { collect, failureOf, openWire, stream, type Wire } from './practice-session';

const signal = new AbortController().signal;
const spec: ClassicSpec = { object: 'Contact', operation: 'insert', concurrencyMode: 'Parallel' };
const header = 'FirstName,LastName,Email\n';

let wire: Wire;
let jobs: ClassicJobs;

beforeAll(async () => {
  wire = await openWire();
  jobs = openClassicJobs(wire.session, wire.org.org.adminId);
});
afterAll(async () => wire.org.close());
beforeEach(async () => {
  await wire.control({ settings: null, faults: [], clearLog: true });
});

const rows = (...names: string[]): AsyncGenerator<string> =>
  stream(header, ...names.map((name) => `Ada,${name},\n`));

const awaitBatches = async (jobId: string): Promise<BatchReport[]> => {
  for (;;) {
    const batches = await jobs.batches(jobId, signal);
    if (!batches.some(({ state }) => state === 'Queued' || state === 'InProgress')) return batches;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const run = async (...names: string[]): Promise<{ jobId: string; batchId: string }> => {
  const { id: jobId } = await jobs.create(spec, signal);
  const { id: batchId } = await jobs.addBatch(jobId, rows(...names), signal);
  await awaitBatches(jobId);
  return { jobId, batchId };
};

const resultsOf = (jobId: string, batchId: string) => collect(jobs.results(jobId, batchId, signal));

describe('a job of Bulk API 1.0', () => {
  it('runs its batches and gives results by position', async () => {
    const job = await jobs.create({ ...spec, concurrencyMode: 'Serial' }, signal);
    expect(job).toEqual({ id: expect.stringMatching(/^750\w{15}$/), state: 'Open' });
    const first = await jobs.addBatch(job.id, rows('One', '', 'Three'), signal);
    const second = await jobs.addBatch(job.id, rows('Four'), signal);
    expect(first).toMatchObject({ stateMessage: null, processed: 0, failed: 0 });
    expect(Math.abs(first.createdAt - Date.now())).toBeLessThan(60_000);
    expect(await jobs.close(job.id, signal)).toEqual({ id: job.id, state: 'Closed' });
    expect(await awaitBatches(job.id)).toMatchObject([
      { id: first.id, state: 'Completed', processed: 3, failed: 1 },
      { id: second.id, state: 'Completed', processed: 1, failed: 0 },
    ]);
    expect(await resultsOf(job.id, first.id)).toEqual([
      { id: expect.stringMatching(/^003\w{15}$/), success: true, created: true, error: null },
      {
        id: null,
        success: false,
        created: false,
        error: 'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
      },
      { id: expect.stringMatching(/^003\w{15}$/), success: true, created: true, error: null },
    ]);
  });

  it('writes every member of a job, escaped', async () => {
    const job = await jobs.create(
      { object: 'Contact', operation: 'upsert', externalId: 'Contact_No__c', concurrencyMode: 'Serial' },
      signal,
    );
    const stored = wire.org.org.classicJobs.get(job.id);
    expect(stored).toMatchObject({
      operation: 'upsert',
      externalIdFieldName: 'Contact_No__c',
      concurrencyMode: 'Serial',
      contentType: 'CSV',
    });
    const strange = await failureOf(jobs.create({ ...spec, object: 'A<b>&"c"' }, signal));
    expect(strange).toMatchObject({
      kind: 'refused',
      error: { detail: 'InvalidJob: Unable to find object: A<b>&"c"' },
    });
  });

  it('hands on the assignment rule', async () => {
    const job = await jobs.create(
      { ...spec, object: 'Case', assignmentRuleId: '01Q000000000001AAA' },
      signal,
    );
    expect(wire.org.org.classicJobs.get(job.id)?.assignmentRuleId).toBe('01Q000000000001AAA');
  });

  it('aborts: what waits is not processed', async () => {
    await wire.control({ settings: { stuck: true } });
    const { id } = await jobs.create(spec, signal);
    const batch = await jobs.addBatch(id, rows('Waiting'), signal);
    expect(await jobs.abort(id, signal)).toEqual({ id, state: 'Aborted' });
    expect(await jobs.batches(id, signal)).toMatchObject([{ id: batch.id, state: 'NotProcessed' }]);
    expect(await failureOf(resultsOf(id, batch.id))).toMatchObject({
      kind: 'refused',
      error: { detail: 'InvalidBatch: Records not processed' },
    });
  });

  it('says why a whole batch failed', async () => {
    const { id } = await jobs.create(spec, signal);
    await jobs.addBatch(id, stream('LastName,Nope__c\nA,B\n'), signal);
    expect(await awaitBatches(id)).toMatchObject([
      { state: 'Failed', stateMessage: 'InvalidBatch : Field name not found : Nope__c', processed: 0 },
    ]);
  });

  it('deletes for good where the org allows it', async () => {
    const hard: ClassicSpec = { ...spec, operation: 'hardDelete' };
    await wire.control({ settings: { hardDelete: false } });
    expect(await failureOf(jobs.create(hard, signal))).toMatchObject({
      kind: 'refused',
      error: { detail: expect.stringMatching(/^FeatureNotEnabled: /) },
    });
    await wire.control({ settings: { hardDelete: true } });
    const made = await run('Short-lived');
    const [created] = await resultsOf(made.jobId, made.batchId);
    const { id } = await jobs.create(hard, signal);
    const batch = await jobs.addBatch(id, stream(`Id\n${created?.id}\n`), signal);
    await awaitBatches(id);
    expect(await resultsOf(id, batch.id)).toEqual([
      { id: created?.id, success: true, created: false, error: null },
    ]);
  });
});

describe('a definite no', () => {
  it('is a refusal', async () => {
    const { id } = await jobs.create(spec, signal);
    expect(await failureOf(jobs.addBatch(id, stream('\n'), signal))).toMatchObject({
      kind: 'refused',
      error: { code: 'org.refused', detail: 'ClientInputError: Unable to find any data to create batch' },
    });
    await jobs.close(id, signal);
    expect(await failureOf(jobs.addBatch(id, rows('Late'), signal))).toMatchObject({
      kind: 'refused',
      error: { detail: expect.stringMatching(/^InvalidJobState: /) },
    });
  });

  it('is a job that is gone where the org does not know it', async () => {
    const failures = await Promise.all(
      [
        jobs.close('750000000000001AAA', signal),
        jobs.batches('750000000000001AAA', signal),
        jobs.addBatch('750000000000001AAA', rows('A'), signal),
        collect(jobs.results('750000000000001AAA', '751000000000001AAA', signal)),
      ].map(failureOf),
    );
    for (const failure of failures)
      expect(failure).toMatchObject({ kind: 'gone', error: { code: 'job.lost' } });
  });

  it('waits where a quota is used up, and comes back soon where calls only crowd', async () => {
    await wire.control({ settings: { dailyBulkBatches: 0 } });
    const { id } = await jobs.create(spec, signal);
    expect(await failureOf(jobs.addBatch(id, rows('Quota'), signal))).toMatchObject({
      kind: 'held-up',
      error: { code: 'org.limit' },
    });
    await wire.control({
      settings: null,
      faults: [{ action: 'status', status: 429, retryAfter: 7, errorCode: 'TOO_MANY_REQUESTS', times: 1 }],
    });
    expect(await failureOf(jobs.batches(id, signal))).toMatchObject({ kind: 'busy', retryAfterMs: 7000 });
  });
});

describe('a lost answer', () => {
  const faults = {
    'a 503 before the org acts': { action: 'html', status: 503, when: 'before' },
    'a 503 after the org acted': { action: 'html', status: 503, when: 'after' },
    'a dropped connection before the org acts': { action: 'drop', when: 'before' },
    'a dropped connection after the org acted': { action: 'drop', when: 'after' },
    'an answer cut in the middle': { action: 'truncate' },
    'an answer that ends too early as if it were whole': { action: 'truncate', clean: true },
  };

  for (const [name, fault] of Object.entries(faults)) {
    it(`of a batch, by ${name}, is one request and a doubt that the list of batches settles`, async () => {
      const { id } = await jobs.create(spec, signal);
      await wire.control({ clearLog: true, faults: [{ method: 'POST', pathPattern: '/batch$', ...fault }] });
      expect(await failureOf(jobs.addBatch(id, rows(name), signal))).toMatchObject({ kind: 'lost' });
      expect(await wire.calls('POST', /\/batch$/)).toHaveLength(1);
      const there = await awaitBatches(id);
      expect(there).toHaveLength('when' in fault && fault.when === 'before' ? 0 : 1);
    });

    it(`of a new job, by ${name}, is one request and a doubt`, async () => {
      await wire.control({ faults: [{ method: 'POST', pathPattern: '/job$', ...fault }] });
      expect(await failureOf(jobs.create(spec, signal))).toMatchObject({ kind: 'lost' });
      expect(await wire.calls('POST', /\/job$/)).toHaveLength(1);
    });
  }

  it('is told from a call that was broken off', async () => {
    const stop = new AbortController();
    await wire.control({ faults: [{ pathPattern: '/job', action: 'delay', delayMs: 2000 }] });
    const call = failureOf(jobs.batches('750000000000001AAA', stop.signal));
    stop.abort();
    expect(await call).toMatchObject({ kind: 'cancelled' });
  });

  it.each([false, true])(
    'of a download that is cut (clean: %s) never gives a wrong result',
    async (clean) => {
      const { jobId, batchId } = await run('A', 'B', 'C', 'D');
      await wire.control({ faults: [{ pathPattern: '/result$', action: 'truncate', clean }] });
      const cut = await resultsOf(jobId, batchId).catch(
        (cause: { failure: { kind: string } }) => cause.failure.kind,
      );
      const whole = await resultsOf(jobId, batchId);
      expect(whole).toHaveLength(4);
      if (Array.isArray(cut)) {
        expect(cut.length).toBeLessThan(4);
        expect(cut).toEqual(whole.slice(0, cut.length));
      } else expect(cut).toBe('lost');
    },
  );
});

describe('a sign-in that has expired', () => {
  it('is renewed once, and the call made again', async () => {
    const { id } = await jobs.create(spec, signal);
    await wire.control({ expireSessions: true });
    const before = wire.refreshes();
    expect(await jobs.batches(id, signal)).toEqual([]);
    await wire.control({ expireSessions: true });
    expect(await jobs.close(id, signal)).toEqual({ id, state: 'Closed' });
    expect(wire.refreshes()).toBe(before + 2);
  });

  it('leaves a batch in doubt, which the next look settles', async () => {
    const { id } = await jobs.create(spec, signal);
    await wire.control({ expireSessions: true, clearLog: true });
    expect(await failureOf(jobs.addBatch(id, rows('Expired'), signal))).toMatchObject({ kind: 'lost' });
    expect(await wire.calls('POST', /\/batch$/)).toHaveLength(1);
    expect(await jobs.batches(id, signal)).toEqual([]);
    await jobs.addBatch(id, rows('Renewed'), signal);
    expect(await jobs.batches(id, signal)).toHaveLength(1);
  });
});
