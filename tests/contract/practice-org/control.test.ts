import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import {
  call,
  control,
  getJson,
  LATEST,
  openJob,
  query,
  readControl,
  runJob,
  type Answer,
  type Body,
} from './client';

let practice: PracticeOrg;
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'control' });
});
afterAll(() => practice.close());

const post = (org: PracticeOrg, body: string, path = ''): Promise<Answer> =>
  call(org, 'POST', `/practice/control${path}`, {
    body,
    headers: { 'X-Practice-Control': org.controlToken },
  });

async function readPanel(org: PracticeOrg): Promise<Body> {
  const answer = await call(org, 'GET', '/practice/control/panel', {
    headers: { 'X-Practice-Control': org.controlToken },
  });
  return answer.json() as Body;
}

const objectOf = (panel: Body, name: string): Body | undefined =>
  (panel['objects'] as Body[]).find((one) => one['name'] === name);

const describeOf = (org: PracticeOrg, name: string): Promise<Body> =>
  getJson(org, `${LATEST}/sobjects/${name}/describe`);

describe('the control', () => {
  it('is refused without its token, and refuses what it does not know without doing any of it', async () => {
    expect((await call(practice, 'GET', '/practice/control/panel')).status).toBe(403);
    expect((await call(practice, 'POST', '/practice/control', { body: '{}' })).status).toBe(403);
    const before = await readControl(practice);
    for (const [body, reason] of [
      ['{"preset": "slow", "nonsense": 1}', 'Unknown change: nonsense'],
      ['{"preset": "slow", "settings": {"queueMs": "fast"}}', 'queueMs must be a number'],
      ['{"preset": "slow",\n"settings": {"queueMs": }}', "line 2: '}' where a value is expected"],
      ['{"preset": "slow", "users": [{"username": "nobody"}]}', 'There is no user nobody'],
      ['{"preset": "slow", "organization": {"kind": "moon"}}', 'kind must be one of'],
      ['{"preset": "slow", "clients": [{"clientId": "x"}]}', 'redirectUris must be a list of texts'],
      ['[1]', 'the body must be an object'],
    ] as const) {
      const answer = await post(practice, body);
      expect(answer.status).toBe(400);
      expect(answer.json()).toEqual([
        { errorCode: 'INVALID_CONTROL', message: expect.stringContaining(reason) as string },
      ]);
    }
    const after = await readControl(practice);
    expect([after['preset'], after['settings'], after['clients']]).toEqual([
      before['preset'],
      before['settings'],
      before['clients'],
    ]);
  });

  it('lists settings, faults, clock, log, people, apps and jobs', async () => {
    await openJob(practice, {});
    const state = await readControl(practice);
    expect(Object.keys(state)).toEqual(
      expect.arrayContaining([
        'settings',
        'faults',
        'clock',
        'usage',
        'counts',
        'clients',
        'users',
        'jobs',
        'queryJobs',
        'classicJobs',
        'log',
      ]),
    );
    expect(state['users']).toHaveLength(4);
    expect((state['log'] as Body[]).at(-1)).toMatchObject({ method: 'POST', effect: 'created' });
    const last = (state['log'] as Body[]).at(-1)?.['n'];
    const later = await call(practice, 'GET', `/practice/control?since=${String(last)}`, {
      headers: { 'X-Practice-Control': practice.controlToken },
    });
    expect((later.json() as Body)['log']).toEqual([]);
  });

  it('gives a small picture for a panel, and takes changes there', async () => {
    const panel = await readPanel(practice);
    expect(panel).toMatchObject({
      schema: 'company',
      preset: null,
      conditions: {},
      faults: 0,
      seed: 'control',
    });
    expect(objectOf(panel, 'Account')).toEqual({
      name: 'Account',
      label: 'Account',
      labelPlural: 'Accounts',
      custom: false,
      createable: true,
      records: 2000,
      deleted: 0,
    });
    expect(objectOf(panel, 'User')).toMatchObject({ createable: false, records: 4 });
    const slow = await post(practice, '{"preset": "slow", "addFaults": [{"times": 3}]}', '/panel');
    expect(slow.json()).toMatchObject({
      preset: 'slow',
      conditions: { slowMs: 800, chunkMs: 400 },
      faults: 3,
    });
    const clear = (await post(practice, '{"preset": "clear"}', '/panel')).json() as Body;
    expect([clear['preset'], clear['conditions'], clear['faults']]).toEqual([null, {}, 0]);
  });

  it('counts deleted records apart, and jobs by how far they are', async () => {
    const org = await startPracticeOrg({ seed: 'counts', empty: true });
    await runJob(org, { object: 'Account' }, 'Name\nA\nB\nC\n');
    const [first] = await query(org, 'SELECT Id FROM Account LIMIT 1');
    await call(org, 'DELETE', `${LATEST}/sobjects/Account/${String(first?.['Id'])}`);
    await openJob(org, {});
    const panel = await readPanel(org);
    expect(objectOf(panel, 'Account')).toMatchObject({ records: 2, deleted: 1 });
    expect(panel['jobs']).toEqual({ open: 1, waiting: 0, running: 0, ended: 1 });
    await control(org, { reset: true });
    const fresh = await readPanel(org);
    expect(objectOf(fresh, 'Account')).toMatchObject({ records: 0, deleted: 0 });
    expect(fresh['jobs']).toEqual({ open: 0, waiting: 0, running: 0, ended: 0 });
    await org.close();
  });

  it('resets in one call: records, jobs, settings, faults, clock and users as at the start, ids never again', async () => {
    const org = await startPracticeOrg({ seed: 'one click' });
    const { job, successful } = await runJob(org, { object: 'Account' }, 'Name\nLeft over\n');
    await control(org, {
      settings: { queueMs: 9 },
      faults: [{ pathPattern: 'nowhere' }],
      clock: { offsetMs: 5 },
      users: [{ username: 'bruno.baker@practice.bulkhead.example', isActive: false }],
    });
    await control(org, { reset: true });
    const state = await readControl(org);
    expect(state).toMatchObject({
      settings: { queueMs: 20 },
      faults: [],
      jobs: [],
      clock: { offsetMs: 0 },
      counts: { Account: { live: 2000, deleted: 0 } },
    });
    expect((state['users'] as Body[]).map((user) => user['isActive'])).toEqual([true, true, true, false]);
    const again = await runJob(org, { object: 'Account' }, 'Name\nLeft over\n');
    expect(again.job['id']).not.toBe(job['id']);
    expect(again.successful).not.toBe(successful);
    await org.close();
  });
});

