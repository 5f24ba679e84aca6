import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contacts, lastLine, openBench, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

const load = async (words: readonly string[]) => {
  const finished = await bench.load(words);
  const report = JSON.parse(await bench.read(`${finished.folder}/report.json`)) as Record<string, unknown>;
  return { ...finished, line: lastLine(finished), report };
};

const accounts = (rows: number): string =>
  `Account_No__c,Name\n${Array.from({ length: rows }, (_, at) => `W-${at + 1},Way ${at + 1}\n`).join('')}`;
const upsert = ['--object', 'Account', '--operation', 'upsert', '--external-id', 'Account_No__c'];
const insert = ['--object', 'Contact', '--operation', 'insert'];

describe('the way a load goes', () => {
  it('by collections where they are few and a lost answer could be settled', async () => {
    const file = await bench.file('few.csv', accounts(450));
    const { line, report } = await load(['--file', file, ...upsert]);
    expect(line).toMatchObject({ api: 'collections', created: 450, exit: 0 });
    expect(line.jobs).toEqual([{ id: null, api: 'collections', state: null, rows: 450 }]);
    expect(report).toMatchObject({
      api: 'collections',
      apiReason: expect.stringMatching(/2,000/) as unknown,
    });
    expect((await bench.describe()).jobs).toEqual([]);
  });

  it('by Bulk API 2.0 where an insert names nothing unique, or they are many', async () => {
    const few = await load(['--file', await bench.file('few.csv', contacts(20)), ...insert]);
    expect(few.line).toMatchObject({ api: '2.0', created: 20 });
    const many = await load(['--file', await bench.file('many.csv', accounts(2001)), ...upsert]);
    expect(many.line).toMatchObject({ api: '2.0', created: 2001, balanced: true });
    expect(many.line.jobs).toMatchObject([{ rows: 2001 }]);
  });

  it.each([
    ['--mode', 'serial'],
    ['--batch-size', '30'],
    ['--api', '1.0'],
  ])('by Bulk API 1.0 with %s %s', async (option, value) => {
    const file = await bench.file('one.csv', contacts(100));
    const { line, code } = await load(['--file', file, ...insert, option, value]);
    expect(code).toBe(1);
    expect(line).toMatchObject({ api: '1.0', rows: 100, created: 98, failed: 2, balanced: true });
    expect(line.jobs).toEqual([
      { id: expect.stringMatching(/^750/) as unknown, api: '1.0', state: 'Closed', rows: 100 },
    ]);
    const names = (await bench.records('Contact')).map((record) => record['LastName']);
    expect(new Set(names).size).toBe(98);
  });

  it('by what is asked for', async () => {
    const file = await bench.file('asked.csv', accounts(10));
    const { line, report } = await load(['--file', file, ...upsert, '--api', '2.0']);
    expect(line).toMatchObject({ api: '2.0', created: 10 });
    expect(report['apiReason']).toMatch(/chose/);
  });
});

describe('rows that look alike', () => {
  const alike = `LastName,Annual_Budget__c\n${Array.from({ length: 6 }, (_, at) => `L${at % 2},${at + 1}\n`).join('')}`;

  it('are advised about, on the error channel and in the report', async () => {
    const { line, err, report } = await load(['--file', await bench.file('alike.csv', alike), ...insert]);
    expect(line).toMatchObject({ api: '2.0', created: 6 });
    expect(err.split('\n').filter((words) => words.includes('--trace-field'))).toHaveLength(1);
    expect(err).toMatch(/^6 rows differ from another row only in numbers/m);
    expect(report['notes']).toMatchObject([{ nearTwins: 6 }]);
  });

  it('are told apart by a trace field, which a recipe carries on', async () => {
    const file = await bench.file('alike.csv', alike);
    const first = await load(['--file', file, ...insert, '--trace-field', 'meter_no__c']);
    expect(first.line).toMatchObject({ api: '2.0', created: 6 });
    expect(first.err).not.toContain('--trace-field');
    expect(first.report).toMatchObject({ options: { traceField: 'Meter_No__c' }, notes: [] });
    const keys = (await bench.records('Contact')).map((record) => record['Meter_No__c']);
    const mark = first.line.loadId.slice(0, 8);
    expect(keys.sort()).toEqual(Array.from({ length: 6 }, (_, at) => `${mark}-${at + 1}`));
    const recipe = await bench.run(['show', first.line.loadId, '--recipe']);
    expect(JSON.parse(recipe.out)).toMatchObject({ options: { traceField: 'Meter_No__c' } });
  });
});

describe('rows that share parents', () => {
  it('are kept together and go again by themselves, and the command says so', async () => {
    await bench.run([
      'load',
      ...bench.toOrg,
      '--out',
      'above',
      '--file',
      await bench.file('above.csv', accounts(3)),
      ...upsert,
    ]);
    const lines = Array.from({ length: 300 }, (_, at) => `Row ${at + 1},W-${(at % 3) + 1}`);
    const file = await bench.file('below.csv', `LastName,Account.Account_No__c\n${lines.join('\n')}\n`);
    const lost = { object: 'Contact', field: 'LastName', equals: 'Row 7', code: 'UNABLE_TO_LOCK_ROW' };
    await bench.control({ settings: { rowFaults: [{ ...lost, message: 'unable to obtain', times: 1 }] } });
    const { line, report, err } = await load(['--file', file, ...insert]);
    expect(line).toMatchObject({ created: 300, failed: 0, attempts: 2, exit: 0 });
    expect(err).toContain('300 rows belong to 3 records named in “Account”, some of them to the same one.');
    expect(err).toContain('go again by themselves, 1 of at most 3 times');
    expect(report).toMatchObject({
      sentAgainByItself: { times: 1, most: 3 },
      parents: { together: 'Account.Account_No__c', rows: 300, columns: [{ distinct: 3 }] },
    });
  });
});

describe('an org that stays silent', () => {
  it('is given up after the time that was said, and the load resumed when it is back', async () => {
    await bench.control({ settings: { stuck: true } });
    const file = await bench.file('silent.csv', contacts(10, 'Silent'));
    const words = ['--file', file, ...insert, '--out', 'silent', '--json', '--give-up-after', '2'];
    const begun = bench.start(['load', ...bench.toOrg, ...words]);
    const loadId = await begun.announced;
    while ((await bench.describe()).jobs[0]?.['state'] !== 'UploadComplete') await wait(30);
    await bench.control({ settings: { maintenance: true } });
    const left = await begun.finished;
    expect(left.code).toBe(3);
    expect(lastLine(left)).toMatchObject({ loadId, state: 'paused', balanced: false, exit: 3 });
    expect(left.err).toMatch(/maintained/);
    expect(await bench.read('silent/ledger.csv')).toContain('"sent"');
    await bench.control({ settings: { maintenance: false, stuck: false } });
    const resumed = await bench.run(['resume', loadId, ...bench.toOrg, '--json']);
    expect(lastLine(resumed)).toMatchObject({ created: 10, balanced: true, exit: 0 });
    expect(await bench.read('silent/ledger.csv')).not.toContain('"sent"');
  });
});
