import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lastLine, openBench, type Bench } from './bench';
import { openSparseOrg } from './sparse-org';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(async () => bench.end());

const words = (url: string): string[] => ['--instance-url', url, '--access-token-env', 'TOKEN_OF_TEST'];

describe('an org that offers only what it must', () => {
  it.each([403, 404, 501] as const)('is loaded into, and what it lacks (%i) is a note', async (refusal) => {
    const org = await openSparseOrg(refusal);
    try {
      const file = await bench.file('s.csv', 'name,external,Parent__r.Code__c,Other\nAda,1,P,x\nEve,2,,y\n');
      const target = [
        '--object',
        'Thing__c',
        '--operation',
        'upsert',
        '--external-id',
        'Ext__c',
        '--api',
        '2.0',
      ];
      const load = [
        'load',
        '--file',
        file,
        ...target,
        '--out',
        `sparse-${refusal}`,
        '--json',
        '--give-up-after',
        '5',
      ];
      const finished = await bench.run([...load, ...words(org.url)]);
      expect(finished.code).toBe(0);
      expect(lastLine(finished)).toMatchObject({ rows: 2, created: 2, exit: 0, balanced: true, api: '2.0' });
      expect(org.jobs.map((job) => job.body)).toEqual(['Name,Ext__c,Parent__r.Code__c\nAda,1,P\nEve,2,\n']);
      expect(org.jobs[0]?.fields).toMatchObject({
        object: 'Thing__c',
        operation: 'upsert',
        externalIdFieldName: 'Ext__c',
      });
      const report = JSON.parse(await bench.read(`sparse-${refusal}/report.json`)) as {
        notes: { call: string }[];
      };
      expect(report.notes.map(({ call }) => call)).toEqual([
        'GET /services/oauth2/userinfo',
        'SELECT FROM Organization',
      ]);
      const resumed = await bench.run(['resume', ...words(org.url), '--json']);
      expect(resumed).toMatchObject({ code: 0, out: '{"resumed":0}\n' });
    } finally {
      await org.close();
    }
  });

  it('never has its token carried along by a redirect', async () => {
    const [org, other] = [await openSparseOrg(404), await openSparseOrg(404)];
    try {
      org.redirectTo(other.url);
      const file = await bench.file('r.csv', 'Name\nAda\n');
      const load = [
        'load',
        '--file',
        file,
        '--object',
        'Thing__c',
        '--operation',
        'insert',
        '--out',
        'redirected',
      ];
      const refused = await bench.run([...load, ...words(org.url)]);
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toMatch(/another address/);
      expect(other.log.filter((line) => line.includes('token'))).toEqual([]);
    } finally {
      await Promise.all([org.close(), other.close()]);
    }
  });
});