describe('objects loaded while the org runs', () => {
  it('takes describe results as a list, a map, one alone or text, and gives the company back', async () => {
    const site = await describeOf(practice, 'Site__c');
    const account = await describeOf(practice, 'Account');
    const org = await startPracticeOrg({ seed: 'objects' });
    const names = async (): Promise<unknown[]> =>
      ((await readPanel(org))['objects'] as Body[])
        .filter((one) => one['createable'] === true)
        .map((one) => one['name']);
    for (const schema of [
      [site, account],
      { Site__c: site, Account: account },
      JSON.stringify([site, account]),
    ]) {
      const panel = (await post(org, JSON.stringify({ schema }), '/panel')).json() as Body;
      expect(panel['schema']).toBe('own');
      expect(await names()).toEqual(['Account', 'Site__c']);
    }
    await control(org, { schema: site });
    expect(await names()).toEqual(['Site__c']);
    expect((await call(org, 'GET', `${LATEST}/sobjects/Contact/describe`)).status).toBe(404);
    await control(org, { schema: [account] });
    const made = await runJob(org, { object: 'Account' }, 'Name,Legacy_Id__c\nMine,L-1\n');
    expect(made.job).toMatchObject({ numberRecordsProcessed: 1, numberRecordsFailed: 0 });
    await control(org, { reset: true });
    expect(await query(org, 'SELECT Id FROM Account')).toEqual([]);
    await control(org, { schema: null });
    expect(await query(org, 'SELECT COUNT(Id) n FROM Account')).toMatchObject([{ n: 2000 }]);
    const id = /"(001\w{15})"/.exec(made.successful)?.[1] ?? '';
    expect((await call(org, 'GET', `${LATEST}/sobjects/Account/${id}`)).status).toBe(404);
    await org.close();
  });

  it('refuses what it cannot read with line and reason, and leaves the objects alone', async () => {
    const inline =
      '{"schema": [\n{"name": "X", "keyPrefix": "x01",\n"fields": [\n{"name": "A", "type": "string"}]}]}';
    for (const [body, reason] of [
      [inline, 'schema: line 2: X: field Id is missing'],
      [inline.replace('string', 'sound'), 'schema: line 4: X: field A: type sound is unknown'],
      [
        JSON.stringify({ schema: '[\n{"name": "X"}]' }),
        'schema: line 2: X: keyPrefix must be three letters or digits',
      ],
      [JSON.stringify({ schema: '{\n"a": [1,\n}' }), "schema: line 3: '}' where a value is expected"],
      ['{"schema": {"name": "X", }}', "line 1: '}' where a name in quotes is expected"],
      ['{"schema": []}', 'schema: line 1: the file describes no object'],
    ] as const) {
      const answer = await post(practice, body);
      expect([answer.status, (answer.json() as Body[])[0]?.['message']]).toEqual([400, reason]);
    }
    expect(await readPanel(practice)).toMatchObject({ schema: 'company' });
  });

  it('keeps them in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'practice-control-'));
    const account = await describeOf(practice, 'Account');
    const first = await startPracticeOrg({ dataFolder: folder, seed: 'kept objects' });
    await control(first, { schema: [account] });
    await runJob(first, { object: 'Account' }, 'Name\nMine\n');
    await first.close();
    const second = await startPracticeOrg({ dataFolder: folder });
    expect(await readPanel(second)).toMatchObject({ schema: 'own', seed: 'kept objects' });
    expect(await query(second, 'SELECT Name FROM Account')).toMatchObject([{ Name: 'Mine' }]);
    await control(second, { schema: null });
    await second.close();
    const third = await startPracticeOrg({ dataFolder: folder });
    expect(objectOf(await readPanel(third), 'Account')).toMatchObject({ records: 2000 });
    await third.close();
    await rm(folder, { recursive: true });
  });
});

