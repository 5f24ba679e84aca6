import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSchema } from '../../../src/practice-org/schema/read-schema';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control, getJson, LATEST, query, runJob, type Body } from './client';

let company: PracticeOrg;
let described: Body[];
beforeAll(async () => {
  company = await startPracticeOrg({ seed: 'schema' });
  described = await Promise.all(
    ['Account', 'Contact', 'Site__c', 'User'].map((name) =>
      getJson(company, `${LATEST}/sobjects/${name}/describe`),
    ),
  );
});
afterAll(() => company.close());

const names = (body: Body): string[] => (body['sobjects'] as Body[]).map((one) => String(one['name']));

describe('an org with objects of its own', () => {
  it('serves the objects of describe results, and loads by their rules', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'practice-schema-'));
    const own = await startPracticeOrg({ schema: JSON.stringify(described), dataFolder: folder });
    expect(names(await getJson(own, `${LATEST}/sobjects`))).toEqual(
      expect.arrayContaining(['Account', 'Contact', 'Site__c', 'User']),
    );
    expect(names(await getJson(own, `${LATEST}/sobjects`))).not.toContain('Lead');
    for (const before of described.slice(0, 3)) {
      const after = await getJson(own, `${LATEST}/sobjects/${String(before['name'])}/describe`);
      const attributes = (body: Body): unknown[] =>
        (body['fields'] as Body[]).map(
          ({
            name,
            type,
            length,
            precision,
            scale,
            createable,
            updateable,
            nillable,
            externalId,
            idLookup,
            unique,
            referenceTo,
            relationshipName,
            picklistValues,
            restrictedPicklist,
          }) => [
            name,
            type,
            length,
            precision,
            scale,
            createable,
            updateable,
            nillable || createable === false,
            externalId,
            idLookup,
            unique,
            referenceTo,
            relationshipName,
            picklistValues,
            restrictedPicklist,
          ],
        );
      expect(attributes(after)).toEqual(attributes(before));
      expect((after['recordTypeInfos'] as unknown[]).length).toBe(
        (before['recordTypeInfos'] as unknown[]).length,
      );
    }
    const accounts = await runJob(own, { object: 'Account' }, 'Name,Legacy_Id__c\nOne,L-1\nTwo,L-1\n');
    expect(accounts.failed).toContain('DUPLICATE_VALUE');
    const contacts = 'LastName,FirstName,Account.Legacy_Id__c,Email\nHere,Is,L-1,is@x.example\n,No,L-1,\n';
    expect((await runJob(own, {}, contacts)).failed).toContain('REQUIRED_FIELD_MISSING');
    expect(await query(own, 'SELECT Name, Account.Name FROM Contact')).toMatchObject([
      { Name: 'Is Here', Account: { Name: 'One' } },
    ]);
    await own.close();
    const again = await startPracticeOrg({ dataFolder: folder });
    expect(names(await getJson(again, `${LATEST}/sobjects`))).not.toContain('Lead');
    expect(await query(again, 'SELECT Id FROM Contact')).toHaveLength(1);
    await again.close();
    const fewer = await startPracticeOrg({ schema: JSON.stringify([described[0]]), dataFolder: folder });
    await fewer.close();
    const still = await startPracticeOrg({ dataFolder: folder });
    expect(names(await getJson(still, `${LATEST}/sobjects`))).not.toContain('Contact');
    expect(await query(still, 'SELECT Id FROM Account')).toHaveLength(1);
    await still.close();
    await rm(folder, { recursive: true });
  });

  it('takes results in every form they come in: by name, alone, as sf prints them, in sobjects', () => {
    const [account, contact, site] = described;
    const printed = (result: unknown): unknown => ({ status: 0, result, warnings: [] });
    const read = (value: unknown): string[] => readSchema(JSON.stringify(value)).map(({ name }) => name);
    expect(read({ Site__c: site })).toEqual(['Site__c']);
    expect(read(site)).toEqual(['Site__c']);
    expect(read(printed(site))).toEqual(['Site__c']);
    expect(read(printed([site]))).toEqual(['Site__c']);
    expect(read([printed(account), contact])).toEqual(['Account', 'Contact']);
    expect(read({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: [account, printed(site)] })).toEqual([
      'Account',
      'Site__c',
    ]);
    expect(read([account, { ...contact, name: 'ContactChangeEvent', keyPrefix: null }])).toEqual(['Account']);
  });

  it('keeps persons and businesses apart where the objects know both', async () => {
    await control(company, { settings: { personAccounts: true } });
    const objects = await Promise.all(
      ['Account', 'Contact'].map((name) => getJson(company, `${LATEST}/sobjects/${name}/describe`)),
    );
    // An org with persons says of the parts of a name that they belong to Name, in Account too.
    for (const field of objects.flatMap((one) => one['fields'] as Body[]))
      if (field['name'] === 'LastName' || field['name'] === 'FirstName') field['compoundFieldName'] = 'Name';
    await control(company, { settings: null });
    const own = await startPracticeOrg({ schema: JSON.stringify(objects) });
    const businesses = await runJob(own, { object: 'Account' }, 'Name\nA business\n');
    expect(businesses.job['numberRecordsFailed']).toBe(0);
    const persons = await runJob(own, { object: 'Account' }, 'LastName,PersonEmail\nPat,pat@x.example\n');
    expect(persons.job['numberRecordsFailed']).toBe(0);
    expect(await query(own, 'SELECT Name, IsPersonAccount FROM Account ORDER BY Name')).toMatchObject([
      { Name: 'A business', IsPersonAccount: false },
      { Name: 'Pat', IsPersonAccount: true },
    ]);
    expect(await query(own, 'SELECT Email FROM Contact')).toMatchObject([{ Email: 'pat@x.example' }]);
    await own.close();
  });

  it('runs the validation rules its objects bring, and lets them be read', async () => {
    const site = { ...described[2], validationRules: [] as Body[] };
    site.validationRules.push(
      {
        ValidationName: 'City_by_name',
        Metadata: {
          active: true,
          errorConditionFormula: 'AND(NOT(ISBLANK(City__c)), LEN(City__c) < 2)',
          errorMessage: 'A city has two letters at least.',
          errorDisplayField: 'City__c',
        },
      },
      { name: 'Sleeps', active: false, errorConditionFormula: 'TRUE', errorMessage: 'No.' },
    );
    const own = await startPracticeOrg({ schema: JSON.stringify([described[0], site]) });
    const accounts = await runJob(own, { object: 'Account' }, 'Name,Legacy_Id__c\nOne,L-1\n');
    expect(accounts.failed.trim().split('\n')).toHaveLength(1);
    const sites = await runJob(
      own,
      { object: 'Site__c' },
      'Name,City__c,Account__r.Legacy_Id__c\nA,X,L-1\nB,Ulm,L-1\n',
    );
    expect(sites.failed).toContain(
      '"FIELD_CUSTOM_VALIDATION_EXCEPTION:A city has two letters at least.:City__c --","A"',
    );
    expect(sites.job['numberRecordsFailed']).toBe(1);
    expect(
      await query(own, 'SELECT ValidationName, Active, ErrorMessage FROM ValidationRule', 'tooling/query'),
    ).toMatchObject([{ ValidationName: 'City_by_name', Active: true }]);
    await own.close();
  });

  it.each([
    ['{\n"a": [1,\n}', "line 3: '}' where a value is expected"],
    ['', 'line 1: the text ends where a value is expected'],
    ['[]', 'line 1: the file describes no object'],
    [
      '{"sobjects": [\n{"name": "X", "keyPrefix": "x01"}]}',
      'line 2: X: fields is missing: a list of objects does not describe them',
    ],
    ['[\n{"name": "X", "keyPrefix": "toolong"}]', 'line 2: X: keyPrefix must be three letters or digits'],
    [
      '[{"name": "X", "keyPrefix": "x01",\n"fields": [\n{"name": "Id", "type": "id"},\n{"name": "A", "type": "sound"}]}]',
      'line 4: X: field A: type sound is unknown',
    ],
    [
      '[{"name": "X", "keyPrefix": "x01",\n"fields": [\n{"name": "Id", "type": "id"},\n{"name": "A", "type": "string"},\n{"name": "a", "type": "string"}]}]',
      'line 5: X: field a stands twice',
    ],
    [
      '[{"name": "X", "keyPrefix": "x01",\n"fields": [{"name": "A", "type": "string"}]}]',
      'line 1: X: field Id is missing',
    ],
    [
      '[{"name": "X", "keyPrefix": "005",\n"fields": [{"name": "Id", "type": "id"}]}]',
      'line 1: X: keyPrefix 005 belongs to User',
    ],
    [
      '[{"name": "X", "keyPrefix": "x01",\n"fields": [{"name": "Id", "type": "id"},\n{"name": "P", "type": "reference"}]}]',
      'line 3: X: field P: referenceTo names no object',
    ],
    ...(
      [
        ['"errorMessage": "M"', 'errorConditionFormula is missing'],
        ['"errorConditionFormula": "TRUE"', 'errorMessage is missing'],
        ['"errorConditionFormula": "ISCHANGED(A)", "errorMessage": "M"', 'Unknown function ISCHANGED'],
        [
          '"errorConditionFormula": "ISBLANK(B)", "errorMessage": "M"',
          'its formula names B, which is no field',
        ],
        ['"errorConditionFormula": "TRUE", "errorMessage": "M", "errorDisplayField": "B"', 'B is no field'],
      ] as const
    ).map(([members, reason]) => [
      `[{"name": "X", "keyPrefix": "x01", "fields": [{"name": "Id", "type": "id"}, {"name": "A", "type": "string"}],\n"validationRules": [\n{"name": "R", ${members}}]}]`,
      `line 3: X: validation rule R: ${reason}`,
    ]),
  ])('refuses %j', async (schema, reason) => {
    await expect(startPracticeOrg({ schema })).rejects.toThrow(reason);
  });
});
