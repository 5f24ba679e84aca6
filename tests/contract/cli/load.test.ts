import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contacts, lastLine, openBench, type Bench, type Loaded } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());
beforeEach(async () => bench.control({ reset: true }));

const load = async (words: readonly string[]): Promise<Loaded> => bench.load(words);

const fieldsOfLine = [
  'loadId',
  'state',
  'exit',
  'api',
  'rows',
  'created',
  'updated',
  'unchanged',
  'deleted',
  'succeeded',
  'failed',
  'notProcessed',
  'noVerdict',
  'held',
  'excluded',
  'balanced',
  'attempts',
  'seconds',
  'jobs',
];

const readAll = async (folder: string): Promise<string> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async (entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
  );
  return texts.join('\n');
};

describe('load', () => {
  it('accounts for every row in its line, its files and its exit code', async () => {
    const file = await bench.file(
      'all.csv',
      'LastName,Email,Notes,_id\nAda,ada@test.example,"a, b",7\n,none@test.example,x,8\n\nEve,#N/A,y,9\n"Max\r\n2",max@test.example,"say ""hi""",10\n',
    );
    const { code, err, line, folder } = await load([
      '--file',
      file,
      '--object',
      'Contact',
      '--operation',
      'insert',
    ]);
    expect(code).toBe(1);
    expect(err.split('\n')[0]).toMatch(new RegExp(`^load ${line?.loadId} pid \\d+$`));
    expect(err).toContain('“Notes”, “_id”');
    expect(Object.keys(line ?? {})).toEqual(fieldsOfLine);
    expect(line).toMatchObject({
      state: 'finished',
      exit: 1,
      api: '2.0',
      rows: 4,
      created: 2,
      succeeded: 2,
      failed: 1,
      held: 1,
      balanced: true,
      attempts: 1,
    });
    expect(line?.jobs).toEqual([
      { id: expect.stringMatching(/^750\w{15}$/), api: '2.0', state: 'JobComplete', rows: 3 },
    ]);

    const byName = new Map(
      (await bench.records('Contact')).map(({ LastName: name, Id: id }) => [String(name), String(id)]),
    );
    expect([...byName.keys()].sort()).toEqual(['Ada', 'Max\n2']);
    const idOf = (name: string): string => byName.get(name) ?? '';
    const header =
      '"LastName","Email","Notes","_id_src","_row","_state","_id","_created","_error_code","_error","_attempts"\n';
    const ada = `"Ada","ada@test.example","a, b","7","1","created","${idOf('Ada')}","true","","","1"\n`;
    const missing =
      '"","none@test.example","x","8","2","failed","","","REQUIRED_FIELD_MISSING","REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --","1"\n';
    const held =
      '"Eve","#N/A","y","9","3","held","","","error-cell","Line 5, column 2 (Email): the cell holds “#N/A”, the error of a spreadsheet.","0"\n';
    const max = `"Max\r\n2","max@test.example","say ""hi""","10","4","created","${idOf('Max\n2')}","true","","","1"\n`;
    expect(await bench.read(`${folder}/ledger.csv`)).toBe(header + ada + missing + held + max);
    expect(await bench.read(`${folder}/succeeded.csv`)).toBe(header + ada + max);
    expect(await bench.read(`${folder}/failed.csv`)).toBe(header + missing);
    expect(await bench.read(`${folder}/not-processed.csv`)).toBe(header);
    expect((await readdir(bench.path(folder))).sort()).toEqual([
      'failed.csv',
      'ledger.csv',
      'not-processed.csv',
      'report.json',
      'succeeded.csv',
    ]);
    const report = JSON.parse(await bench.read(`${folder}/report.json`)) as Record<string, unknown>;
    expect(report).toMatchObject({
      loadId: line?.loadId,
      blankLines: 1,
      api: '2.0',
      notSent: ['Notes', '_id'],
    });
    expect(report['apiReason']).toMatch(/\w/);
    expect(report['runs']).toMatchObject([{ attempt: 1, users: ['ada.admin@practice.bulkhead.example'] }]);
  });

  it('ends with 0 when every row succeeded, and keeps no token', async () => {
    const file = await bench.file('good.csv', contacts(120, 'Good', 1000));
    const { code, line } = await load(['--file', file, '--object', 'contact', '--operation', 'insert']);
    expect(code).toBe(0);
    expect(line).toMatchObject({ exit: 0, rows: 120, created: 120, succeeded: 120, balanced: true });
    expect(await bench.records('Contact')).toHaveLength(120);
    expect(await readAll(bench.home)).not.toContain(bench.org.accessToken);
  });

  it('upserts, updates and deletes by what it created', async () => {
    const first = await bench.file('a.csv', 'Account No,Account Name\nA-1,Alpha\nA-2,Beta\n');
    const upsert = ['--object', 'Account', '--operation', 'upsert', '--external-id', 'account_no__c'];
    expect((await load(['--file', first, ...upsert])).line).toMatchObject({
      created: 2,
      updated: 0,
      exit: 0,
    });
    const second = await bench.file('b.csv', 'ACCOUNT_NO__C, name \nA-2,Beta II\nA-3,Gamma\n');
    const again = await load(['--file', second, ...upsert]);
    expect(again.line).toMatchObject({ created: 1, updated: 1, exit: 0 });
    expect(await bench.read(`${again.folder}/ledger.csv`)).toMatch(
      /\n"A-2","Beta II","1","updated","001\w{15}","false","","","1"\n/,
    );

    const accounts = await bench.records('Account');
    const idOf = (name: string) => String(accounts.find((record) => record['Name'] === name)?.['Id']);
    const changes = await bench.file(
      'u.csv',
      `Id,Name,Phone\n${idOf('Alpha')},Alpha II,1\n${idOf('Gamma')},,\n`,
    );
    const cleared = await load([
      '--file',
      changes,
      '--object',
      'Account',
      '--operation',
      'update',
      '--blank',
      'keep',
    ]);
    expect(cleared.line).toMatchObject({ updated: 2, exit: 0 });
    expect((await bench.records('Account')).map((record) => record['Name'])).toEqual([
      'Alpha II',
      'Beta II',
      'Gamma',
    ]);

    const gone = await bench.file('d.csv', `Id\n${idOf('Alpha')}\n${idOf('Gamma')}\n`);
    const deletion = ['--file', gone, '--object', 'Account', '--operation', 'delete'];
    const refused = await load([...deletion, '--yes']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('--confirm-rows 2');
    expect((await load([...deletion, '--confirm-rows', '1'])).code).toBe(2);
    expect((await load([...deletion, '--confirm-rows', '2'])).line).toMatchObject({ deleted: 2, exit: 0 });
    const live = (await bench.records('Account')).filter((record) => record['IsDeleted'] !== true);
    expect(live.map((record) => record['Name'])).toEqual(['Beta II']);
  });

  it('does with blank and error cells what it is told', async () => {
    const file = await bench.file('c.csv', 'Account_No__c,Name,Phone\nB-1,One,123\n');
    const upsert = ['--object', 'Account', '--operation', 'upsert', '--external-id', 'Account_No__c'];
    await load(['--file', file, ...upsert]);
    const phone = async () => (await bench.records('Account'))[0]?.['Phone'];
    const blank = await bench.file('c2.csv', 'Account_No__c,Name,Phone\nB-1,One,\n');
    await load(['--file', blank, ...upsert]);
    expect(await phone()).toBe('123');
    const error = await bench.file('c3.csv', 'Account_No__c,Name,Phone\nB-1,One,null\n');
    expect((await load(['--file', error, ...upsert])).line).toMatchObject({
      held: 1,
      exit: 1,
      attempts: 0,
      jobs: [],
    });
    await load(['--file', error, ...upsert, '--error-cells', 'blank']);
    expect(await phone()).toBe('123');
    await load(['--file', error, ...upsert, '--error-cells', 'text']);
    expect(await phone()).toBe('null');
    await load(['--file', error, ...upsert, '--error-cells', 'clear']);
    expect(await phone()).toBe(null);
    await load(['--file', file, ...upsert]);
    await load(['--file', blank, ...upsert, '--blank', 'clear']);
    expect(await phone()).toBe(null);
  });

  it('holds damaged rows with line and column, and sends the rest', async () => {
    const text =
      'Name;Phone\nGood;1\nShort\nLong;2;3\nNul;\0\nBad;\xfe\n"Two\nlines";4\n"In"side;5\nTotal;9\n';
    const file = await bench.file('dam.csv', Buffer.from(text, 'latin1'));
    const words = ['--file', file, '--object', 'Account', '--operation', 'insert', '--encoding', 'utf-8'];
    const { line, folder, code } = await load([...words, '--delimiter', 'semicolon']);
    expect(code).toBe(1);
    expect(line).toMatchObject({ rows: 8, created: 2, held: 6, balanced: true });
    const ledger = await bench.read(`${folder}/ledger.csv`);
    expect(ledger).toContain('"Short","","2","held","","","row-cell-count","Line 3, column 2: ');
    expect(ledger).toContain('"Long","2","3","held","","","row-cell-count","Line 4, column 3: ');
    expect(ledger).toContain('"4","held","","","row-nul","Line 5, column 2 (Phone): ');
    expect(ledger).toContain('"5","held","","","row-bad-bytes","Line 6, column 2 (Phone): ');
    expect(ledger).toContain('"7","held","","","row-text-after-quote","Line 9, column 1 (Name): ');
    expect(ledger).toContain('"8","held","","","total-line","Line 10, column 1 (Name): “Total” ');
    const strict = await load([...words, '--strict']);
    expect(strict).toMatchObject({ code: 2, out: '' });
    expect(strict.err).toContain('Line 3, column 2');
    expect(await bench.records('Account')).toHaveLength(2);
  });

  it('does with damaged rows of a strict file what a recipe says', async () => {
    const file = await bench.file('dam2.csv', 'Name,Phone\nGood,1\nShort\nFine,2\n');
    const options = { damaged: { 'cell-count': 'leave-out' }, api: 'collections' };
    const mapping = { Name: 'Name', Phone: 'Phone' };
    const target = { object: 'Account', operation: 'insert', orgType: 'sandbox' };
    await bench.file('dam2.json', JSON.stringify({ recipe: 1, ...target, mapping, options }));
    const { line } = await load(['--file', file, '--operation', 'insert', '--recipe', 'dam2.json']);
    expect(line).toMatchObject({ rows: 3, created: 2, excluded: 1, held: 0, balanced: true });
  });

  it('carries a failed job down to its rows', async () => {
    await bench.control({
      settings: { jobFault: { afterRows: 0, message: 'InvalidBatch : Records not processed' } },
    });
    const file = await bench.file('j.csv', contacts(10));
    const { line, code, folder } = await load([
      '--file',
      file,
      '--object',
      'Contact',
      '--operation',
      'insert',
    ]);
    expect(code).toBe(1);
    expect(line).toMatchObject({ notProcessed: 10, created: 0, balanced: true, exit: 1 });
    expect((await bench.read(`${folder}/not-processed.csv`)).split('\n')).toHaveLength(12);
    const { out } = await bench.run(['show', String(line?.loadId)]);
    expect(out).toMatch(/^insert Contact from j\.csv to .+, 1 attempt\.$/m);
    expect(out).toMatch(/^Sent by ada\.admin@practice\.bulkhead\.example\.$/m);
    expect(out).toMatch(/^10 not processed: .+\n  .+\n  For example rows 1, 2, 3, 4, 5\.$/m);
    expect(out).toContain(`resubmit ${line?.loadId}`);
  });
});

describe('the rows and their folder', () => {
  it('takes an empty folder, and none with anything in it', async () => {
    const file = await bench.file('o.csv', contacts(3));
    const words = [
      'load',
      ...bench.toOrg,
      '--file',
      file,
      '--object',
      'Contact',
      '--operation',
      'insert',
      '--json',
    ];
    expect((await bench.run([...words, '--out', 'mine'])).code).toBe(0);
    const again = await bench.run([...words, '--out', 'mine']);
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toMatch(/“.*mine” holds “failed.csv”/);
    expect(await bench.records('Contact')).toHaveLength(3);
  });

  it('lists its jobs, its loads and the orgs', async () => {
    const file = await bench.file('l.csv', contacts(3));
    const { line } = await load(['--file', file, '--object', 'Contact', '--operation', 'insert']);
    const shown = await bench.run(['show', String(line?.loadId), '--json']);
    expect(lastLine(shown)).toEqual({ ...line, seconds: expect.any(Number) });
    const jobs = JSON.parse((await bench.run(['jobs', '--json'])).out) as {
      jobs: { id: string; loadId: string }[];
    };
    expect(jobs.jobs[0]).toMatchObject({
      id: line?.jobs[0]?.id,
      loadId: line?.loadId,
      rows: 3,
      object: 'Contact',
    });
    const [heading, newest] = (await bench.run(['jobs'])).out.split('\n');
    expect(heading).toMatch(/^JOB .* LOAD$/);
    expect(newest).toMatch(new RegExp(`^${line?.jobs[0]?.id} .* ${line?.loadId}$`));
    expect(JSON.parse((await bench.run(['orgs', '--json'])).out)).toEqual({ orgs: [] });
    const unknown = await bench.run(['show', 'nothing']);
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no load of that id') });
  });
});