describe('kinds of org', () => {
  const ask = async (org: PracticeOrg): Promise<Body | undefined> =>
    (
      await query(
        org,
        'SELECT Name, InstanceName, IsSandbox, OrganizationType, TrialExpirationDate FROM Organization',
      )
    )[0];

  it('plays production, sandbox, trial, scratch and developer orgs', async () => {
    const org = await startPracticeOrg({ seed: 'kind', empty: true, kind: 'production' });
    expect(await ask(org)).toMatchObject({
      IsSandbox: false,
      OrganizationType: 'Enterprise Edition',
      TrialExpirationDate: null,
    });
    await control(org, { organization: { kind: 'sandbox', name: 'Acme full copy' } });
    expect(await ask(org)).toMatchObject({ Name: 'Acme full copy', IsSandbox: true, InstanceName: 'CS101' });
    expect((await readPanel(org))['organization']).toMatchObject({ kind: 'sandbox', name: 'Acme full copy' });
    await control(org, { organization: { kind: 'scratch' } });
    expect(await ask(org)).toMatchObject({
      IsSandbox: true,
      TrialExpirationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/) as string,
    });
    for (const kind of ['developer', 'trial']) {
      await control(org, { organization: { kind } });
      expect((await readPanel(org))['organization']).toMatchObject({ kind, isSandbox: false });
    }
    await org.close();
  });
});
