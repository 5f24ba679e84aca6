import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => world.end());

/** 60 contacts: new and known ones, shuffled; some can't go, some will be refused. */
const contacts = (): string => {
  const lines = [
    'Contact No;First name;Last Name;Email;Annual Budget;Contract Start;Account No;Site Role;Mobile',
  ];
  for (let index = 1; index <= 60; index += 1) {
    const known = index <= 20;
    const key = known ? `C-${String(index).padStart(6, '0')}` : `T-${String(index).padStart(6, '0')}`;
    const last = index === 30 ? '' : `Müller "${index}"`;
    const email = index === 31 ? 'nobody at example' : `person.${index}@test.example`;
    const budget = index === 32 ? 'n/a?' : '912.260.031,00';
    const account = index === 33 ? 'A-99999' : 'A-10001';
    const role = index === 34 ? 'On-site' : 'Office';
    lines.push(
      `${key};"Ada\r\nMaria";"${last.replaceAll('"', '""')}";${email};${budget};27.03.2025;${account};${role};`,
    );
  }
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};

const setUp = async (text: string, operation: 'upsert' | 'insert' = 'upsert'): Promise<LoadView> => {
  const path = await world.file('contacts.csv', text);
  const created = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({
    loadId: created.id,
    object: 'Contact',
    operation,
    ...(operation === 'upsert' ? { externalId: 'Contact_No__c' } : {}),
  });
  return world.call['loads.get']({ loadId: created.id });
};

const byRow = async (
  loadId: string,
  states: NonNullable<Parameters<World['call']['rows.page']>[0]['filter']['states']>,
) => (await world.call['rows.page']({ loadId, filter: { states }, offset: 0, limit: 1000 })).rows;

