import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRecords } from '../../../src/main/salesforce/count-records';
import { describeQueryable } from '../../../src/main/salesforce/describe-queryable';
import { openQueryJobs } from '../../../src/main/salesforce/query-jobs';
import {
  countExport,
  exportRows,
  type ExportPorts,
  type ExportProgress,
} from '../../../src/main/use-cases/exports';
import type { ExportRequest } from '../../../src/shared/domain/export';
import { getJson } from '../practice-org/client';
import { openWire, type Wire } from '../salesforce/practice-session';
import { readWorkbook } from './read-workbook';

let wire: Wire;
let ports: ExportPorts;
let folder: string;
const signal = new AbortController().signal;

beforeAll(async () => {
  wire = await openWire();
  const { session } = wire;
  ports = {
    jobs: openQueryJobs(session, 100),
    org: {
      describe: async (object) => describeQueryable(session, object),
      count: async (soql, all, stop) => countRecords(session, soql, all, stop),
    },
    sleep: async () => new Promise((resolve) => setTimeout(resolve, 5)),
    now: Date.now,
    patience: 60_000,
  };
});
afterAll(async () => wire.org.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-export-'));
  await wire.control({ settings: null, faults: [], clearLog: true });
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const fieldsOf = (object: string, ...fields: string[]): ExportRequest['query'] => ({
  kind: 'fields',
  object,
  fields,
  filters: [],
});

const request = (change: Partial<ExportRequest>): Omit<ExportRequest, 'orgId'> => ({
  query: fieldsOf('Contact', 'Id', 'LastName', 'Annual_Budget__c', 'Account.Name'),
  all: false,
  format: 'csv',
  forSpreadsheet: false,
  path: join(folder, 'contacts.csv'),
  ...change,
});

const run = async (
  change: Partial<ExportRequest> = {},
  stop = signal,
  onProgress?: (at: ExportProgress) => void,
) => exportRows(request(change), ports, stop, onProgress);

/** How many contacts the org says it has. */
const countContacts = async (): Promise<number> => {
  const counted = (await getJson(
    wire.org,
    `/services/data/v67.0/query?q=${encodeURIComponent('SELECT COUNT() FROM Contact')}`,
  )) as { totalSize: number };
  return counted.totalSize;
};

const jobsLeft = (): number => wire.org.org.queryJobs.size;
const insert = async (record: object): Promise<string> => {
  const answer = await fetch(`${wire.org.instanceUrl}/services/data/v67.0/sobjects/Contact`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${wire.session.access().accessToken}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(record),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  return ((await answer.json()) as { id: string }).id;
};

describe('exportRows', () => {
  it('writes what the org holds, plainly, and leaves nothing but the file', async () => {
    const id = await insert({ LastName: 'Plain "quoted", ü', Annual_Budget__c: 12_345_678.5 });
    const seen: ExportProgress[] = [];
    const { rows, bytes } = await run({}, signal, (progress) => seen.push(progress));
    const text = await readFile(join(folder, 'contacts.csv'), 'utf8');
    expect(rows).toBe(await countContacts());
    expect(bytes).toBe(Buffer.byteLength(text));
    const lines = text.split('\n');
    expect(lines[0]).toBe('Id,LastName,Annual_Budget__c,Account.Name');
    expect(lines).toHaveLength(rows + 2);
    expect(lines).toContain(`${id},"Plain ""quoted"", ü",12345678.5,`);
    expect(text).not.toContain('\r');
    expect(await readdir(folder)).toEqual(['contacts.csv']);
    expect(seen[0]).toEqual({ phase: 'asking', rows: 0, of: null });
    expect(seen.at(-1)).toEqual({ phase: 'writing', rows, of: rows });
    expect(jobsLeft()).toBe(0);
  });

  it('guards what a spreadsheet would run, where it is for one', async () => {
    const id = await insert({ LastName: '=HYPERLINK("x")', Phone: '+49 30 1', Annual_Budget__c: -5 });
    const filters = [{ field: 'Id', operator: 'equals' as const, values: [id] }];
    const only = {
      kind: 'fields' as const,
      object: 'Contact',
      fields: ['LastName', 'Phone', 'Annual_Budget__c'],
      filters,
    };
    await run({ query: only, forSpreadsheet: true });
    const guarded = `\ufeffLastName,Phone,Annual_Budget__c\n"'=HYPERLINK(""x"")",'+49 30 1,-5\n`;
    expect(await readFile(join(folder, 'contacts.csv'), 'utf8')).toBe(guarded);
    await run({ query: only });
    const plain = 'LastName,Phone,Annual_Budget__c\n"=HYPERLINK(""x"")",+49 30 1,-5\n';
    expect(await readFile(join(folder, 'contacts.csv'), 'utf8')).toBe(plain);
  });

  it('writes a workbook whose cells are what they are', async () => {
    const id = await insert({
      LastName: '=1+1',
      Contact_No__c: '00123',
      Annual_Budget__c: 1234.5,
      Newsletter__c: true,
      Contract_Start__c: '2026-11-02',
      Description: `_x0041_ ${'x'.repeat(31_000)}`,
    });
    const columns = [
      'Id',
      'LastName',
      'Contact_No__c',
      'Annual_Budget__c',
      'Newsletter__c',
      'Contract_Start__c',
      'Description',
      'CreatedDate',
    ];
    const soql = `SELECT ${columns.join(', ')} FROM Contact WHERE Id = '${id}'`;
    const path = join(folder, 'one.xlsx');
    expect(await run({ query: { kind: 'soql', soql }, format: 'xlsx', path })).toMatchObject({
      rows: 1,
      cutCells: 0,
    });
    const { sheets, formats } = readWorkbook(await readFile(path));
    expect(sheets).toHaveLength(1);
    const [header = [], row = []] = sheets[0] ?? [];
    expect(header.map(({ text }) => text)).toEqual(columns);
    expect(row.map(({ type, text }) => [type, text.slice(0, 18)])).toEqual([
      ['inlineStr', id],
      ['inlineStr', '=1+1'],
      ['inlineStr', '00123'],
      [null, '1234.5'],
      ['b', '1'],
      // 2 November 2026, counted in days as Excel does.
      [null, '46328'],
      ['inlineStr', '_x005F_x0041_ xxxx'],
      ['inlineStr', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:/)],
    ]);
    expect(formats).toContain('yyyy-mm-dd');
    expect(row[5]?.style).toBeGreaterThan(0);
  });

  it('takes deleted records where they are asked for', async () => {
    const id = await insert({ LastName: 'Soon gone' });
    await fetch(`${wire.org.instanceUrl}/services/data/v67.0/sobjects/Contact/${id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${wire.session.access().accessToken}` },
    });
    const soql = `SELECT Id, IsDeleted FROM Contact WHERE Id = '${id}'`;
    const one = { query: { kind: 'soql' as const, soql } };
    expect(await run(one)).toMatchObject({ rows: 0 });
    expect(await readFile(join(folder, 'contacts.csv'), 'utf8')).toBe('Id,IsDeleted\n');
    expect(await run({ ...one, all: true })).toMatchObject({ rows: 1 });
    expect(await readFile(join(folder, 'contacts.csv'), 'utf8')).toBe(`Id,IsDeleted\n${id},true\n`);
  });

  it('counts before anything is exported', async () => {
    const filters = [{ field: 'LastName', operator: 'starts-with' as const, values: ['S'] }];
    const count = async (asked: ExportRequest['query']) => countExport(asked, false, ports.org, signal);
    const all = await count(fieldsOf('Contact', 'Id'));
    const some = await count({ kind: 'fields', object: 'Contact', fields: ['Id'], filters });
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(
      await count({
        kind: 'soql',
        soql: "SELECT Id FROM Contact WHERE LastName LIKE 'S%' ORDER BY LastName",
      }),
    ).toBe(some);
    expect((await run({ query: { kind: 'fields', object: 'Contact', fields: ['Id'], filters } })).rows).toBe(
      some,
    );
  });
});

