import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lastLine, openBench, type Bench, type Finished } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

let loads = 0;
/** Row 1 succeeds, row 2 lacks its name, row 3 has a bad address, row 4 is held. */
const loadFour = async (): Promise<{ loadId: string; out: string }> => {
  loads += 1;
  const out = `out-${loads}`;
  const file = await bench.file(
    'four.csv',
    'LastName,Email,_row\nAda,ada@test.example,a\n,bob@test.example,b\nEve,not an address,c\nMax,#N/A,d\n',
  );
  const words = ['--file', file, '--object', 'Contact', '--operation', 'insert', '--out', out, '--json'];
  const finished = await bench.run(['load', ...bench.toOrg, ...words]);
  expect(lastLine(finished)).toMatchObject({ created: 1, failed: 2, held: 1, exit: 1 });
  return { loadId: lastLine(finished).loadId, out };
};

const resubmit = async (loadId: string, text: string, more: readonly string[] = []): Promise<Finished> => {
  const file = await bench.file('fixed.csv', text);
  return bench.run(['resubmit', loadId, '--file', file, ...bench.toOrg, '--json', ...more]);
};

const names = async (): Promise<string[]> =>
  (await bench.records('Contact')).map((record) => String(record['LastName'])).sort();

describe('resubmit', () => {
  it('sends failed and held rows again with their fixed cells, and keeps the others', async () => {
    const { loadId, out } = await loadFour();
    const failed = await bench.read(`${out}/failed.csv`);
    const again = await resubmit(loadId, failed.replace('\n"","bob', '\n"Bob","bob'));
    expect(again.code).toBe(1);
    expect(again.err.split('\n')[0]).toMatch(new RegExp(`^load ${loadId} pid \\d+$`));
    expect(lastLine(again)).toMatchObject({
      loadId,
      rows: 4,
      created: 2,
      failed: 1,
      held: 1,
      attempts: 2,
      balanced: true,
    });
    expect(await names()).toEqual(['Ada', 'Bob']);
    const ledger = await bench.read(`${out}/ledger.csv`);
    expect(ledger).toMatch(/^"LastName","Email","_row_src","_row","_state"/);
    expect(ledger).toMatch(/\n"Bob","bob@test.example","b","2","created","003\w{15}","true","","","2"\n/);
    expect(ledger).toMatch(/\n"Eve","not an address","c","3","failed",.*,"2"\n/);

    const rest = await resubmit(loadId, '_row,Email\n3,eve@test.example\n4,max@test.example\n');
    expect(rest.code).toBe(0);
    expect(lastLine(rest)).toMatchObject({ created: 4, failed: 0, held: 0, attempts: 3, exit: 0 });
    expect(await names()).toEqual(['Ada', 'Bob', 'Eve', 'Max']);
    expect((await bench.read(`${out}/failed.csv`)).split('\n')).toHaveLength(2);
  });

  it.each([
    ['a row that succeeded', '_row,Email\n2,b@test.example\n1,a@test.example\n', /1 \(created\)/],
    ['a row nobody knows', '_row,LastName\n5,Eve\n', /5 \(not in this load\)/],
    ['a row that stands there twice', '_row,LastName\n2,Bob\n2,Bill\n', /Row 2 .*twice/],
    ['a number that is none', '_row,LastName\nx,Bob\n', /Line 2: “x”/],
    ['a file without numbers', 'LastName\nBob\n', /“_row”/],
    ['a damaged line', '_row,LastName\n2,Bob,more\n', /Line 2/],
    ['rows that are still held', '_row,Email\n4,#REF!\n', /Nothing was sent/],
  ])('refuses %s by name and sends nothing', async (_name, text, sentence) => {
    const { loadId } = await loadFour();
    const jobs = (await bench.describe()).jobs.length;
    const refused = await resubmit(loadId, text);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(sentence);
    expect((await bench.describe()).jobs).toHaveLength(jobs);
    const shown = lastLine(await bench.run(['show', loadId, '--json']));
    expect(shown).toMatchObject({ created: 1, failed: 2, held: 1, balanced: true });
  });

  it('sends a row without a verdict only once somebody said what became of it', async () => {
    await bench.control({
      faults: [
        {
          method: 'GET',
          pathPattern: 'successfulResults',
          when: 'after',
          action: 'truncate',
          clean: true,
          times: 50,
        },
      ],
    });
    const rows = Array.from({ length: 40 }, (_, at) => `Doubt ${at + 1},d${at + 1}@test.example`);
    const file = await bench.file('doubt.csv', `LastName,Email\n${rows.join('\n')}\n`);
    const words = [
      '--file',
      file,
      '--object',
      'Contact',
      '--operation',
      'insert',
      '--out',
      'doubt',
      '--json',
    ];
    const first = lastLine(await bench.run(['load', ...bench.toOrg, ...words]));
    await bench.control({ faults: [] });
    expect(Number(first['noVerdict'])).toBeGreaterThan(1);
    expect(first).toMatchObject({ balanced: true, exit: 1 });
    const doubtful = (await bench.read('doubt/ledger.csv'))
      .split('\n')
      .flatMap((line) => /"(\d+)","no_verdict"/.exec(line)?.[1] ?? []);
    const [one = '', two = ''] = doubtful;
    const before = await resubmit(first.loadId, `_row\n${one}\n`);
    expect(before).toMatchObject({ code: 2, out: '' });
    expect(before.err).toMatch(/--settle/);
    const bad = await resubmit(first.loadId, `_row\n${one}\n`, ['--settle', `${one}=maybe`]);
    expect(bad.err).toMatch(/maybe/);

    // The org holds every one of them: the person who says otherwise is taken at their word for one new record.
    const fixed = `_row,LastName,Email\n${one},Anew,anew@test.example\n`;
    const again = await resubmit(first.loadId, fixed, [
      '--settle',
      `${one}=not-created`,
      '--settle',
      `${two}=created`,
    ]);
    expect(lastLine(again)).toMatchObject({
      noVerdict: Number(first['noVerdict']) - 2,
      created: Number(first['created']) + 2,
      attempts: 2,
    });
    expect(await names()).toContain('Anew');

    // What is left is written down at once, but for one row that is named; nothing is sent, and no org is asked.
    const jobs = (await bench.describe()).jobs.length;
    const three = doubtful[2] ?? '';
    const all = ['resubmit', first.loadId, '--settle', 'all=not-created', '--settle', `${three}=created`];
    const settled = await bench.run([...all, '--json']);
    expect(settled.code).toBe(1);
    expect(lastLine(settled)).toMatchObject({
      noVerdict: 0,
      created: Number(first['created']) + 3,
      failed: Number(first['noVerdict']) - 3,
      attempts: 2,
      balanced: true,
    });
    expect((await bench.describe()).jobs).toHaveLength(jobs);
    expect(await bench.read('doubt/ledger.csv')).not.toContain('"no_verdict"');
    const twice = await bench.run([...all, '--settle', 'all=created']);
    expect(twice).toMatchObject({ code: 2, out: '' });
    expect(twice.err).toMatch(/two things of row all/);
    const none = await bench.run(['resubmit', first.loadId]);
    expect(none.err).toMatch(/--file.*or --settle/);
    // A dozen commands, each a process of its own.
  }, 180_000);
});
