import { expect } from 'vitest';
import type { LoadOptions, LoadView } from '../../../src/shared/domain/load';
import type { World } from './world';

export const rows = 450;

/** Inserts without any key: the case in which sending twice would show as duplicates. */
export const prepare = async (
  world: World,
  mark = '',
  options: Partial<LoadOptions> = {},
): Promise<LoadView> => {
  const lines = ['Last Name,Annual Budget,Email'];
  for (let index = 1; index <= rows; index += 1) {
    lines.push(
      `Row ${mark}${index},${index * 1000000},${index % 50 === 0 ? 'not an address' : `r${mark.replaceAll(' ', '-')}${index}@test.example`}`,
    );
  }
  const path = await world.file('rows.csv', `${lines.join('\n')}\n`);
  const draft = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'insert' });
  await world.call['loads.setOptions']({ loadId: draft.id, options });
  await world.call['loads.review']({ loadId: draft.id });
  return draft;
};

/** The org's own records against the ledger: each row's state must be what the org holds, once. */
export const judge = async (world: World, loadId: string): Promise<LoadView> => {
  const view = await world.settled(loadId);
  // Of a load that is paused nothing can be said yet.
  expect([view.phase, view.pause]).toEqual(['finished', null]);
  expect(view.balance.balanced).toBe(true);
  const records = await world.records('Contact');
  const byName = new Map<string, string[]>();
  for (const record of records) {
    const name = String(record['LastName']);
    byName.set(name, [...(byName.get(name) ?? []), String(record['Id'])]);
  }
  for (const ids of byName.values()) expect(ids).toHaveLength(1);
  const page = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 1000 });
  for (const row of page.rows) {
    const inOrg = byName.get(row.cells[0] ?? '') ?? [];
    if (row.state === 'created') expect([row.recordId]).toEqual(inOrg);
    else if (row.state !== 'no_verdict') expect(inOrg).toEqual([]);
  }
  return view;
};

const base = '/services/data/v67.0/jobs/ingest';
/** The calls of a load, as the practice org's faults name them. */
export const routes = {
  create: { method: 'POST', pathPattern: `${base}/*$` },
  upload: { method: 'PUT', pathPattern: '/batches' },
  commit: { method: 'PATCH', pathPattern: `${base}/[^/]+$` },
  look: { method: 'GET', pathPattern: `${base}/750[^/]+$` },
  successes: { method: 'GET', pathPattern: 'successfulResults' },
  failures: { method: 'GET', pathPattern: 'failedResults' },
  unprocessed: { method: 'GET', pathPattern: 'unprocessedrecords' },
} as const;

const classic = '/services/async/67.0/job';
/** The calls of a load by Bulk API 1.0. */
export const classicRoutes = {
  'open the job': { method: 'POST', pathPattern: `${classic}/*$` },
  'post a batch': { method: 'POST', pathPattern: '/batch/*$' },
  'list the batches': { method: 'GET', pathPattern: '/batch/*$' },
  'close the job': { method: 'POST', pathPattern: `${classic}/750[^/]+/*$` },
  'fetch results': { method: 'GET', pathPattern: '/result/*$' },
} as const;

/** The calls of a load by collections. */
export const collectionRoutes = {
  'insert records': { method: 'POST', pathPattern: 'composite/sobjects' },
} as const;

/** What can go wrong with one call. */
export const faults = {
  'drops before': { when: 'before', action: 'drop' },
  'drops after': { when: 'after', action: 'drop' },
  'answers 500': { when: 'before', action: 'status', status: 500, errorCode: 'UNKNOWN_EXCEPTION' },
  'answers 503 after acting': {
    when: 'after',
    action: 'status',
    status: 503,
    errorCode: 'SERVER_UNAVAILABLE',
  },
  'shows a maintenance page': { when: 'before', action: 'html', status: 503 },
  'says the session is over': {
    when: 'before',
    action: 'status',
    status: 401,
    errorCode: 'INVALID_SESSION_ID',
  },
  'cuts the answer': { when: 'after', action: 'truncate' },
} as const;