describe('an export that can’t be', () => {
  it.each([
    [fieldsOf('Contact'), 'export.no-field', {}],
    [
      {
        kind: 'fields' as const,
        object: 'Contact',
        fields: ['Id'],
        filters: [{ field: 'LastName', operator: 'contains' as const, values: [''] }],
      },
      'export.bad-filter',
      { field: 'Last Name', reason: 'value-missing' },
    ],
    [
      { kind: 'soql' as const, soql: 'SELECT COUNT() FROM Contact' },
      'export.bad-soql',
      { reason: 'aggregate' },
    ],
    [{ kind: 'soql' as const, soql: 'SELECT Nope__c FROM Contact' }, 'export.query-refused', {}],
    [{ kind: 'soql' as const, soql: 'SELECT Id FROM Nope__c' }, 'export.query-refused', {}],
  ])('%j is %s', async (asked, code, params) => {
    await expect(run({ query: asked })).rejects.toMatchObject({ code, params });
    expect(await readdir(folder)).toEqual([]);
    expect(jobsLeft()).toBe(0);
  });

  it('writes nothing where the folder is gone, and leaves no job', async () => {
    const path = join(folder, 'not', 'there.csv');
    await expect(run({ path })).rejects.toMatchObject({ code: 'export.unwritable', params: { path } });
    expect(jobsLeft()).toBe(0);
  });

  it('leaves the file that was there as it was', async () => {
    const path = join(folder, 'contacts.csv');
    await writeFile(path, 'mine');
    await wire.control({ faults: [{ pathPattern: 'results', action: 'truncate', clean: true, times: 100 }] });
    await expect(run({ path })).rejects.toMatchObject({ code: 'export.short' });
    expect(await readFile(path, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(['contacts.csv']);
    await wire.control({ faults: [] });
    await run({ path });
    expect((await readFile(path, 'utf8')).startsWith('Id,LastName')).toBe(true);
  });

  it('pauses for nobody: a limit of the day ends it with a sentence', async () => {
    await wire.control({ preset: 'quota' });
    await expect(run({ query: { kind: 'soql', soql: 'SELECT Id FROM Contact' } })).rejects.toMatchObject({
      failure: { kind: 'held-up', error: { code: 'org.limit' } },
    });
    await wire.control({ preset: 'clear' });
  });
});

describe('an export on a bad day', () => {
  it('goes on through dropped calls', async () => {
    await wire.control({ settings: { flaky: 0.3 } });
    const { rows } = await run();
    await wire.control({ settings: null });
    expect(rows).toBe(await countContacts());
  });

  it('goes on over an expired sign-in', async () => {
    await wire.control({ settings: { queueMs: 200 } });
    const exporting = run();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await wire.control({ expireSessions: true });
    expect((await exporting).rows).toBeGreaterThan(200);
  });

  it.each([
    ['Salesforce looks', { stuck: true }, 'waiting' as const],
    ['rows arrive', {}, 'writing' as const],
  ])(
    'is stopped while %s: the job is gone from the org, and there is no file',
    async (_name, settings, phase) => {
      await wire.control({ settings });
      const stop = new AbortController();
      const exporting = run({}, stop.signal, (progress) => {
        if (progress.phase === phase) setTimeout(() => stop.abort(), phase === 'waiting' ? 50 : 0);
      });
      await expect(exporting).rejects.toThrow('aborted');
      expect(await readdir(folder)).toEqual([]);
      expect(jobsLeft()).toBe(0);
      const calls = await wire.calls('PATCH', /jobs\/query/);
      expect(calls).toHaveLength(phase === 'waiting' ? 1 : 0);
    },
  );
});
