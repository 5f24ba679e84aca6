import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { run } from '../setup/run.mjs';
import { markCalls, readStatuses } from './calls.mjs';
import { makeContacts, ROWS } from './contacts.mjs';
import { connect } from './jsforce-connection.mjs';
import { formatCount } from './trials.mjs';

/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */
/** @typedef {import('./trials.mjs').Trial} Trial */

/** Rows of a page where a result is meant to have several. */
const PAGE = 1500;
const PAGES_PROGRAM = fileURLToPath(new URL('several-pages.mjs', import.meta.url));
const PAGES_LIMIT = 60_000;

/**
 * @param {PracticeOrg} org
 * @param {string} object
 * @returns {Promise<string[]>} Ids of its live records, in order.
 */
async function readIds(org, object) {
  const records = await org.readRecords(object);
  return records
    .filter((record) => record['IsDeleted'] === false)
    .map((record) => String(record['Id']))
    .sort();
}

/** @type {Trial} */
const DESCRIBE = {
  what: '`describeGlobal()` and `describe()` of every object it names',
  async go(org) {
    const conn = connect(org);
    const since = await markCalls(org);
    const { sobjects } = await conn.describeGlobal();
    let fields = 0;
    let compared = 0;
    for (const { name } of sobjects) {
      const described = await conn.describe(name);
      const [record] = await org.readRecords(name);
      fields += described.fields.length;
      if (!record) continue;
      const held = Object.keys(record).filter((key) => key !== 'attributes');
      assert.deepEqual(described.fields.map((field) => field.name).sort(), held.sort(), name);
      compared += 1;
    }
    const statuses = await readStatuses(org, since, /^GET .*\/sobjects/);
    assert.deepEqual(
      statuses,
      Array.from({ length: sobjects.length + 1 }, () => 200),
    );
    return `${sobjects.length} objects with ${fields} fields; in the ${compared} that hold records, each has exactly those`;
  },
};

/** @type {Trial} */
const QUERY = {
  what: '`query()` over several pages, fetching them by itself',
  async go(org) {
    await org.change({ settings: { queryPageSize: 600 } });
    const since = await markCalls(org);
    const found = await connect(org).query('SELECT Id, Name FROM Account', {
      autoFetch: true,
      maxFetch: 10_000,
    });
    const held = await readIds(org, 'Account');
    assert.deepEqual(found.records.map((record) => String(record['Id'])).sort(), held);
    assert.equal(found.totalSize, held.length);
    const pages = await readStatuses(org, since, /^GET .*\/query/);
    assert.equal(pages.length, Math.ceil(held.length / 600));
    return `${formatCount(held.length)} accounts over ${pages.length} pages, each of the org's once`;
  },
};

const PAGED = "SELECT Id, Contact_No__c, Description FROM Contact WHERE Contact_No__c LIKE 'R-%'";

/** @param {PracticeOrg} org */
async function readPaged(org) {
  const records = await org.readRecords('Contact');
  return records
    .filter((record) => String(record['Contact_No__c']).startsWith('R-'))
    .map((record) => [record['Id'], record['Contact_No__c'], record['Description']].map(String).join(' '))
    .sort();
}

/** @param {Record<string, unknown>} record */
const joinCells = (record) => [record['Id'], record['Contact_No__c'], record['Description']].join(' ');

/** @type {Trial} */
const BULK_QUERY = {
  what: `\`bulk2.query()\` of ${formatCount(ROWS)} rows on one page`,
  async go(org) {
    const conn = connect(org);
    const input = makeContacts('R');
    await conn.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'insert', input });
    const since = await markCalls(org);
    const records = await (await conn.bulk2.query(PAGED)).toArray();
    const held = await readPaged(org);
    assert.equal(held.length, ROWS);
    assert.deepEqual(records.map(joinCells).sort(), held);
    assert.deepEqual(await readStatuses(org, since, /^GET .*\/results/), [200]);
    return `${formatCount(records.length)} rows, each as the org holds it`;
  },
};

/**
 * Reads the newest query job's result page by page, following the org's locators by hand.
 *
 * @param {PracticeOrg} org
 * @returns {Promise<{ cells: string[], pages: number }>}
 */
async function readPagesByHand(org) {
  const base = `${org.instanceUrl}/services/data/v67.0/jobs/query`;
  const headers = { Authorization: `Bearer ${org.accessToken}` };
  const body = JSON.stringify({ operation: 'query', query: PAGED });
  const made = await fetch(base, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body,
  });
  const { id } = /** @type {{ id: string }} */ (await made.json());
  for (let state = ''; state !== 'JobComplete';) {
    ({ state } = /** @type {{ state: string }} */ (await (await fetch(`${base}/${id}`, { headers })).json()));
    assert.notEqual(state, 'Failed');
  }
  const cells = [];
  let pages = 0;
  for (let locator = ''; locator !== 'null'; pages += 1) {
    const page = await fetch(`${base}/${id}/results${locator && `?locator=${locator}`}`, { headers });
    /** @type {Papa.ParseResult<Record<string, string>>} */
    const parsed = Papa.parse(await page.text(), { header: true, skipEmptyLines: true });
    assert.deepEqual(parsed.errors, []);
    assert.equal(page.headers.get('sforce-numberofrecords'), String(parsed.data.length));
    cells.push(...parsed.data.map(joinCells));
    locator = page.headers.get('sforce-locator') ?? 'null';
  }
  return { cells: cells.sort(), pages };
}

/** @param {PracticeOrg} org */
async function tryPages(org) {
  const env = { ...process.env, ACCESS_TOKEN: org.accessToken };
  const program = [PAGES_PROGRAM, org.instanceUrl, PAGED];
  const { code, stdout, stderr, timedOut } = await run(process.execPath, program, {
    env,
    limit: PAGES_LIMIT,
  });
  const isRight = code === 0 && stdout.trim() === String(ROWS);
  const words = code === 0 ? `${stdout.trim()} rows` : /^.*Error.*$/m.exec(stderr)?.[0].trim();
  const end = timedOut ? 'it did not end' : `exit code ${code}`;
  return { isRight, said: `${end}: ${words ?? 'no words of its own'}` };
}

/** @type {Trial} */
const SEVERAL_PAGES = {
  what: `\`bulk2.query()\` of ${formatCount(ROWS)} rows on several pages`,
  async go(org) {
    const onOnePage = await tryPages(org);
    assert.ok(onOnePage.isRight, `the same program on one page: ${onOnePage.said}`);
    await org.change({ settings: { queryResultRows: PAGE } });
    const since = await markCalls(org);
    const tried = await tryPages(org);
    const asked = await readStatuses(org, since, /^GET .*\/results/);
    const byHand = await readPagesByHand(org);
    assert.equal(byHand.pages, Math.ceil(ROWS / PAGE));
    assert.deepEqual(byHand.cells, await readPaged(org));
    assert.ok(
      asked.length > 0 && asked.every((status) => status === 200),
      `pages were answered ${asked.join(', ')}`,
    );
    if (tried.isRight) return `${formatCount(ROWS)} rows over ${byHand.pages} pages`;
    return {
      expected: `of jsforce itself, which writes every page to one stream that ends with the first (${tried.said}); the same program on one page passes, and read by hand the ${byHand.pages} pages hold each of the org's rows once`,
    };
  },
};

/** What jsforce reads. */
export const READS = [DESCRIBE, QUERY, BULK_QUERY, SEVERAL_PAGES];
