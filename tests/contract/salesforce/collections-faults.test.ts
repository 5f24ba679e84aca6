import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toCollectionRecord } from '../../../src/core/load/to-collection-record';
import type { CollectionOptions, Collections } from '../../../src/main/load/collections-ports';
import { openCollections } from '../../../src/main/salesforce/collections';
import { readText, type Transport } from '../../../src/main/salesforce/transport';
import { query } from '../practice-org/client';
import { failureOf, openWire, type Wire } from './practice-session';

const signal = new AbortController().signal;
const options: CollectionOptions = {
  object: 'Contact',
  allOrNone: false,
  autoAssign: false,
  duplicateSave: false,
};

let wire: Wire;
let collections: Collections;

beforeAll(async () => {
  wire = await openWire();
  collections = openCollections(wire.session);
});
afterAll(async () => wire.org.close());
beforeEach(async () => {
  await wire.control({ settings: null, faults: [], clearLog: true });
});

const record = (lastName: string) =>
  toCollectionRecord('Contact', [{ header: 'LastName', type: 'string' }], [lastName]);
const insert = async (...records: ReturnType<typeof record>[]) =>
  collections.send({ ...options, operation: 'insert', records }, signal);

describe('a lost answer of collections', () => {
  const faults = {
    'a 503 before the org acts': { action: 'html', status: 503, when: 'before' },
    'a 503 after the org acted': { action: 'html', status: 503, when: 'after' },
    'a dropped connection before the org acts': { action: 'drop', when: 'before' },
    'a dropped connection after the org acted': { action: 'drop', when: 'after' },
    'an answer cut in the middle': { action: 'truncate' },
    'an answer that ends too early as if it were whole': { action: 'truncate', clean: true },
  };
  for (const [name, fault] of Object.entries(faults)) {
    it(`by ${name} is one request and a doubt`, async () => {
      const last = `Lost by ${name}`;
      await wire.control({ faults: [{ method: 'POST', pathPattern: 'composite/sobjects', ...fault }] });
      expect(await failureOf(insert(record(last)))).toMatchObject({ kind: 'lost' });
      expect(await wire.calls('POST', /composite\/sobjects/)).toHaveLength(1);
      const saved = !('when' in fault) || fault.when === 'after';
      expect(await query(wire.org, `SELECT Id FROM Contact WHERE LastName = '${last}'`)).toHaveLength(
        saved ? 1 : 0,
      );
    });
  }

  it.each([
    ['fewer', (answers: unknown[]) => answers.slice(1)],
    ['more', (answers: unknown[]) => [...answers, ...answers]],
    ['no', () => ({ id: null })],
  ])('is an answer with %s results', async (name, doctor) => {
    const { transport } = wire.session;
    const doctored: Transport = async (request) => {
      const answer = await transport(request);
      const body = JSON.stringify(doctor(JSON.parse(await readText(answer)) as unknown[]));
      return { ...answer, body: Readable.from([Buffer.from(body)]) };
    };
    const strange = openCollections({ ...wire.session, transport: doctored });
    const records = [record('Count A'), record('Count B')];
    const failure = await failureOf(strange.send({ ...options, operation: 'insert', records }, signal));
    expect(failure.kind).toBe('lost');
    if (name !== 'no') {
      expect(failure.error).toMatchObject({ code: 'org.result-count', params: { expected: 2 } });
    }
  });

  it('is told from a call that was broken off', async () => {
    const stop = new AbortController();
    await wire.control({ faults: [{ pathPattern: 'sobjects', action: 'delay', delayMs: 2000 }] });
    const records = [record('Broken off')];
    const call = failureOf(collections.send({ ...options, operation: 'insert', records }, stop.signal));
    setTimeout(() => stop.abort(), 50);
    expect(await call).toMatchObject({ kind: 'cancelled' });
  });
});

describe('a sign-in that has expired', () => {
  it('is renewed, and the call made again: nothing had been done', async () => {
    await wire.control({ expireSessions: true });
    const before = wire.refreshes();
    expect(await insert(record('Expired'))).toMatchObject([{ success: true }]);
    expect(wire.refreshes()).toBe(before + 1);
    expect(await wire.calls('POST', /composite\/sobjects/)).toMatchObject([{ status: 401 }, { status: 200 }]);
  });

  it('waits for a person where it can’t be renewed', async () => {
    const dead = openCollections({
      ...wire.session,
      access: () => ({ instanceUrl: wire.org.instanceUrl, accessToken: 'dead' }),
      refresh: async () => ({ instanceUrl: wire.org.instanceUrl, accessToken: 'dead too' }),
    });
    const records = [record('Nobody')];
    expect(await failureOf(dead.send({ ...options, operation: 'insert', records }, signal))).toMatchObject({
      kind: 'held-up',
      error: { code: 'auth.expired' },
    });
  });
});

describe('limits', () => {
  it('of a day hold the load up; of a moment say when to come back', async () => {
    const fault = {
      pathPattern: 'sobjects',
      action: 'status',
      status: 403,
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
    };
    const refused = async () => failureOf(insert(record('Limited')));
    await wire.control({ faults: [{ ...fault, message: 'TotalRequests Limit exceeded.' }] });
    expect(await refused()).toMatchObject({ kind: 'held-up', error: { code: 'org.limit' } });
    await wire.control({
      faults: [{ ...fault, message: 'ConcurrentRequests Limit exceeded.', retryAfter: 3 }],
    });
    expect(await refused()).toMatchObject({ kind: 'busy', retryAfterMs: 3000 });
  });
});
