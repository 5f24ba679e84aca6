import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, runJob, type Body } from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'describe', empty: true });
});
afterAll(() => practice.close());

const TYPES: Readonly<Record<string, readonly string[]>> = {
  boolean: [
    'aggregatable',
    'autoNumber',
    'calculated',
    'cascadeDelete',
    'caseSensitive',
    'createable',
    'custom',
    'defaultedOnCreate',
    'dependentPicklist',
    'deprecatedAndHidden',
    'encrypted',
    'externalId',
    'filterable',
    'groupable',
    'highScaleNumber',
    'htmlFormatted',
    'idLookup',
    'nameField',
    'namePointing',
    'nillable',
    'permissionable',
    'polymorphicForeignKey',
    'restrictedDelete',
    'restrictedPicklist',
    'sortable',
    'unique',
    'updateable',
    'writeRequiresMasterRead',
  ],
  number: ['byteLength', 'digits', 'length', 'precision', 'scale'],
  string: ['label', 'name', 'soapType', 'type'],
  object: ['picklistValues', 'referenceTo'],
};
const NULLABLE = [
  'calculatedFormula',
  'compoundFieldName',
  'controllerName',
  'defaultValueFormula',
  'extraTypeInfo',
  'filteredLookupInfo',
  'inlineHelpText',
  'mask',
  'relationshipName',
  'relationshipOrder',
  'referenceTargetField',
];

async function fieldsOf(object: string): Promise<Body[]> {
  return (await getJson(practice, `${LATEST}/sobjects/${object}/describe`))['fields'] as Body[];
}

const field = (fields: readonly Body[], name: string): Body => {
  const found = fields.find((one) => one['name'] === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

describe('what the org tells about its objects', () => {
  it('line 12: every field of every object has every attribute with its type', async () => {
    const global = await getJson(practice, `${LATEST}/sobjects`);
    expect(global).toMatchObject({ encoding: 'UTF-8', maxBatchSize: 200 });
    for (const sobject of global['sobjects'] as Body[]) {
      for (const one of await fieldsOf(String(sobject['name']))) {
        const where = `${String(sobject['name'])}.${String(one['name'])}`;
        for (const [type, names] of Object.entries(TYPES))
          for (const name of names)
            expect({ in: where, name, type: typeof one[name] }).toEqual({ in: where, name, type });
        for (const name of NULLABLE) expect(one).toHaveProperty(name);
      }
    }
  });

  it('line 12: the required rule gives the right set', async () => {
    const required = async (object: string): Promise<unknown[]> =>
      (await fieldsOf(object))
        .filter((one) => one['createable'] && !one['nillable'] && !one['defaultedOnCreate'])
        .map((one) => one['name']);
    expect(await required('Account')).toEqual(['Name']);
    expect(await required('Contact')).toEqual(['LastName']);
    expect((await required('Opportunity')).sort()).toEqual(['CloseDate', 'Name', 'StageName']);
    expect((await required('Site__c')).sort()).toEqual(['Account__c', 'Name']);
  });

  it('tells numbers, keys, lookups and compounds apart', async () => {
    const account = await fieldsOf('Account');
    expect(field(account, 'AnnualRevenue')).toMatchObject({
      type: 'currency',
      precision: 18,
      scale: 0,
      soapType: 'xsd:double',
    });
    expect(field(account, 'NumberOfEmployees')).toMatchObject({
      type: 'int',
      digits: 8,
      precision: 0,
      length: 0,
    });
    expect(field(account, 'BillingLatitude')).toMatchObject({
      type: 'double',
      precision: 18,
      scale: 15,
      compoundFieldName: 'BillingAddress',
    });
    expect(field(account, 'BillingAddress')).toMatchObject({
      type: 'address',
      createable: false,
      updateable: false,
    });
    expect(field(account, 'Account_No__c')).toMatchObject({
      label: 'Account No',
      externalId: true,
      unique: true,
      idLookup: true,
      custom: true,
      length: 20,
    });
    expect(field(account, 'Rating')).toMatchObject({ restrictedPicklist: true });
    const contact = await fieldsOf('Contact');
    expect(field(contact, 'Name')).toMatchObject({
      createable: false,
      extraTypeInfo: 'personname',
      nameField: true,
    });
    expect(field(contact, 'AccountId')).toMatchObject({
      referenceTo: ['Account'],
      relationshipName: 'Account',
      length: 18,
      soapType: 'tns:ID',
    });
    const task = await fieldsOf('Task');
    expect(field(task, 'WhoId')).toMatchObject({
      referenceTo: ['Contact', 'Lead'],
      polymorphicForeignKey: true,
      namePointing: true,
    });
    expect(field(await fieldsOf('Site__c'), 'Account__c')).toMatchObject({
      relationshipOrder: 0,
      cascadeDelete: true,
      updateable: true,
    });
  });

  it('line 13: a hidden field is absent, and a job that names it fails like a typing mistake', async () => {
    await control(practice, { settings: { hiddenFields: ['Contact.Meter_No__c'] } });
    expect((await fieldsOf('Contact')).some((one) => one['name'] === 'Meter_No__c')).toBe(false);
    const { job } = await runJob(practice, {}, 'LastName,Meter_No__c\nA,1\n');
    expect(job).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Meter_No__c',
    });
    const asked = await call(practice, 'GET', `${LATEST}/query?q=SELECT+Meter_No__c+FROM+Contact`);
    expect((asked.json() as Body[])[0]).toMatchObject({ errorCode: 'INVALID_FIELD' });
    await control(practice, { settings: { hiddenFields: [] } });
  });

  it('line 14: dependent values carry bitmaps, record types the master', async () => {
    const cases = await fieldsOf('Case');
    const topic = field(cases, 'Topic__c');
    expect(topic).toMatchObject({ dependentPicklist: true, controllerName: 'Area__c' });
    const entry = (topic['picklistValues'] as Body[]).find((one) => one['value'] === 'Replacement');
    const bits = Buffer.from(String(entry?.['validFor']), 'base64')[0] ?? 0;
    expect([0, 1, 2].filter((n) => (bits & (0x80 >> n)) !== 0)).toEqual([0, 2]);
    expect((topic['picklistValues'] as Body[]).find((one) => one['value'] === 'Legacy topic')).toMatchObject({
      active: false,
    });
    const infos = (await getJson(practice, `${LATEST}/sobjects/Account/describe`))[
      'recordTypeInfos'
    ] as Body[];
    expect(
      infos.map((info) => [info['developerName'], info['master'], info['defaultRecordTypeMapping']]),
    ).toEqual([
      ['Customer', false, true],
      ['Partner', false, false],
      ['Master', true, false],
    ]);
    expect(infos.at(-1)?.['recordTypeId']).toBe('012000000000000AAA');
  });

  it('line 15: an unknown object is not found', async () => {
    const answer = await call(practice, 'GET', `${LATEST}/sobjects/Nothing__c/describe`);
    expect([answer.status, answer.json()]).toEqual([
      404,
      [{ message: 'The requested resource does not exist', errorCode: 'NOT_FOUND' }],
    ]);
  });

  it('refuses the wrong verb as Salesforce does', async () => {
    const answer = await call(practice, 'POST', `${LATEST}/limits`, { body: '{}' });
    expect([answer.status, answer.json()]).toEqual([
      405,
      [{ message: "HTTP Method 'POST' not allowed. Allowed are GET, HEAD", errorCode: 'METHOD_NOT_ALLOWED' }],
    ]);
  });
});
