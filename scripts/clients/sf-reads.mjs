import assert from 'node:assert/strict';
import { markCalls, readStatuses } from './calls.mjs';
import { readRows } from './sf-loads.mjs';
import { ALIAS } from './sf-login.mjs';
import { judgeGoodEnd } from './sf-program.mjs';
import { formatCount } from './trials.mjs';

/** @typedef {import('./sf-program.mjs').Sf} Sf */
/** @typedef {import('./trials.mjs').Trial} Trial */
/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */

/** Rows of a page of a bulk result: enough for several pages. */
const PAGE = 2500;
/** Rows of a page of an ordinary query, as Salesforce has it unless asked. */
const QUERY_PAGE = 2000;
const FIELDS = ['Id', 'Contact_No__c', 'LastName', 'Description'];

/** @param {Record<string, unknown>} record */
const joinCells = (record) =>
  FIELDS.map((field) => /** @type {string | null} */ (record[field]) ?? '').join('\t');

/** @param {PracticeOrg} org @returns {Promise<string[]>} */
async function readCells(org) {
  const records = await org.readRecords('Contact');
  return records
    .filter((record) => record['IsDeleted'] === false)
    .map(joinCells)
    .sort();
}

/** @param {Sf} sf @returns {Trial} */
const createExport = (sf) => ({
  what: '`sf data export bulk`: every contact, over several pages',
  async go(org) {
    await org.change({ settings: { queryResultRows: PAGE } });
    const since = await markCalls(org);
    const words = ['data', 'export', 'bulk', '--query', `SELECT ${FIELDS.join(', ')} FROM Contact`];
    const more = ['--output-file', 'export.csv', '--wait', '5', '--target-org', ALIAS, '--json'];
    const answer = await sf.call([...words, ...more]);
    judgeGoodEnd(answer);
    const held = await readCells(org);
    assert.equal(answer.json.result.totalSize, held.length);
    const exported = await readRows(sf, 'export.csv');
    assert.deepEqual(exported.map(joinCells).sort(), held);
    const pages = await readStatuses(org, since, /^GET .*\/results/);
    assert.ok(pages.length > 1, 'one page is not several');
    assert.deepEqual(
      pages,
      Array.from({ length: Math.ceil(held.length / PAGE) }, () => 200),
    );
    return `exit 0, ${formatCount(held.length)} rows over ${pages.length} pages, each as the org holds it`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createQuery = (sf) => ({
  what: '`sf data query`: every contact, over several pages',
  async go(org) {
    const since = await markCalls(org);
    const words = ['data', 'query', '--query', `SELECT ${FIELDS.join(', ')} FROM Contact`];
    const answer = await sf.call([...words, '--target-org', ALIAS, '--json']);
    judgeGoodEnd(answer);
    const held = await readCells(org);
    assert.deepEqual(answer.json.result.records.map(joinCells).sort(), held);
    const pages = await readStatuses(org, since, /^GET .*\/query\/01g/);
    assert.equal(pages.length, Math.ceil(held.length / QUERY_PAGE) - 1);
    return `exit 0, ${formatCount(held.length)} rows over ${pages.length + 1} pages, each as the org holds it`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createQueryFile = (sf) => ({
  what: '`sf data query --result-format csv`: with a field of the parent',
  async go(org) {
    const soql = "SELECT Contact_No__c, Account.Name FROM Contact WHERE Contact_No__c LIKE 'C-%'";
    const words = ['data', 'query', '--query', soql, '--result-format', 'csv'];
    const answer = await sf.call([...words, '--output-file', 'query.csv', '--target-org', ALIAS, '--json']);
    judgeGoodEnd(answer);
    const accounts = new Map(
      (await org.readRecords('Account')).map((account) => [account['Id'], account['Name']]),
    );
    const held = (await org.readRecords('Contact'))
      .filter((contact) => String(contact['Contact_No__c']).startsWith('C-'))
      .map((contact) => [contact['Contact_No__c'], accounts.get(contact['AccountId']) ?? ''].join('\t'));
    const written = await readRows(sf, 'query.csv');
    assert.deepEqual(
      written.map((row) => [row['Contact_No__c'], row['Account.Name']].join('\t')).sort(),
      held.sort(),
    );
    return `exit 0, ${formatCount(held.length)} rows in the file, each as the org holds it`;
  },
});

/**
 * What the command line reads, of what its loads left.
 *
 * @param {Sf} sf
 * @returns {Trial[]}
 */
export function createSfReads(sf) {
  return [createExport(sf), createQuery(sf), createQueryFile(sf)];
}
