import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import {
  addBatch,
  callClassic,
  element,
  elements,
  jobXml,
  openClassic,
  resultOf,
  waitForBatches,
} from './classic';
import { call, dataLines, getJson, LATEST, query, runJob, type Body } from './client';
import { makeZip } from './zip';

let practice: PracticeOrg;
let accountId = '';
beforeAll(async () => {
  practice = await startPracticeOrg({ seed: 'zip', empty: true });
  await runJob(practice, { object: 'Account' }, 'Name\nHolder\n');
  accountId = String((await query(practice, 'SELECT Id FROM Account'))[0]?.['Id']);
});
afterAll(() => practice.close());

const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 1, 2, 3]);

async function load(contentType: string, files: Record<string, string | Buffer>): Promise<[string, string]> {
  const job = await openClassic(practice, { object: 'Attachment', contentType });
  const type = `zip/${contentType.slice(4).toLowerCase()}`;
  const batch = await addBatch(practice, job, makeZip(files), type);
  const list = await waitForBatches(practice, job);
  if (element(list, 'state') === 'Failed' || list.startsWith('{')) return [list, ''];
  return [list, await resultOf(practice, job, batch)];
}

async function bodyOf(id: string): Promise<Buffer> {
  const { Body: url, BodyLength } = await getJson(practice, `${LATEST}/sobjects/Attachment/${id}`);
  expect(url).toBe(`${LATEST}/sobjects/Attachment/${id}/Body`);
  const answer = await fetch(`${practice.instanceUrl}${String(url)}`, {
    headers: { Authorization: `Bearer ${practice.accessToken}` },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(BodyLength).toBe(bytes.length);
  return bytes;
}

describe('zipped batches of Bulk API 1.0', () => {
  it('CSV names its files by #, rows keep their order, and a file that is not there refuses its row', async () => {
    const csv = `Name,ParentId,Body\na.png,${accountId},#pictures/a.png\nlost.png,${accountId},#lost.png\nb.txt,${accountId},${Buffer.from('plain').toString('base64')}\n`;
    const [, result] = await load('ZIP_CSV', { 'request.txt': csv, 'pictures/a.png': PICTURE });
    const lines = dataLines(result);
    expect(lines.map((line) => line.split(',')[1])).toEqual(['"true"', '"false"', '"true"']);
    expect(lines[1]).toContain(
      "Failed to deserialize field at col 2. Due to, '#lost.png' is not a valid value for the type xsd:base64Binary:Body --",
    );
    const idAt = (n: number): string => String(lines[n]?.slice(1, 19));
    expect(await bodyOf(idAt(0))).toEqual(PICTURE);
    expect((await bodyOf(idAt(2))).toString()).toBe('plain');
  });

  it('JSON and XML name them alike, and answer in their own form', async () => {
    const record = { Name: 'j.png', ParentId: accountId, Body: '#j.png' };
    const job = await openClassic(practice, { object: 'Attachment', contentType: 'ZIP_JSON' });
    const zip = makeZip({ 'request.txt': JSON.stringify([record]), 'j.png': PICTURE });
    const added = await callClassic(practice, 'POST', `/${job}/batch`, zip, { 'Content-Type': 'zip/json' });
    const batch = (added.json() as Body)['id'];
    const info = async (): Promise<Body> =>
      (await callClassic(practice, 'GET', `/${job}/batch/${String(batch)}`)).json() as Body;
    while ((await info())['state'] !== 'Completed');
    const [made] = JSON.parse(await resultOf(practice, job, String(batch))) as Body[];
    expect(made).toMatchObject({ success: true, created: true });
    expect(await bodyOf(String(made?.['id']))).toEqual(PICTURE);

    const xml = `<sObjects xmlns="http://www.force.com/2009/06/asyncapi/dataload"><sObject><Name>x.png</Name><ParentId>${accountId}</ParentId><Body>#x.png</Body></sObject></sObjects>`;
    const [, result] = await load('ZIP_XML', { 'request.txt': xml, 'x.png': PICTURE });
    expect(elements(result, 'success')).toEqual(['true']);
    expect(await bodyOf(String(element(result, 'id')))).toEqual(PICTURE);
  });

  it('gives the request back as it came', async () => {
    const zip = makeZip({ 'request.txt': `Name,ParentId,Body\nr,${accountId},#r\n`, r: 'r' });
    const job = await openClassic(practice, { object: 'Attachment', contentType: 'ZIP_CSV' });
    const batch = await addBatch(practice, job, zip, 'zip/csv');
    await waitForBatches(practice, job);
    const back = await fetch(
      `${practice.instanceUrl}/services/async/67.0/job/${job}/batch/${batch}/request`,
      {
        headers: { 'X-SFDC-Session': practice.accessToken },
      },
    );
    expect(back.headers.get('content-type')).toBe('zip/csv');
    expect(Buffer.from(await back.arrayBuffer())).toEqual(zip);
  });

  it.each([
    ['no request.txt', makeZip({ 'other.txt': 'Name\nA\n' }), 'The zip file has no request.txt'],
    ['no zip', Buffer.from('Name\nA\n'), 'Failed to read the zip file'],
    ['too much', makeZip({ 'request.txt': 'Name\n', big: Buffer.alloc(20_000_001) }), 'unpacks to more than'],
    ['an unknown column', makeZip({ 'request.txt': 'Nam\nA\n' }), 'Field name not found : Nam'],
  ])('fails a batch with %s', async (_what, body, reason) => {
    const job = await openClassic(practice, { object: 'Attachment', contentType: 'ZIP_CSV' });
    await addBatch(practice, job, body, 'zip/csv');
    const list = await waitForBatches(practice, job);
    expect([element(list, 'state'), element(list, 'stateMessage')]).toEqual([
      'Failed',
      expect.stringContaining(reason),
    ]);
  });

  it('is not for queries', async () => {
    const refused = await callClassic(
      practice,
      'POST',
      '',
      jobXml({ operation: 'query', contentType: 'ZIP_CSV' }),
    );
    expect([refused.status, element(refused.text, 'exceptionCode')]).toEqual([400, 'InvalidJob']);
  });
});

describe('binary fields', () => {
  it('are described, saved from base64 by REST, refused where they are none, and go with their parent', async () => {
    const described = await getJson(practice, `${LATEST}/sobjects/Attachment/describe`);
    expect((described['fields'] as Body[]).find((field) => field['name'] === 'Body')).toMatchObject({
      type: 'base64',
      soapType: 'xsd:base64Binary',
      filterable: false,
      sortable: false,
    });
    const post = (Body: string): ReturnType<typeof call> =>
      call(practice, 'POST', `${LATEST}/sobjects/Attachment`, {
        body: JSON.stringify({ Name: 'r', ParentId: accountId, Body }),
      });
    const made = await post(PICTURE.toString('base64'));
    expect(await bodyOf(String((made.json() as Body)['id']))).toEqual(PICTURE);
    expect((await post('not base64')).status).toBe(400);
    const bulk = await call(practice, 'POST', `${LATEST}/jobs/query`, {
      body: '{"operation":"query","query":"SELECT Id, Body FROM Attachment"}',
    });
    expect((bulk.json() as Body[])[0]?.['message']).toBe('Binary fields not supported: Body');
    await call(practice, 'DELETE', `${LATEST}/sobjects/Account/${accountId}`);
    expect(await query(practice, 'SELECT Id FROM Attachment')).toEqual([]);
  });
});
