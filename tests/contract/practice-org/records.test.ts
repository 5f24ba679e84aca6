import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, type Answer, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'records', empty: true });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const send = (method: string, path: string, body: unknown): Promise<Answer> =>
  call(practice, method, LATEST + path, { body: JSON.stringify(body) });
const contact = (fields: Body): Body => ({ attributes: { type: 'Contact' }, ...fields });
const list = (answer: Answer): Body[] => answer.json() as Body[];

describe('single records', () => {
  it('are made, read, changed and deleted', async () => {
    const made = await send('POST', '/sobjects/Account', {
      Name: 'Acme',
      Account_No__c: 'A-1',
      AnnualRevenue: 12.5,
    });
    expect(made.status).toBe(201);
    const id = String((made.json() as Body)['id']);
    expect(await getJson(practice, `${LATEST}/sobjects/Account/${id.slice(0, 15)}`)).toMatchObject({
      Id: id,
      Name: 'Acme',
      AnnualRevenue: 13,
      IsDeleted: false,
    });
    expect((await send('PATCH', `/sobjects/Account/${id}`, { Name: 'Acme 2' })).status).toBe(204);
    expect(await getJson(practice, `${LATEST}/sobjects/Account/${id}?fields=Name`)).toMatchObject({
      Name: 'Acme 2',
    });
    expect(await getJson(practice, `${LATEST}/sobjects/Account/Account_No__c/A-1`)).toMatchObject({ Id: id });
    expect((await call(practice, 'DELETE', `${LATEST}/sobjects/Account/${id}`)).status).toBe(204);
    const gone = await send('PATCH', `/sobjects/Account/${id}`, { IsDeleted: false });
    expect([gone.status, gone.json()]).toEqual([
      404,
      [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }],
    ]);
    expect((await call(practice, 'GET', `${LATEST}/sobjects/Account/001000000000000AAA`)).status).toBe(404);
  });

  it('are upserted by key and refused with the fields at fault', async () => {
    const first = await send('PATCH', '/sobjects/Contact/Contact_No__c/C-1', { LastName: 'One' });
    expect([first.status, (first.json() as Body)['created']]).toEqual([201, true]);
    expect((await send('PATCH', '/sobjects/Contact/Contact_No__c/C-1', { LastName: 'Two' })).status).toBe(
      200,
    );
    const refused = await send('POST', '/sobjects/Contact', { FirstName: 'x' });
    expect([refused.status, refused.json()]).toEqual([
      400,
      [
        {
          message: 'Required fields are missing: [LastName]',
          errorCode: 'REQUIRED_FIELD_MISSING',
          fields: ['LastName'],
        },
      ],
    ]);
    expect(
      list(await send('POST', '/sobjects/Contact', { LastName: 'x', Birthdate: 'soon' }))[0],
    ).toMatchObject({ errorCode: 'JSON_PARSER_ERROR' });
    expect(list(await send('POST', '/sobjects/Contact', { LastName: 'x', Nope: 1 }))[0]).toMatchObject({
      errorCode: 'INVALID_FIELD',
    });
  });
});

