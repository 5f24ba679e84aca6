import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readResult } from '../../../src/main/export/read-result';
import type { QueryJobs, QueryReport } from '../../../src/main/export/ports';
import { countRecords } from '../../../src/main/salesforce/count-records';
import { openQueryJobs } from '../../../src/main/salesforce/query-jobs';
import { collect, failureOf, openWire, type Wire } from './practice-session';

const signal = new AbortController().signal;
const soql = 'SELECT Id, LastName, Account.Name FROM Contact';
const waiting = { sleep: async () => undefined, now: Date.now, patience: 60_000 };

let wire: Wire;
let jobs: QueryJobs;

beforeAll(async () => {
  wire = await openWire();
  jobs = openQueryJobs(wire.session, 100);
});
afterAll(async () => wire.org.close());
beforeEach(async () => {
  await wire.control({ settings: null, faults: [], clearLog: true });
});

const awaitEnd = async (id: string): Promise<QueryReport> => {
  for (;;) {
    const report = await jobs.look(id, signal);
    if (!['UploadComplete', 'InProgress'].includes(report.state)) return report;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const run = async (query = soql, operation: 'query' | 'queryAll' = 'query'): Promise<QueryReport> =>
  awaitEnd((await jobs.create(query, operation, signal)).id);

const read = async (id: string) => collect(readResult(jobs, id, waiting, signal));

describe('a query job', () => {
  it('runs and gives its records page by page', async () => {
    const job = await run();
    expect(job).toMatchObject({ state: 'JobComplete', object: 'Contact', error: null });
    expect(job.records).toBeGreaterThan(250);
    const [header, ...records] = await read(job.id);
    expect(header).toEqual(['Id', 'LastName', 'Account.Name']);
    expect(records).toHaveLength(job.records);
    expect(new Set(records.map(([id]) => id)).size).toBe(job.records);
    expect(await wire.calls('GET', /results/)).toHaveLength(Math.ceil(job.records / 100));
  });

  it('gives records of one column, empty ones too', async () => {
    const job = await run('SELECT Description FROM Contact');
    const [header, ...records] = await read(job.id);
    expect(header).toEqual(['Description']);
    expect(records).toHaveLength(job.records);
  });

  it('finds nothing, and says so with a header', async () => {
    const job = await run("SELECT Id FROM Contact WHERE LastName = 'nobody at all'");
    expect(job.records).toBe(0);
    expect(await read(job.id)).toEqual([['Id']]);
  });

  it('is aborted and removed', async () => {
    await wire.control({ settings: { stuck: true } });
    const { id } = await jobs.create(soql, 'query', signal);
    expect(await jobs.abort(id, signal)).toMatchObject({ id, state: 'Aborted' });
    await jobs.remove(id, signal);
    expect(await failureOf(jobs.look(id, signal))).toMatchObject({ kind: 'gone' });
  });

  it('is refused in the words of the org', async () => {
    expect(await failureOf(jobs.create('SELECT Nope__c FROM Contact', 'query', signal))).toMatchObject({
      kind: 'refused',
      error: { detail: expect.stringMatching(/Nope__c/) },
    });
  });

  it('reads on with the version it was made with', async () => {
    const job = await run();
    const older = openQueryJobs({ ...wire.session, apiVersion: '60.0' });
    expect(await failureOf(older.page(job.id, null, signal))).toMatchObject({ kind: 'refused' });
  });

  it('renews a sign-in between two pages', async () => {
    const job = await run();
    const first = await jobs.page(job.id, null, signal);
    await wire.control({ expireSessions: true });
    const second = await jobs.page(job.id, first.next, signal);
    expect(second.count).toBe(100);
    expect(await collect(first.records)).toHaveLength(101);
  });
});

describe('a page that is cut', () => {
  it.each([
    ['off', { action: 'truncate' }],
    ['clean, as if it were whole', { action: 'truncate', clean: true }],
    ['off before its beginning', { action: 'drop', when: 'after' }],
    ['by a 503', { action: 'html', status: 503 }],
  ])('%s is fetched again, and no record comes twice or not at all', async (_name, fault) => {
    const job = await run();
    const whole = await read(job.id);
    await wire.control({ clearLog: true, faults: [{ pathPattern: 'results.*locator', ...fault, times: 3 }] });
    expect(await read(job.id)).toEqual(whole);
    expect(await wire.calls('GET', /results/)).toHaveLength(Math.ceil(job.records / 100) + 3);
  });

  it('again and again ends in a sentence about what is missing', async () => {
    const job = await run();
    await wire.control({
      faults: [{ pathPattern: 'results', action: 'truncate', clean: true, times: 100 }],
    });
    await expect(read(job.id)).rejects.toMatchObject({ code: 'export.short', params: { expected: 100 } });
  });

  it('and comes back different ends in a sentence, too', async () => {
    const job = await run();
    const shuffling: QueryJobs = {
      ...jobs,
      page: async (id, locator) => {
        const page = await jobs.page(id, locator, signal);
        const [header = [], ...records] = await collect(page.records);
        const isFirst = (await wire.calls('GET', /results/)).length === 1;
        const shown = isFirst ? records.slice(0, 40) : records.toReversed();
        return {
          ...page,
          records: (async function* again() {
            yield* [header, ...shown];
          })(),
        };
      },
    };
    await wire.control({ clearLog: true });
    await expect(collect(readResult(shuffling, job.id, waiting, signal))).rejects.toMatchObject({
      code: 'export.changed',
    });
  });
});

describe('countRecords', () => {
  it('counts, whatever the length of the query', async () => {
    const all = await countRecords(wire.session, 'SELECT COUNT() FROM Contact', false, signal);
    expect(all).toBe((await run()).records);
    const names = Array.from({ length: 900 }, (_, at) => `'Some long name ${at}'`).join(', ');
    const long = `SELECT COUNT() FROM Contact WHERE LastName NOT IN (${names})`;
    expect(await countRecords(wire.session, long, false, signal)).toBe(all);
    expect(await wire.calls('POST', /composite/)).toHaveLength(1);
  });

  it('counts what was deleted where that is asked', async () => {
    const [, record] = await read((await run('SELECT Id FROM Contact LIMIT 1')).id);
    const count = async (deleted: boolean) =>
      countRecords(wire.session, `SELECT COUNT() FROM Contact WHERE Id = '${record?.[0]}'`, deleted, signal);
    expect(await count(false)).toBe(1);
    const answer = await fetch(
      `${wire.org.instanceUrl}/services/data/v67.0/sobjects/Contact/${record?.[0]}`,
      {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${wire.session.access().accessToken}` },
      },
    );
    expect(answer.status).toBe(204);
    expect([await count(false), await count(true)]).toEqual([0, 1]);
  });

  it('says what a query is refused for, short or long', async () => {
    for (const filler of ['', ` AND LastName != '${'x'.repeat(9000)}'`]) {
      const counting = countRecords(
        wire.session,
        `SELECT COUNT() FROM Contact WHERE Nope__c = 1${filler}`,
        false,
        signal,
      );
      expect(await failureOf(counting)).toMatchObject({
        kind: 'refused',
        error: { detail: expect.stringMatching(/Nope__c/) },
      });
    }
  });
});
