import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openUsageMeter, parseUsage } from './usage';

describe('parseUsage', () => {
  it.each([
    ['api-usage=18/15000', { left: 14_982, max: 15_000 }],
    ['api-usage=25/5000; per-app-api-usage=17/250(appName=sample-connected-app)', { left: 4975, max: 5000 }],
    ['per-app-api-usage=17/250(appName=x); api-usage=1/10', { left: 9, max: 10 }],
    ['api-usage=15010/15000', { left: 0, max: 15_000 }],
    ['per-app-api-usage=17/250(appName=x)', null],
    ['api-bursts=3', null],
    ['', null],
  ])('%s', (header, expected) => {
    expect(parseUsage(header)).toEqual(expected);
  });
});

describe('openUsageMeter', () => {
  it('keeps the newest word of each org, and passes the answer on as it is', async () => {
    const meter = openUsageMeter();
    let used = 0;
    const response = { status: 200, body: Readable.from([]) };
    const transport = meter.watch(async ({ url }) => ({
      ...response,
      headers: url.includes('other') ? {} : { 'sforce-limit-info': `api-usage=${(used += 1)}/100` },
    }));
    expect(meter.read('https://acme.my.test')).toBeNull();
    await transport({ method: 'GET', url: 'https://acme.my.test/a' });
    const answer = await transport({ method: 'GET', url: 'https://acme.my.test/b' });
    expect(answer.body).toBe(response.body);
    await transport({ method: 'GET', url: 'https://other.my.test/a' });
    expect(meter.read('https://acme.my.test')).toMatchObject({ left: 98, max: 100 });
    expect(meter.read('https://other.my.test')).toBeNull();
  });
});
