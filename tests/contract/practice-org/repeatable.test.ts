import { describe, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { addBatch, openClassic, resultOf, waitForBatches } from './classic';
import { call, LATEST, runJob, type Body } from './client';

const CSV = `LastName,Email,AccountId\n${Array.from({ length: 450 }, (_, n) => `Row ${n},${n % 9 === 0 ? 'nobody' : `p${n}@x.example`},`).join('\n')}\n`;

const withoutTimes = (text: string): string =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+0000)/g, 'then').replace(/"[a-zA-Z]*ProcessingTime":\d+/g, '');

/** The same calls, and everything that came back but the time of day and the port. */
async function ask(org: PracticeOrg): Promise<string[]> {
  const heard: string[] = [];
  const get = async (path: string, method = 'GET', body?: string): Promise<Body> => {
    const answer = await call(org, method, path, body === undefined ? {} : { body });
    heard.push(withoutTimes(answer.text).replaceAll(org.instanceUrl, ''));
    return answer.text.startsWith('{') ? (answer.json() as Body) : {};
  };
  const page = await get(`${LATEST}/query?q=${encodeURIComponent('SELECT Id, Name, Email FROM Contact')}`);
  await get(String(page['nextRecordsUrl']));
  const job = await runJob(org, {}, CSV);
  heard.push(job.id, job.successful, job.failed);
  await get(`${LATEST}/jobs/ingest/${job.id}`);
  await get(`${LATEST}/jobs/ingest`);
  await get(
    `${LATEST}/composite/sobjects`,
    'POST',
    JSON.stringify({ records: [{ attributes: { type: 'Account' }, Name: 'A' }] }),
  );
  const classic = await openClassic(org);
  const batch = await addBatch(org, classic, 'LastName\nOne\n\nTwo\n');
  await waitForBatches(org, classic);
  heard.push(classic, batch, await resultOf(org, classic, batch));
  await get(`${LATEST}/sobjects/Account/describe`);
  await get(`${LATEST}/query?q=${encodeURIComponent('SELECT Id, Name FROM RecordType')}`);
  return heard;
}

async function askNew(seed: string): Promise<string[]> {
  const org = await startPracticeOrg({ seed });
  const heard = await ask(org);
  await org.close();
  return heard;
}

describe('one seed is one org', () => {
  it('equal seeds and equal calls give equal answers, ids included; another seed gives others', async () => {
    const first = await askNew('equal');
    expect(await askNew('equal')).toEqual(first);
    expect(await askNew('other')).not.toEqual(first);
  });
});
