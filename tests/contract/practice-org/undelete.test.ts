import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { elements } from './classic';
import { call, control, LATEST, query, runJob, type Answer, type Body } from './client';
import { idOf } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'undelete' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

type SoapOptions = { version?: string; token?: string; allOrNone?: boolean };

function soap(
  operation: string,
  { version = '67.0', token = practice.accessToken, allOrNone = false }: SoapOptions = {},
): Promise<Answer> {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:partner.soap.sforce.com"><soapenv:Header><urn:SessionHeader><urn:sessionId>${token}</urn:sessionId></urn:SessionHeader><urn:AllOrNoneHeader><urn:allOrNone>${allOrNone}</urn:allOrNone></urn:AllOrNoneHeader></soapenv:Header><soapenv:Body>${operation}</soapenv:Body></soapenv:Envelope>`;
  return call(practice, 'POST', `/services/Soap/u/${version}`, {
    token: null,
    body,
    headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: '""' },
  });
}

const undelete = (ids: readonly string[], options: SoapOptions = {}): Promise<Answer> =>
  soap(`<urn:undelete>${ids.map((id) => `<urn:ids>${id}</urn:ids>`).join('')}</urn:undelete>`, options);
const remove = (object: string, id: string): Promise<Answer> =>
  call(practice, 'DELETE', `${LATEST}/sobjects/${object}/${id}`);
const account = (no: string): Promise<string> => idOf(practice, 'Account', `Account_No__c = '${no}'`);

describe('undelete', () => {
  it('line 59: restores rows and what went along, one result per id in order; all or none; 200 ids', async () => {
    const id = await account('A-10003');
    await runJob(
      practice,
      { object: 'Site__c' },
      `Name,Account__c,Site_Code__c\nYard,${id},S-1\nShed,${id},S-2\n`,
    );
    const people = (await query(practice, `SELECT Id FROM Contact WHERE AccountId = '${id}'`)).length;
    expect((await remove('Account', id)).status).toBe(204);
    expect(await query(practice, "SELECT Id FROM Site__c WHERE Site_Code__c IN ('S-1', 'S-2')")).toEqual([]);
    const other = await account('A-10004');
    const answer = await undelete([other, id.slice(0, 15), 'nonsense']);
    expect(answer.status).toBe(200);
    expect(elements(answer.text, 'success')).toEqual(['false', 'true', 'false']);
    expect(elements(answer.text, 'id').slice(0, 2)).toEqual([other, id]);
    expect(elements(answer.text, 'statusCode')).toEqual(['UNDELETE_FAILED', 'MALFORMED_ID']);
    expect(elements(answer.text, 'message')[0]).toBe('entity is not in the recycle bin');
    expect(await query(practice, "SELECT Id FROM Site__c WHERE Site_Code__c IN ('S-1', 'S-2')")).toHaveLength(
      2,
    );
    expect(await query(practice, `SELECT Id FROM Contact WHERE AccountId = '${id}'`)).toHaveLength(people);

    await remove('Account', id);
    const whole = await undelete([id, other], { allOrNone: true });
    expect(elements(whole.text, 'success')).toEqual(['false', 'false']);
    expect(elements(whole.text, 'statusCode')).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'UNDELETE_FAILED',
    ]);
    expect(await query(practice, `SELECT Id FROM Account WHERE Id = '${id}'`)).toEqual([]);
    expect(elements((await undelete([id])).text, 'success')).toEqual(['true']);

    expect((await undelete(Array.from({ length: 200 }, () => other))).status).toBe(200);
    const over = await undelete(Array.from({ length: 201 }, () => other));
    expect([over.status, elements(over.text, 'faultstring')]).toEqual([
      500,
      ['EXCEEDED_ID_LIMIT: record limit reached. cannot submit more than 200 records into this call'],
    ]);
  });

  it('line 60: faults are HTTP 500: dead token, dead version, login where it is gone', async () => {
    const dead = await undelete(['0018c00002FInboAAD'], { token: 'dead' });
    expect([dead.status, elements(dead.text, 'faultcode'), elements(dead.text, 'faultstring')]).toEqual([
      500,
      ['sf:INVALID_SESSION_ID'],
      ['INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session'],
    ]);
    const old = await undelete(['0018c00002FInboAAD'], { version: '30.0' });
    expect([old.status, elements(old.text, 'faultcode')]).toEqual([500, ['sf:UNSUPPORTED_API_VERSION']]);
    const login = '<urn:login><urn:username>a</urn:username><urn:password>b</urn:password></urn:login>';
    for (const version of ['65.0', '67.0']) {
      const answer = await soap(login, { version });
      expect([answer.status, elements(answer.text, 'faultcode')]).toEqual([
        500,
        ['sf:UNSUPPORTED_API_VERSION'],
      ]);
      expect((await undelete([], { version })).status).toBe(200);
    }
    expect(elements((await soap(login, { version: '64.0' })).text, 'faultcode')).toEqual([
      'sf:INVALID_LOGIN',
    ]);
    const broken = await call(practice, 'POST', '/services/Soap/u/67.0', {
      token: null,
      body: '<nonsense',
      headers: { 'Content-Type': 'text/xml' },
    });
    expect(broken.status).toBe(500);
  });

  it('line 61: queryAll shows deleted rows, REST cannot touch them, and some never come back', async () => {
    const id = await account('A-10006');
    await remove('Account', id);
    expect(
      await query(practice, `SELECT IsDeleted FROM Account WHERE Id = '${id}'`, 'queryAll'),
    ).toMatchObject([{ IsDeleted: true }]);
    const patch = await call(practice, 'PATCH', `${LATEST}/sobjects/Account/${id}`, {
      body: '{"IsDeleted":false}',
    });
    expect([patch.status, patch.json()]).toEqual([
      404,
      [{ message: 'entity is deleted', errorCode: 'ENTITY_IS_DELETED', fields: [] }],
    ]);
    await control(practice, { settings: { hardDelete: true } });
    await runJob(practice, { object: 'Account', operation: 'hardDelete' }, `Id\n${id}\n`);
    const user = await idOf(practice, 'User', "Username LIKE 'ada%'");
    const answer = await undelete([id, user]);
    expect(elements(answer.text, 'statusCode')).toEqual(['UNDELETE_FAILED', 'UNDELETE_FAILED']);
    const describeUser = (await call(practice, 'GET', `${LATEST}/sobjects/User/describe`)).json() as Body;
    expect(describeUser['undeletable']).toBe(false);
  });
});
