import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseRowError } from '../../../src/core/problems/parse';
import { toCollectionRecord, type CollectionColumn } from '../../../src/core/load/to-collection-record';
import type { CollectionOptions, Collections } from '../../../src/main/load/collections-ports';
import { openCollections } from '../../../src/main/salesforce/collections';
import type { Transport, TransportRequest } from '../../../src/main/salesforce/transport';
import { query } from '../practice-org/client';
import { failureOf, openWire, type Wire } from './practice-session';

const signal = new AbortController().signal;
const options: CollectionOptions = {
  object: 'Contact',
  allOrNone: false,
  autoAssign: false,
  duplicateSave: false,
};
const columns: CollectionColumn[] = [
  { header: 'Contact_No__c', type: 'string' },
  { header: 'LastName', type: 'string' },
  { header: 'Annual_Budget__c', type: 'currency' },
  { header: 'Newsletter__c', type: 'boolean' },
  { header: 'Account.Account_No__c', type: 'string', lookup: 'AccountId' },
];

let wire: Wire;
let collections: Collections;
let sent: TransportRequest[] = [];

beforeAll(async () => {
  wire = await openWire();
  const { transport } = wire.session;
  const recording: Transport = async (request) => {
    sent.push(request);
    return transport(request);
  };
  collections = openCollections({ ...wire.session, transport: recording });
});
afterAll(async () => wire.org.close());
beforeEach(async () => {
  await wire.control({ settings: null, faults: [], clearLog: true });
  sent = [];
});

const record = (...values: string[]) => toCollectionRecord('Contact', columns, values);
const insert = async (...records: ReturnType<typeof record>[]) =>
  collections.send({ ...options, operation: 'insert', records }, signal);
const contacts = async (where: string) =>
  query(
    wire.org,
    `SELECT Id, Contact_No__c, LastName, Annual_Budget__c, Newsletter__c, AccountId FROM Contact WHERE ${where}`,
  );