describe('collections', () => {
  it('answer in the order of the request, good and bad side by side', async () => {
    const answer = await send('POST', '/composite/sobjects', {
      records: [contact({ LastName: 'A' }), contact({}), contact({ LastName: 'C', Email: 'nope' })],
    });
    const outcomes = list(answer);
    expect(outcomes.map((one) => one['success'])).toEqual([true, false, false]);
    expect(outcomes[1]?.['errors']).toEqual([
      {
        statusCode: 'REQUIRED_FIELD_MISSING',
        message: 'Required fields are missing: [LastName]',
        fields: ['LastName'],
      },
    ]);
    const id = outcomes[0]?.['id'];
    expect(
      list(await send('PATCH', '/composite/sobjects', { records: [contact({ Id: id, Title: 'Boss' })] })),
    ).toMatchObject([{ id, success: true }]);
    expect(await query(practice, `SELECT Title FROM Contact WHERE Id = '${String(id)}'`)).toMatchObject([
      { Title: 'Boss' },
    ]);
    const gone = await call(
      practice,
      'DELETE',
      `${LATEST}/composite/sobjects?ids=${String(id)},0038c000zzzzzzz&allOrNone=false`,
    );
    expect(list(gone).map((one) => one['success'])).toEqual([true, false]);
  });

  it('upsert by an external id, with parents by their keys', async () => {
    await send('POST', '/sobjects/Account', { Name: 'Parent', Account_No__c: 'A-77' });
    const records = [
      contact({ Contact_No__c: 'U-1', LastName: 'A', Account: { Account_No__c: 'A-77' } }),
      contact({ Contact_No__c: 'U-2', LastName: 'B', Account: { Account_No__c: 'none' } }),
    ];
    const outcomes = list(await send('PATCH', '/composite/sobjects/Contact/Contact_No__c', { records }));
    expect(outcomes[0]).toMatchObject({ success: true, created: true });
    expect(outcomes[1]?.['errors']).toMatchObject([
      {
        statusCode: 'INVALID_FIELD',
        message: 'Foreign key external ID: none not found for field Account_No__c in entity Account',
      },
    ]);
    expect(
      await query(practice, "SELECT Account.Name FROM Contact WHERE Contact_No__c = 'U-1'"),
    ).toMatchObject([{ Account: { Name: 'Parent' } }]);
  });

  it('line 64: all or none leaves nothing and marks every row failed', async () => {
    const records = [
      contact({ LastName: 'AllA' }),
      { attributes: { type: 'Account' }, Name: 'AllB' },
      contact({}),
    ];
    const outcomes = list(await send('POST', '/composite/sobjects', { allOrNone: true, records }));
    expect(outcomes.map((one) => one['success'])).toEqual([false, false, false]);
    expect(outcomes[0]?.['errors']).toMatchObject([{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }]);
    expect(await query(practice, "SELECT Id FROM Contact WHERE LastName = 'AllA'")).toHaveLength(0);
    expect(await query(practice, "SELECT Id FROM Account WHERE Name = 'AllB'", 'queryAll')).toHaveLength(0);
    const [one, two] = list(
      await send('POST', '/composite/sobjects', {
        records: [contact({ LastName: 'D1' }), contact({ LastName: 'D2' })],
      }),
    ).map((made) => String(made['id']));
    const kept = await call(
      practice,
      'DELETE',
      `${LATEST}/composite/sobjects?ids=${one},${two},0038c000zzzzzzz&allOrNone=true`,
    );
    expect(list(kept).map((made) => made['success'])).toEqual([false, false, false]);
    expect(await query(practice, "SELECT Id FROM Contact WHERE LastName LIKE 'D_'")).toHaveLength(2);
  });

  it('take 200 records and no more', async () => {
    const records = Array.from({ length: 201 }, (_, n) => contact({ LastName: `N${n}` }));
    expect((await send('POST', '/composite/sobjects', { records })).status).toBe(400);
    expect(list(await send('POST', '/composite/sobjects', { records: records.slice(1) }))).toHaveLength(200);
  });

  it('line 73: retrieve keeps count and order, with null for what is not there', async () => {
    const [made] = list(
      await send('POST', '/composite/sobjects', { records: [contact({ LastName: 'Seen' })] }),
    );
    const id = String(made?.['id']);
    const answer = await send('POST', '/composite/sobjects/Contact', {
      ids: ['0038c000zzzzzzz', id, 'junk', id],
      fields: ['Id', 'LastName'],
    });
    expect(list(answer)).toMatchObject([null, { Id: id, LastName: 'Seen' }, null, { Id: id }]);
    const inUri = `${LATEST}/composite/sobjects/Contact?ids=0038c000zzzzzzz,${id}&fields=Id,LastName`;
    expect(list(await call(practice, 'GET', inUri))).toMatchObject([null, { Id: id, LastName: 'Seen' }]);
    expect((await send('POST', '/composite/sobjects/Contact', { ids: [id], fields: ['Nope'] })).status).toBe(
      400,
    );
    expect(
      (await send('POST', '/composite/sobjects/Contact', { ids: Array(2001).fill(id), fields: ['Id'] }))
        .status,
    ).toBe(400);
  });
});
