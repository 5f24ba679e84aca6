import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { planAttempt } from '../../../core/load/state';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { toEmptyDoc } from '../../store/empty-doc';
import { markSending } from '../../store/load-folder';
import type { Orgs } from '../orgs';
import type { OpenLoads } from './open-loads';
import { openTestLoads, testOrg, toTestOrgs } from './test-loads';
import { createRunning } from './running';

const way = { api: '2.0', mode: 'parallel', batchSize: null } as const;
const object: LoadableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  operations: ['insert'],
  fields: [],
  keys: [],
};

let loads: OpenLoads;
let end: () => Promise<void>;
let loadId: string;
/** Paths of the calls that reached the org, but for the question what time it is there. */
let calls: string[];
/** Lets the org be reached. */
let answer: () => void;
let orgs: Orgs;
let named = 0;

beforeAll(async () => ({ loads, end } = await openTestLoads()));
afterAll(async () => end());

beforeEach(async () => {
  loadId = `load-${(named += 1)}`;
  calls = [];
  const reached = new Promise<void>((resolve) => (answer = resolve));
  orgs = toTestOrgs(async ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname !== '/services/data') calls.push(pathname);
    throw new Error('nobody answers');
  }, reached);
  const target = { object: 'Contact', objectLabel: 'Contact', objectLabelPlural: 'Contacts' };
  const attempt = planAttempt(1, way, [{ rows: 3, chain: null }], 0);
  const store = await loads.create({
    ...toEmptyDoc(testOrg, loadId, 'contacts.csv'),
    target: { ...target, operation: 'insert' },
    checked: true,
    attempt,
    attempts: [{ attempt: 1, way, reason: 'many-rows', rows: 3, startedAt: 0, endedAt: null }],
  });
  await loads.saveObject(loadId, object);
  await store.change(async (doc, tx) => {
    await tx.run('CREATE TABLE sent_1 (pos INTEGER, job INTEGER, rn INTEGER, place INTEGER, size INTEGER)');
    return doc;
  });
  await markSending(store.folder);
  await loads.announce(loadId);
});

const open = () => createRunning(loads, orgs, { guard: async () => undefined, log: () => undefined });

describe('a load that is just being set going', () => {
  it('is stopped all the same, before anything of it has reached the org', async () => {
    const running = open();
    const adopting = running.adopt();
    await expect.poll(() => running.isRunning(loadId)).toBe(true);
    const view = await running.stop(loadId);
    expect(view.phase).toBe('stopping');
    answer();
    await adopting;
    await running.ended(loadId);
    const { attempt } = await (await loads.store(loadId)).readDoc();
    expect(attempt).toMatchObject({ phase: 'finished', stopRequested: true, jobs: [{ phase: 'abandoned' }] });
    expect(calls).toEqual([]);
  });

  it('is left all the same, and what is on disk is as it was', async () => {
    const running = open();
    const adopting = running.adopt();
    await expect.poll(() => running.isRunning(loadId)).toBe(true);
    const leaving = running.leave(loadId);
    answer();
    await Promise.all([adopting, leaving]);
    const { attempt } = await (await loads.store(loadId)).readDoc();
    expect(attempt).toMatchObject({
      phase: 'paused',
      pause: { code: 'load.left' },
      jobs: [{ phase: 'planned' }],
    });
    expect(running.isRunning(loadId)).toBe(false);
    expect(calls).toEqual([]);
  });
});