describe('the main line', () => {
  it('takes a file from freeze to balance, and mends and resends only what failed', async () => {
    const text = contacts();
    const draft = await setUp(text);
    expect(draft.sheet).toMatchObject({ rows: 60, dialect: { encoding: 'utf-8', delimiter: 'semicolon' } });
    expect(draft.sheet.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(draft.mappingProblems).toEqual([]);
    expect(draft.mapping.map(({ field }) => field)).toEqual([
      'Contact_No__c',
      'FirstName',
      'LastName',
      'Email',
      'Annual_Budget__c',
      'Contract_Start__c',
      'Account.Account_No__c',
      'Site_Role__c',
      'MobilePhone',
    ]);

    const review = await world.call['loads.review']({ loadId: draft.id });
    expect(review).toMatchObject({ rows: 60, ready: 58, held: 2 });
    expect(await world.records('Contact')).toHaveLength(5000);

    await expect(world.call['loads.send']({ loadId: draft.id, rows: 57 })).rejects.toMatchObject({
      code: 'load.not-ready',
    });
    await world.call['loads.send']({ loadId: draft.id, rows: 58 });
    const first = await world.settled(draft.id);
    expect(first.phase).toBe('finished');
    expect(first.balance).toMatchObject({
      rows: 60,
      balanced: true,
      counts: { updated: 20, created: 35, failed: 3, held: 2, no_verdict: 0 },
    });
    expect(first.strayResults).toBe(0);

    const failed = await byRow(draft.id, ['failed']);
    expect(failed.map(({ row }) => row).sort((a, b) => a - b)).toEqual([31, 33, 34]);
    for (const row of failed) expect(row.problem?.cause).not.toBe('unknown');

    // A settled row can't be changed or sent, by any call.
    const edit = { row: 1, column: 2, value: 'Other' };
    for (const attempt of [
      async () => world.call['rows.edit']({ loadId: draft.id, edits: [edit] }),
      async () => world.call['rows.sendAgain']({ loadId: draft.id, rows: [1] }),
      async () => world.call['rows.leaveOut']({ loadId: draft.id, rows: [1], reason: 'no' }),
      async () => world.call['rows.settle']({ loadId: draft.id, rows: [1], as: 'failed' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'load.row-settled' });
    }

    const mended = await world.call['rows.edit']({
      loadId: draft.id,
      edits: [
        { row: 30, column: 2, value: 'Thirty' },
        { row: 31, column: 3, value: 'nobody@test.example' },
        { row: 32, column: 4, value: '1.234,50' },
        { row: 33, column: 6, value: 'A-10002' },
      ],
    });
    expect(mended.balance.counts).toMatchObject({ ready: 4, failed: 1, held: 0 });
    await world.call['loads.send']({ loadId: draft.id, rows: 4 });
    const second = await world.settled(draft.id);
    expect(second.balance).toMatchObject({ balanced: true, counts: { updated: 20, created: 39, failed: 1 } });

    // The org is the judge.
    const records = await world.records('Contact');
    expect(records).toHaveLength(5039);
    const keys = records.map((record) => record['Contact_No__c']);
    expect(new Set(keys).size).toBe(keys.length);
    const sample = records.find((record) => record['Contact_No__c'] === 'T-000040');
    expect(sample).toMatchObject({
      LastName: 'Müller "40"',
      FirstName: 'Ada\nMaria',
      Annual_Budget__c: 912260031,
      Contract_Start__c: '2025-03-27',
    });
    const rows = await byRow(draft.id, ['created', 'updated']);
    for (const row of rows) {
      const record = records.find(({ Id }) => Id === row.recordId);
      expect(record?.['Contact_No__c']).toBe(row.cells[0]);
    }
    const history = await world.call['rows.history']({ loadId: draft.id, row: 33 });
    expect(history.map(({ state }) => state)).toEqual(['failed', 'created']);
    expect(history[1]?.sent.find(({ field }) => field === 'Account.Account_No__c')?.value).toBe('A-10002');
  });

  it('tells rows that a failed job did not reach why, though their keys name them', async () => {
    const draft = await setUp(contacts());
    await world.call['loads.setOptions']({ loadId: draft.id, options: { api: '2.0' } });
    await world.call['loads.review']({ loadId: draft.id });
    await world.control({
      settings: { jobFault: { afterRows: 0, message: 'InternalServerError : Out of order', times: 1 } },
    });
    await world.call['loads.send']({ loadId: draft.id, rows: 58 });
    const { balance } = await world.settled(draft.id);
    expect(balance.counts).toMatchObject({ not_processed: 58, no_verdict: 0 });
    const { groups } = await world.call['loads.problems']({ loadId: draft.id });
    const [reason] = groups.filter(({ state }) => state === 'not_processed');
    expect(reason).toMatchObject({
      count: 58,
      problem: { cause: 'job-failed', params: { message: 'Out of order' }, action: 'send-again' },
    });
    await world.control({ settings: null });
  });

  it('undoes and redoes what was done by hand, as one act each', async () => {
    const draft = await setUp(contacts());
    await world.call['loads.review']({ loadId: draft.id });
    const before = (await world.call['loads.get']({ loadId: draft.id })).balance.counts;
    await world.call['rows.edit']({ loadId: draft.id, edits: [{ row: 30, column: 2, value: 'Thirty' }] });
    const after = (await world.call['loads.get']({ loadId: draft.id })).balance.counts;
    expect(after).toMatchObject({ held: before.held - 1, ready: before.ready + 1 });
    expect((await world.call['rows.undo']({ loadId: draft.id })).balance.counts).toEqual(before);
    expect((await byRow(draft.id, ['held'])).find(({ row }) => row === 30)?.cells[2]).toBe('');
    expect((await world.call['rows.redo']({ loadId: draft.id })).balance.counts).toEqual(after);
    expect(await world.call['rows.undoState']({ loadId: draft.id })).toMatchObject({
      undo: { cells: 1 },
      redo: null,
    });
  });

  it('holds rows that repeat a key, and frees the other when one is mended', async () => {
    const text = 'Contact No,Last Name\nX-1,Ada\nX-2,Bob\nx-1,Cy\n';
    const draft = await setUp(text);
    expect(await world.call['loads.review']({ loadId: draft.id })).toMatchObject({ ready: 1, held: 2 });
    const view = await world.call['rows.edit']({
      loadId: draft.id,
      edits: [{ row: 3, column: 0, value: 'X-3' }],
    });
    expect(view.balance.counts).toMatchObject({ ready: 3, held: 0 });
    await world.call['rows.undo']({ loadId: draft.id });
    const left = await world.call['rows.leaveOut']({ loadId: draft.id, rows: [1], reason: 'the older one' });
    expect(left.balance.counts).toMatchObject({ ready: 2, held: 0, excluded: 1 });
    const back = await world.call['rows.undo']({ loadId: draft.id });
    expect(back.balance.counts).toMatchObject({ ready: 1, held: 2, excluded: 0 });
  });

  it('matches results of an insert without any key by content, twins included', async () => {
    const lines = ['First name,Last Name,Annual Budget'];
    for (let index = 0; index < 300; index += 1)
      lines.push(`F${index % 7},L${index % 50},${912260031 + (index % 3)}`);
    const draft = await setUp(`${lines.join('\n')}\n`, 'insert');
    await world.call['loads.review']({ loadId: draft.id });
    await world.call['loads.send']({ loadId: draft.id, rows: 300 });
    const end = await world.settled(draft.id);
    expect(end.balance).toMatchObject({ balanced: true, counts: { created: 300, no_verdict: 0 } });
    const records = new Map((await world.records('Contact')).map((record) => [record['Id'], record]));
    const rows = await byRow(draft.id, ['created']);
    expect(new Set(rows.map(({ recordId }) => recordId)).size).toBe(300);
    for (const { recordId, cells } of rows) {
      const record = records.get(recordId);
      expect([record?.['FirstName'], record?.['LastName'], record?.['Annual_Budget__c']]).toEqual([
        cells[0],
        cells[1],
        Number(cells[2]),
      ]);
    }
  });

  it('keeps its folders private and deletes a load truly', async () => {
    const draft = await setUp(contacts());
    const home = join(world.folder, 'home');
    if (process.platform !== 'win32') expect((await stat(home)).mode & 0o077).toBe(0);
    const folder = join(home, 'loads', draft.id);
    expect((await readFile(join(folder, 'source'))).length).toBe(draft.sheet.bytes);
    await world.call['loads.delete']({ loadId: draft.id });
    await expect(stat(folder)).rejects.toThrow('ENOENT');
    expect(await world.call['loads.list'](undefined)).toEqual([]);
  });

  it('keeps a draft, with everything decided so far, over a restart and without its file', async () => {
    const draft = await setUp(contacts());
    await world.call['loads.setMapping']({ loadId: draft.id, entries: [{ column: 8, field: null }] });
    await world.call['loads.setOptions']({ loadId: draft.id, options: { blank: 'clear' } });
    const before = await world.call['loads.get']({ loadId: draft.id });
    await world.restart();
    const after = await world.call['loads.get']({ loadId: draft.id });
    expect(after).toEqual(before);
    expect(after.mapping[8]).toMatchObject({ field: null, confidence: 'chosen' });
  });
});
