import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './bench';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
  const file = await bench.file('a.csv', 'Account_No__c,Name,Phone\nE-1,=1+1,\nE-2,"Two, and",2\n');
  const words = [
    '--object',
    'Account',
    '--operation',
    'upsert',
    '--external-id',
    'Account_No__c',
    '--out',
    'loaded',
  ];
  const { code } = await bench.run(['load', ...bench.toOrg, '--file', file, ...words]);
  if (code !== 0) throw new Error(`the rows to be exported could not be loaded: ${code}`);
});
afterAll(async () => bench.end());

describe('export', () => {
  it('writes what a query finds, as it is', async () => {
    const soql = 'SELECT Account_No__c, Name, Phone FROM Account ORDER BY Account_No__c';
    const finished = await bench.run([
      'export',
      ...bench.toOrg,
      '--soql',
      soql,
      '--out',
      'found.csv',
      '--json',
    ]);
    expect(finished.code).toBe(0);
    expect(JSON.parse(finished.out)).toMatchObject({
      rows: 2,
      format: 'csv',
      exit: 0,
      file: bench.path('found.csv'),
    });
    const text = await bench.read('found.csv');
    expect(text.split('\n').sort()).toEqual([
      '',
      'Account_No__c,Name,Phone',
      'E-1,=1+1,',
      'E-2,"Two, and",2',
    ]);
  });

  it('writes fields of an object into a workbook', async () => {
    const words = ['--object', 'Account', '--fields', 'Name, Phone', '--all', '--out', 'book.xlsx'];
    const finished = await bench.run(['export', ...bench.toOrg, ...words]);
    expect(finished).toMatchObject({ code: 0, err: '' });
    expect(finished.out).toContain('2 records');
    expect((await readFile(bench.path('book.xlsx'))).subarray(0, 2).toString()).toBe('PK');
  });

  it('replaces a file only where that is said, and asks the org for nothing before', async () => {
    await bench.file('kept.csv', 'mine');
    const words = ['export', ...bench.toOrg, '--object', 'Account', '--fields', 'Name', '--out', 'kept.csv'];
    await bench.control({ clearLog: true });
    const refused = await bench.run(words);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/kept\.csv” is there already\. Say --yes/);
    expect(await bench.read('kept.csv')).toBe('mine');
    expect((await bench.describe()).log.filter(({ path }) => path.startsWith('/services'))).toEqual([]);
    expect((await bench.run([...words, '--yes'])).code).toBe(0);
    expect(await bench.read('kept.csv')).toContain('Two, and');
  });

  it.each([
    ['nothing to ask', ['--out', 'x.csv'], /--soql/],
    [
      'two things to ask',
      ['--soql', 'SELECT Id FROM Account', '--object', 'Account', '--out', 'x.csv'],
      /either/,
    ],
    ['an ending nobody knows', ['--soql', 'SELECT Id FROM Account', '--out', 'x.txt'], /\.txt/],
    ['a query that is none', ['--soql', 'DELETE FROM Account', '--out', 'x.csv'], /begins with SELECT/],
    [
      'an object nobody knows',
      ['--object', 'Nope', '--fields', 'Id', '--out', 'x.csv'],
      /does not know the object/,
    ],
    ['a query the org refuses', ['--soql', 'SELECT Nothing__c FROM Account', '--out', 'x.csv'], /Nothing__c/],
  ])('refuses %s', async (_name, words, sentence) => {
    const finished = await bench.run(['export', ...bench.toOrg, ...words, '--json']);
    expect(finished).toMatchObject({ code: 2, out: '' });
    expect(finished.err).toMatch(sentence);
  });
});
