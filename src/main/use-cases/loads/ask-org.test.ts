import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { field } from '../../../core/mapping/test-contact';
import type { FieldType, Operation } from '../../../shared/domain/sobject';
import { toEmptyDoc } from '../../store/empty-doc';
import { rowFileOf } from '../../store/load-store';
import { writeRowFile } from '../../store/row-file';
import { askOrg } from './ask-org';
import type { OpenLoads } from './open-loads';
import { openTestLoads, testOrg, toTestOrgs } from './test-loads';

let loads: OpenLoads;
let end: () => Promise<void>;
beforeAll(async () => ({ loads, end } = await openTestLoads()));
afterAll(async () => end());

/** A load of one column whose rows have no verdict. */
const prepare = async (name: string, type: FieldType, operation: Operation, cells: string[]) => {
  const id = `${name}-${operation}`;
  const named = { object: 'Contact', objectLabel: 'Contact', objectLabelPlural: 'Contacts' };
  const target =
    operation === 'upsert'
      ? { ...named, operation, externalId: name, externalIdLabel: name }
      : { ...named, operation };
  const empty = toEmptyDoc(testOrg, id, 'contacts.csv');
  const store = await loads.create({
    ...empty,
    sheet: { ...empty.sheet, rows: cells.length },
    reading: 1,
    target,
    mapping: [{ column: 0, header: name, field: name, confidence: 'exact', format: {} }],
    options: { ...empty.options, values: 'as-is' },
    checked: true,
  });
  const rows = await writeRowFile(rowFileOf(store.folder, 1));
  cells.forEach((cell, at) => rows.add({ row: at + 1, line: at + 2, cells: [cell], damage: null }));
  await rows.finish();
  await loads.saveObject(id, {
    name: 'Contact',
    label: 'Contact',
    labelPlural: 'Contacts',
    operations: ['update', 'upsert'],
    fields: [field(name, name, { type, externalId: true, unique: true, length: 255 })],
    keys: [name],
  });
  await store.change(async (doc, tx) => {
    await tx.run(
      `INSERT INTO st SELECT CAST(range AS INTEGER), 'no_verdict', 'no_verdict', 'g', NULL, NULL, 1, FALSE, NULL
       FROM range(1, ${cells.length + 1})`,
    );
    return doc;
  });
  await loads.announce(id);
  return id;
};

/** An org that holds some records, and takes no URI that is too long for it. */
const openOrg = (records: readonly Record<string, unknown>[]) => {
  const asked: string[] = [];
  const orgs = toTestOrgs(async ({ url }) => {
    const isLong = url.length > 16_384;
    const question = new URL(url).searchParams.get('q');
    // The time is asked for as well.
    if (question !== null) asked.push(question);
    const body = isLong ? '' : JSON.stringify({ done: true, records });
    return { status: isLong ? 414 : 200, headers: {}, body: Readable.from([Buffer.from(body)]) };
  });
  return { orgs, asked };
};

it('asks for numbers as numbers, and knows them again however they come back', async () => {
  const id = await prepare('No__c', 'double', 'upsert', ['7', '8.50']);
  const { orgs, asked } = openOrg([{ Id: '0038c00000AAAAAAAA', No__c: 8.5 }]);
  expect(await askOrg(loads, orgs)(id)).toEqual([
    { row: 1, key: '7', says: 'absent', recordIds: [] },
    { row: 2, key: '8.50', says: 'open', recordIds: ['0038c00000AAAAAAAA'] },
  ]);
  expect(asked).toEqual([expect.stringContaining('WHERE No__c IN (7, 8.5)')]);
});

it('knows records by Ids of either length, and no two apart by more than their Ids', async () => {
  const id = await prepare('Id', 'id', 'update', ['0038c00002Fabcd', '0038c00002FabcD']);
  const { orgs } = openOrg([{ Id: '0038c00002FabcdAAA' }]);
  const found = await askOrg(loads, orgs)(id);
  expect(found.map(({ recordIds }) => recordIds)).toEqual([['0038c00002FabcdAAA'], []]);
});

it('asks for many long keys in as many questions as a URI has room for', async () => {
  const keys = Array.from({ length: 200 }, (_, at) => `${'ü'.repeat(100)}${at}`);
  const id = await prepare('Key__c', 'string', 'upsert', keys);
  const { orgs, asked } = openOrg([{ Id: '0038c00000AAAAAAAA', Key__c: keys[199]?.toUpperCase() }]);
  const found = await askOrg(loads, orgs)(id);
  expect(found.filter(({ recordIds }) => recordIds.length > 0).map(({ row }) => row)).toEqual([200]);
  expect(asked.length).toBeGreaterThan(1);
});
