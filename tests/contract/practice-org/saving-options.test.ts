import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { call, control, getJson, LATEST, query, readControl, runJob, type Answer, type Body } from './client';
import { firstError, idOf } from './row-outcomes';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'options' });
});
beforeEach(() => control(practice, { settings: null, clearLog: true }));
afterAll(() => practice.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  call(practice, 'POST', `${LATEST}${path}`, { body: JSON.stringify(body), headers });

async function ownerOf(answer: Answer): Promise<unknown> {
  const { id } = answer.json() as Body;
  const [row] = await query(practice, `SELECT Owner.Name FROM Case WHERE Id = '${String(id)}'`);
  return ((row ?? {})['Owner'] as Body)['Name'];
}

describe('options of a save', () => {
  it('line 62: assignment rules run unless Sforce-Auto-Assign says FALSE; in bulk only by the job', async () => {
    const create = (headers: Record<string, string> = {}): Promise<Answer> =>
      post('/sobjects/Case', { Subject: 'Meter' }, headers);
    expect(await ownerOf(await create())).toBe('Meter desk');
    expect(await ownerOf(await create({ 'Sforce-Auto-Assign': 'TRUE' }))).toBe('Meter desk');
    expect(await ownerOf(await create({ 'Sforce-Auto-Assign': 'FALSE' }))).toBe('Ada Admin');
    const rule = await idOf(practice, 'AssignmentRule', "Name = 'Cases from the web'");
    expect(await ownerOf(await create({ 'Sforce-Auto-Assign': rule }))).toBe('Web desk');
    const collection = await post('/composite/sobjects', {
      records: [{ attributes: { type: 'Case' }, Subject: 'In a collection' }],
    });
    expect(collection.json()).toMatchObject([{ success: true }]);
    const ownersOf = async (subject: string): Promise<unknown[]> =>
      (await query(practice, `SELECT Owner.Name FROM Case WHERE Subject = '${subject}'`)).map(
        (row) => (row['Owner'] as Body)['Name'],
      );
    expect(await ownersOf('In a collection')).toEqual(['Meter desk']);
    await runJob(practice, { object: 'Case' }, 'Subject\nIn bulk\n');
    await runJob(practice, { object: 'Case', assignmentRuleId: rule }, 'Subject\nIn bulk by rule\n');
    expect(await ownersOf('In bulk')).toEqual(['Ada Admin']);
    expect(await ownersOf('In bulk by rule')).toEqual(['Web desk']);
  });

  it('line 63: an alerting duplicate rule yields to allowSave, a blocking one never; bulk has no say', async () => {
    const allow = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=false' };
    const twin = { LastName: 'Twin', Email: 'existing.person.1@harbour-energy.example' };
    const refused = await post('/sobjects/Contact', twin);
    expect([refused.status, refused.json()]).toEqual([
      400,
      [{ message: 'Use one of these records?', errorCode: 'DUPLICATES_DETECTED', fields: [] }],
    ]);
    expect((await post('/sobjects/Contact', twin, allow)).status).toBe(201);
    const many = { records: [{ attributes: { type: 'Contact' }, ...twin }] };
    expect((await post('/composite/sobjects', many, allow)).json()).toMatchObject([{ success: true }]);
    expect((await post('/composite/sobjects', many)).json()).toMatchObject([{ success: false }]);

    const lead = { LastName: 'Lead', Company: 'X', Email: 'lead@twin.example' };
    expect((await post('/sobjects/Lead', lead)).status).toBe(201);
    for (const headers of [{}, allow]) expect((await post('/sobjects/Lead', lead, headers)).status).toBe(400);

    const csv = 'LastName,Email\nBulk,existing.person.2@harbour-energy.example\n';
    expect(await firstError(practice, {}, csv)).toBe('DUPLICATES_DETECTED:Use one of these records?:--');
    await control(practice, { settings: { bulkIgnoresAlerts: true } });
    expect(await firstError(practice, {}, csv)).toBe('no error');
    const leads = 'LastName,Company,Email\nBulk,X,lead@twin.example\n';
    expect(await firstError(practice, { object: 'Lead' }, leads)).toContain('DUPLICATES_DETECTED');
  });

  it('line 65: audit fields need the switch and the permission, and go with inserts alone', async () => {
    const when = '2020-02-03T04:05:06.000Z';
    const csv = `LastName,CreatedDate\nOld,${when}\n`;
    const createable = async (): Promise<unknown> =>
      ((await getJson(practice, `${LATEST}/sobjects/Contact/describe`))['fields'] as Body[]).find(
        (field) => field['name'] === 'CreatedDate',
      )?.['createable'];
    expect(await createable()).toBe(false);
    expect(await firstError(practice, {}, csv)).toContain('INVALID_FIELD_FOR_INSERT_UPDATE');
    await control(practice, { settings: { auditFields: true } });
    expect([await createable(), await firstError(practice, {}, csv)]).toEqual([
      false,
      expect.stringContaining('INVALID_FIELD_FOR_INSERT_UPDATE'),
    ]);
    await control(practice, { settings: { auditFields: true, setAuditFields: true } });
    expect(await createable()).toBe(true);
    expect(await firstError(practice, {}, csv)).toBe('no error');
    const [row] = await query(practice, "SELECT Id, CreatedDate FROM Contact WHERE LastName = 'Old'");
    expect(row?.['CreatedDate']).toBe('2020-02-03T04:05:06.000+0000');
    const update = `Id,CreatedDate\n${String(row?.['Id'])},${when}\n`;
    expect(await firstError(practice, { operation: 'update' }, update)).toContain('CreatedDate --');
    const upsert = { operation: 'upsert', externalIdFieldName: 'Contact_No__c' };
    expect(
      await firstError(practice, upsert, `Contact_No__c,LastName,CreatedDate\nU-1,New,${when}\n`),
    ).toContain('CreatedDate --');
  });

  it('line 66: call options part by ; or , and name the caller in the log', async () => {
    for (const options of ['client=Loader; defaultNamespace=x', 'client=Loader,defaultNamespace=x'])
      expect(
        (
          await call(practice, 'GET', `${LATEST}/limits`, {
            headers: { 'Sforce-Call-Options': options, 'Sforce-Nonsense': '1' },
          })
        ).status,
      ).toBe(200);
    const log = (await readControl(practice))['log'] as Body[];
    expect(log.map((entry) => entry['client'])).toEqual(['Loader', 'Loader']);
  });
});

describe('composite', () => {
  const parts = (compositeRequest: unknown[], allOrNone = false): Promise<Answer> =>
    post('/composite', { allOrNone, compositeRequest });
  const made = (name: string, referenceId: string): Body => ({
    method: 'POST',
    url: `${LATEST}/sobjects/Account`,
    referenceId,
    body: { Name: name },
  });

  it('runs calls in order and lets later ones use what earlier ones answered', async () => {
    const answer = await parts([
      made('Composite parent', 'parent'),
      {
        method: 'POST',
        url: `${LATEST}/sobjects/Contact`,
        referenceId: 'child',
        body: { LastName: 'Composite', AccountId: '@{parent.id}' },
      },
      {
        method: 'GET',
        url: `${LATEST}/query?q=SELECT+Account.Name+FROM+Contact+WHERE+Id='@{child.id}'`,
        referenceId: 'read',
      },
      { method: 'GET', url: `${LATEST}/sobjects/Account/@{nobody.id}`, referenceId: 'broken' },
    ]);
    const { compositeResponse } = answer.json() as { compositeResponse: Body[] };
    expect(compositeResponse.map((one) => [one['referenceId'], one['httpStatusCode']])).toEqual([
      ['parent', 201],
      ['child', 201],
      ['read', 200],
      ['broken', 400],
    ]);
    expect(compositeResponse[2]?.['body']).toMatchObject({
      records: [{ Account: { Name: 'Composite parent' } }],
    });
  });

  it('all or none takes everything back', async () => {
    const answer = await parts([made('Composite gone', 'a'), made('', 'b'), made('Never tried', 'c')], true);
    const { compositeResponse } = answer.json() as { compositeResponse: Body[] };
    expect(compositeResponse.map((one) => (one['body'] as Body[])[0]?.['errorCode'])).toEqual([
      'PROCESSING_HALTED',
      'REQUIRED_FIELD_MISSING',
      'PROCESSING_HALTED',
    ]);
    expect(
      await query(practice, "SELECT Id FROM Account WHERE Name IN ('Composite gone', 'Never tried')"),
    ).toEqual([]);
  });

  it('takes 25 calls, and none to the UI API or to jobs', async () => {
    const reads = (count: number): Body[] =>
      Array.from({ length: count }, (_, n) => ({
        method: 'GET',
        url: `${LATEST}/query?q=SELECT+Id+FROM+User+LIMIT+1`,
        referenceId: `q${n}`,
      }));
    expect((await parts(reads(25))).status).toBe(200);
    expect((await parts(reads(26))).status).toBe(400);
    for (const url of [
      '/ui-api/object-info/Account/picklist-values/012000000000000AAA',
      '/jobs/ingest',
      '/composite',
    ]) {
      const answer = await parts([{ method: 'GET', url: LATEST + url, referenceId: 'x' }]);
      expect(answer.text).toContain('INVALID_BATCH_REQUEST');
    }
  });

  it('line 72: a long URI is a 414, with long headers a 431; the same SOQL passes in a body, up to 100,000 characters', async () => {
    const soqlOf = (length: number): string => {
      const soql = "SELECT Id FROM Account WHERE Name = '";
      // Literals may be 4,000 characters long; many of them make the query long.
      const names = Array.from({ length: Math.ceil(length / 1000) }, () => 'x'.repeat(990));
      return `${soql}${names.join("' OR Name = '")}'`;
    };
    const get = (soql: string, headers: Record<string, string> = {}): Promise<Answer> =>
      call(practice, 'GET', `${LATEST}/query?q=${encodeURIComponent(soql)}`, { headers });
    expect((await get(soqlOf(20_000))).status).toBe(414);
    expect((await get(soqlOf(8_000))).status).toBe(200);
    expect((await get(soqlOf(8_000), { 'X-Long': 'y'.repeat(8_000) })).status).toBe(431);
    const inBody = async (soql: string): Promise<unknown> => {
      const answer = await parts([
        { method: 'GET', url: `${LATEST}/query?q=${encodeURIComponent(soql)}`, referenceId: 'q' },
      ]);
      return (answer.json() as { compositeResponse: Body[] }).compositeResponse[0]?.['httpStatusCode'];
    };
    expect(await inBody(soqlOf(20_000))).toBe(200);
    expect(await inBody(soqlOf(101_000))).toBe(400);
  });
});