describe('composite collections', () => {
  it('insert, and answer by position', async () => {
    const [account] = await query(
      wire.org,
      'SELECT Id, Account_No__c FROM Account WHERE Account_No__c != null LIMIT 1',
    );
    const results = await insert(
      record('W-1', 'One', '1234.50', 'true', String(account?.['Account_No__c'])),
      record('W-2', '', '', '', ''),
      record('W-3', 'Three', '#N/A', '0', 'no such account'),
      record('W-4', 'Four', '', '', ''),
    );
    expect(results).toEqual([
      {
        id: expect.stringMatching(/^003\w{15}$/),
        success: true,
        created: true,
        code: null,
        text: null,
        fields: [],
      },
      {
        id: null,
        success: false,
        created: null,
        code: 'REQUIRED_FIELD_MISSING',
        text: 'REQUIRED_FIELD_MISSING:Required fields are missing: [LastName]:LastName --',
        fields: ['LastName'],
      },
      {
        id: null,
        success: false,
        created: null,
        code: 'INVALID_FIELD',
        text: 'INVALID_FIELD:Foreign key external ID: no such account not found for field Account_No__c in entity Account:--',
        fields: [],
      },
      expect.objectContaining({ success: true, created: true }),
    ]);
    expect(await contacts("Contact_No__c = 'W-1'")).toMatchObject([
      {
        Id: results[0]?.id,
        LastName: 'One',
        Annual_Budget__c: 1234.5,
        Newsletter__c: true,
        AccountId: account?.['Id'],
      },
    ]);
    const problems = results.map(({ text }) =>
      text === null ? null : parseRowError(text, { object: null }).cause,
    );
    expect(problems).toEqual([null, 'required-blank', 'parent-not-found', null]);
  });

  it('upsert says which records are new', async () => {
    await insert(record('U-1', 'Old', '5', '', ''));
    const results = await collections.send(
      {
        ...options,
        operation: 'upsert',
        externalId: 'Contact_No__c',
        records: [record('U-1', 'Newer', '#N/A', '', ''), record('U-2', 'New', '', '', '')],
      },
      signal,
    );
    expect(results.map(({ created }) => created)).toEqual([false, true]);
    expect(await contacts("Contact_No__c = 'U-1'")).toMatchObject([
      { LastName: 'Newer', Annual_Budget__c: null },
    ]);
  });

  it('update and delete by Id', async () => {
    const [made] = await insert(record('D-1', 'Before', '', '', ''));
    const id = made?.id ?? '';
    const byId: CollectionColumn[] = [
      { header: 'Id', type: 'id' },
      { header: 'LastName', type: 'string' },
    ];
    const missing = '003000000000001AAA';
    const records = [
      toCollectionRecord('Contact', byId, [missing, 'Nobody']),
      toCollectionRecord('Contact', byId, [id, 'After']),
    ];
    expect(await collections.send({ ...options, operation: 'update', records }, signal)).toMatchObject([
      { success: false, created: null },
      { id, success: true, created: false },
    ]);
    expect(await contacts(`Id = '${id}'`)).toMatchObject([{ LastName: 'After' }]);
    expect(
      await collections.send({ ...options, operation: 'delete', ids: [id, missing, id] }, signal),
    ).toMatchObject([
      { id, success: true, created: false },
      { success: false },
      { success: false, code: 'ENTITY_IS_DELETED' },
    ]);
    expect(await contacts(`Id = '${id}'`)).toEqual([]);
  });

  it('save all or none where that is asked', async () => {
    const results = await collections.send(
      {
        ...options,
        allOrNone: true,
        operation: 'insert',
        records: [record('N-1', 'Good', '', '', ''), record('N-2', '', '', '', '')],
      },
      signal,
    );
    expect(results.map(({ code }) => code)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'REQUIRED_FIELD_MISSING',
    ]);
    expect(parseRowError(results[0]?.text ?? '', { object: null }).cause).toBe('rolled-back');
    expect(await contacts("Contact_No__c = 'N-1'")).toEqual([]);
  });

  it.each([
    [true, 'TRUE'],
    [false, 'FALSE'],
    ['01Q000000000001AAA', '01Q000000000001AAA'],
  ])('say about assignment rules: %s', async (autoAssign, header) => {
    const records = [record('', 'Assigned', '', '', '')];
    await collections.send({ ...options, autoAssign, operation: 'insert', records }, signal);
    expect(sent.at(-1)?.headers).toMatchObject({ 'Sforce-Auto-Assign': header });
    expect(sent.at(-1)?.headers).not.toHaveProperty('Sforce-Duplicate-Rule-Header');
  });

  it('save in spite of an alert where that is asked', async () => {
    const email: CollectionColumn[] = [
      { header: 'LastName', type: 'string' },
      { header: 'Email', type: 'email' },
    ];
    const [there] = await query(wire.org, 'SELECT LastName, Email FROM Contact WHERE Email != null LIMIT 1');
    const records = [toCollectionRecord('Contact', email, ['Twin', String(there?.['Email'])])];
    const send = async (duplicateSave: boolean) =>
      collections.send({ ...options, duplicateSave, operation: 'insert', records }, signal);
    expect(await send(false)).toMatchObject([{ success: false, code: 'DUPLICATES_DETECTED' }]);
    expect(await send(true)).toMatchObject([{ success: true, created: true }]);
  });

  it('take 1 to 200 records and whole Ids only', async () => {
    const many = Array.from({ length: 201 }, () => record('', 'X', '', '', ''));
    await expect(insert(...many)).rejects.toThrow('1 to 200');
    await expect(insert()).rejects.toThrow('1 to 200');
    await expect(
      collections.send({ ...options, operation: 'delete', ids: ['003000000000001AAA,'] }, signal),
    ).rejects.toThrow('no Id');
    expect(sent).toEqual([]);
    const full = await insert(...many.slice(1));
    expect(full).toHaveLength(200);
  });

  it('refuse the whole call for what is no record', async () => {
    const records = [{ LastName: 'No type' }];
    expect(
      await failureOf(collections.send({ ...options, operation: 'insert', records }, signal)),
    ).toMatchObject({
      kind: 'refused',
      error: { detail: expect.stringMatching(/^INVALID_INPUT: /) },
    });
  });
});
