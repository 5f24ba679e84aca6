import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, runJob, type Answer, type Body } from './client';
import { firstError, idOf } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'reference' });
});
beforeEach(() => control(practice, { settings: null }));
afterAll(() => practice.close());

const fieldsOf = async (object: string): Promise<Map<unknown, Body>> => {
  const described = await getJson(practice, `${LATEST}/sobjects/${object}/describe`);
  return new Map((described['fields'] as Body[]).map((field) => [field['name'], field]));
};
const MASTER = '012000000000000AAA';
type Values = {
  url: string;
  values: { value: string; validFor: number[] }[];
  controllerValues: Body;
};
const picklists = async (object: string, type: string): Promise<Record<string, Values>> =>
  (await getJson(practice, `${LATEST}/ui-api/object-info/${object}/picklist-values/${type}`))[
    'picklistFieldValues'
  ] as Record<string, Values>;
const recordType = (name: string): Promise<string> =>
  idOf(practice, 'RecordType', `DeveloperName = '${name}'`);

describe('reference data', () => {
  it('line 68: picklist values differ by record type and from describe, validFor in numbers', async () => {
    const listed = (values: Values | undefined): string[] => (values?.values ?? []).map((one) => one.value);
    const master = listed((await picklists('Account', MASTER))['Type']);
    const partner = listed((await picklists('Account', await recordType('Partner')))['Type']);
    const customer = listed((await picklists('Account', await recordType('Customer')))['Type']);
    expect(master).toHaveLength(7);
    expect(partner).toContain('Technology Partner');
    expect(customer).not.toContain('Technology Partner');
    expect((await fieldsOf('Account')).get('Type')?.['picklistValues']).toHaveLength(7);
    const topic = (await picklists('Case', MASTER))['Topic__c'];
    expect(topic?.controllerValues).toEqual({ Meters: 0, Billing: 1, Supply: 2 });
    expect(topic?.values.find((one) => one.value === 'Replacement')?.validFor).toEqual([0, 2]);
    expect(listed(topic)).not.toContain('Legacy topic');
    const described = (await fieldsOf('Case')).get('Topic__c')?.['picklistValues'] as Body[];
    expect(described.find((one) => one['value'] === 'Replacement')?.['validFor']).toBe('oA==');
    const one = await getJson(
      practice,
      `${LATEST}/ui-api/object-info/Case/picklist-values/${MASTER}/Topic__c`,
    );
    expect(one).toMatchObject({ values: topic?.values });
    expect([one['url'], topic?.url]).toEqual(
      Array(2).fill(`${LATEST}/ui-api/object-info/Case/picklist-values/${MASTER}/Topic__c`),
    );
    await control(practice, { settings: { hiddenFields: ['Case.Area__c'] } });
    expect((await picklists('Case', MASTER))['Topic__c']?.controllerValues).toEqual({});
    const inside = await call(practice, 'POST', `${LATEST}/composite`, {
      body: JSON.stringify({
        compositeRequest: [
          {
            method: 'GET',
            referenceId: 'a',
            url: `${LATEST}/ui-api/object-info/Case/picklist-values/${MASTER}`,
          },
        ],
      }),
    });
    expect(inside.text).toContain('INVALID_BATCH_REQUEST');
    expect(
      (
        await call(
          practice,
          'GET',
          `${LATEST}/ui-api/object-info/Case/picklist-values/${await recordType('Partner')}`,
        )
      ).status,
    ).toBe(404);
  });

  it('restricted picklists keep to the record type, and with a switch to their controlling value', async () => {
    const partner = await recordType('Partner');
    const csv = (rating: string, type: string): string =>
      `Name,Rating,RecordTypeId\nBy type,${rating},${type}\n`;
    expect(await firstError(practice, { object: 'Account' }, csv('Cold', partner))).toBe(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:Account Rating: bad value for restricted picklist field: Cold:Rating --',
    );
    expect(await firstError(practice, { object: 'Account' }, csv('Hot', partner))).toBe('no error');
    const cases = 'Subject,Area__c,Topic__c\nDepends,Billing,Outage\n';
    expect(await firstError(practice, { object: 'Case' }, cases)).toBe('no error');
    await control(practice, { settings: { dependentPicklists: true } });
    expect(await firstError(practice, { object: 'Case' }, cases)).toContain(
      'Topic: bad value for restricted picklist field: Outage',
    );
  });

  it('line 69: with person accounts on, a last name makes a person with a contact behind it', async () => {
    expect((await fieldsOf('Account')).has('IsPersonAccount')).toBe(false);
    expect(
      (await call(practice, 'GET', `${LATEST}/query?q=SELECT+IsPersonType+FROM+RecordType`)).status,
    ).toBe(400);
    await control(practice, { settings: { personAccounts: true } });
    const fields = await fieldsOf('Account');
    for (const name of [
      'IsPersonAccount',
      'PersonContactId',
      'PersonEmail',
      'PersonMobilePhone',
      'Newsletter__pc',
      'LastName',
    ])
      expect([name, fields.has(name)]).toEqual([name, true]);
    expect(await query(practice, 'SELECT Id FROM RecordType WHERE IsPersonType = true')).toHaveLength(1);
    const csv = 'FirstName,LastName,PersonEmail,Newsletter__pc\nIda,Inhabitant,ida@home.example,true\n';
    expect(await firstError(practice, { object: 'Account' }, csv)).toBe('no error');
    const [person] = await query(
      practice,
      "SELECT Id, Name, IsPersonAccount, PersonContactId FROM Account WHERE PersonEmail = 'ida@home.example'",
    );
    expect(person).toMatchObject({ Name: 'Ida Inhabitant', IsPersonAccount: true });
    const [contact] = await query(
      practice,
      `SELECT LastName, Email, Newsletter__c, AccountId, IsPersonAccount FROM Contact WHERE Id = '${String(person?.['PersonContactId'])}'`,
    );
    expect(contact).toMatchObject({
      LastName: 'Inhabitant',
      Email: 'ida@home.example',
      Newsletter__c: true,
      AccountId: person?.['Id'],
      IsPersonAccount: true,
    });
    expect(await firstError(practice, { object: 'Account' }, 'Name,LastName\nNamed,Both\n')).toContain(
      'Unable to create/update fields: Name',
    );
    expect(
      await firstError(
        practice,
        { object: 'Account', operation: 'update' },
        `Id,Name\n${String(person?.['Id'])},Other\n`,
      ),
    ).toContain('Unable to create/update fields: Name');
    expect(await firstError(practice, { object: 'Account' }, 'Name\nA business\n')).toBe('no error');
    expect(
      await query(practice, "SELECT Id FROM Account WHERE Name = 'A business' AND IsPersonAccount = false"),
    ).toHaveLength(1);
  });

  it('line 70: queues own what they are for, and nothing else', async () => {
    const queues = await query(practice, "SELECT Id, Name, DeveloperName FROM Group WHERE Type = 'Queue'");
    const maps = await query(practice, 'SELECT QueueId, SobjectType FROM QueueSobject');
    const queueFor = (object: string): string =>
      String(maps.find((map) => map['SobjectType'] === object)?.['QueueId']);
    expect(queues.map((queue) => queue['Id'])).toContain(queueFor('Case'));
    expect(
      await firstError(practice, { object: 'Case' }, `Subject,OwnerId\nMine,${queueFor('Case')}\n`),
    ).toBe('no error');
    expect(
      await firstError(practice, { object: 'Case' }, `Subject,OwnerId\nNot mine,${queueFor('Lead')}\n`),
    ).toContain('Queue not associated with this SObject type');
    expect(
      await firstError(practice, { object: 'Contact' }, `LastName,OwnerId\nNobody,${queueFor('Lead')}\n`),
    ).toContain('id value of incorrect type');
  });

  it('line 71: one currency hides the column and its table, several check each code', async () => {
    const csv = (code: string): string => `Name,CurrencyIsoCode\nMoney ${code},${code}\n`;
    const { job } = await runJob(practice, { object: 'Account' }, csv('USD'));
    expect(job['errorMessage']).toBe('InvalidBatch : Field name not found : CurrencyIsoCode');
    const ask = (): Promise<Answer> =>
      call(practice, 'GET', `${LATEST}/query?q=SELECT+IsoCode+FROM+CurrencyType`);
    expect((await ask()).json()).toMatchObject([{ errorCode: 'INVALID_TYPE' }]);
    await control(practice, { settings: { multiCurrency: true } });
    expect(
      await query(
        practice,
        'SELECT IsoCode, ConversionRate, DecimalPlaces, IsActive, IsCorporate FROM CurrencyType',
      ),
    ).toHaveLength(4);
    expect(await firstError(practice, { object: 'Account' }, csv('USD'))).toBe('no error');
    for (const code of ['XXX', 'CHF'])
      expect(await firstError(practice, { object: 'Account' }, csv(code))).toContain(code);
    await runJob(practice, { object: 'Account' }, 'Name\nBlank money\n');
    expect(
      await query(practice, "SELECT CurrencyIsoCode FROM Account WHERE Name = 'Blank money'"),
    ).toMatchObject([{ CurrencyIsoCode: 'EUR' }]);
  });

  it('line 74: unchanged since gives 304 and no body, a changed permission 200; only accounts have tags', async () => {
    const since = (path: string, when: string): Promise<Answer> =>
      call(practice, 'GET', `${LATEST}${path}`, { headers: { 'If-Modified-Since': when } });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    for (const path of ['/sobjects', '/sobjects/Account/describe']) {
      const whole = await call(practice, 'GET', `${LATEST}${path}`);
      expect(whole.headers.get('etag')).toBeNull();
      const date = String(whole.headers.get('date'));
      const again = await since(path, date);
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await since(path, 'Mon, 02 Nov 2015 09:15:00 GMT')).status).toBe(200);
      await control(practice, { settings: { hiddenFields: ['Account.Rating'] } });
      expect((await since(path, date)).status).toBe(200);
      await control(practice, { settings: null });
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    const unless = (when: string): Promise<Answer> =>
      call(practice, 'GET', `${LATEST}/sobjects`, { headers: { 'If-Unmodified-Since': when } });
    expect((await unless('Mon, 02 Nov 2015 09:15:00 GMT')).status).toBe(412);
    expect((await unless(new Date().toUTCString())).status).toBe(200);
    const path = `${LATEST}/sobjects/Account/${await idOf(practice, 'Account', "Account_No__c = 'A-10001'")}`;
    const tag = String((await call(practice, 'GET', path)).headers.get('etag'));
    const tagged = (method: string, header: string, value: string): Promise<Answer> =>
      call(practice, method, path, {
        headers: { [header]: value },
        ...(method === 'PATCH' ? { body: '{"Rating":"Hot"}' } : {}),
      });
    expect((await tagged('GET', 'If-None-Match', tag)).status).toBe(304);
    expect((await tagged('PATCH', 'If-None-Match', tag)).status).toBe(412);
    expect((await tagged('PATCH', 'If-Match', '"other"')).status).toBe(412);
    expect((await tagged('PATCH', 'If-Match', tag)).status).toBe(204);
    expect((await tagged('GET', 'If-None-Match', tag)).status).toBe(200);
    const contact = await idOf(practice, 'Contact', "Contact_No__c = 'C-000001'");
    expect(
      (await call(practice, 'GET', `${LATEST}/sobjects/Contact/${contact}`)).headers.get('etag'),
    ).toBeNull();
  });

  it('sites have two keys, tasks point at several kinds', async () => {
    const account = await idOf(practice, 'Account', "Account_No__c = 'A-10002'");
    const sites = `Name,Account__c,Site_Code__c,Meter_Point__c\nOne,${account},T-1,mp-1\nTwo,${account},T-2,MP-1\nThree,${account},T-1,mp-2\n`;
    const { failed } = await runJob(practice, { object: 'Site__c' }, sites);
    expect(failed).toContain('duplicate value found: Site_Code__c');
    const upsert = { object: 'Site__c', operation: 'upsert', externalIdFieldName: 'Meter_Point__c' };
    expect(
      (await runJob(practice, upsert, 'Meter_Point__c,City__c\nMP-1,Riga\n')).job['numberRecordsFailed'],
    ).toBe(0);
    expect(await query(practice, "SELECT Name FROM Site__c WHERE City__c = 'Riga'")).toMatchObject([
      { Name: 'Two' },
    ]);
    const tasks = 'Subject,Contact:Who.Contact_No__c,Site__c:What.Site_Code__c\nCall,C-000001,T-2\n';
    expect(await firstError(practice, { object: 'Task' }, tasks)).toBe('no error');
    expect(
      await query(practice, "SELECT Who.Name, What.Name FROM Task WHERE Subject = 'Call'"),
    ).toMatchObject([{ What: { Name: 'Two' } }]);
  });
});
