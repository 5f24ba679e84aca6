import assert from 'node:assert/strict';

/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */
/** @typedef {import('./practice-org.mjs').OrgRecord} OrgRecord */

/**
 * A row as a client sends it; every value is text, as in a CSV file.
 *
 * @typedef {{ Contact_No__c: string, LastName: string, Title: string, LeadSource: string, Description: string }} ContactRow
 */

/** Rows of one load. */
export const ROWS = 5000;

const NO_NAME = 'REQUIRED_FIELD_MISSING';
const NO_SUCH_SOURCE = 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST';

/** The object's key as one of this tag's rows has it. */
const writeKey = (/** @type {string} */ tag, /** @type {number} */ index) =>
  `${tag}-${String(index).padStart(5, '0')}`;

/**
 * Makes contacts whose keys begin with the tag. With `withBad`, every 100th lacks its name and another one in 250
 * has a source that the org does not know. Descriptions hold quotes, commas and a line break.
 *
 * @param {string} tag
 * @param {{ count?: number, from?: number, withBad?: boolean, title?: string }} [options]
 * @returns {ContactRow[]}
 */
export function makeContacts(tag, { count = ROWS, from = 1, withBad = false, title = 'New' } = {}) {
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    return {
      Contact_No__c: writeKey(tag, index),
      LastName: withBad && index % 100 === 0 ? '' : `Person ${index}`,
      Title: title,
      LeadSource: withBad && index % 250 === 7 ? 'Nowhere' : 'Web',
      Description: `Said "yes", then\nleft ${index}`,
    };
  });
}

/**
 * What Salesforce must say of a row, known from the row alone.
 *
 * @param {ContactRow} row
 * @returns {string | null} The error code; null if the row is good.
 */
export function expectError(row) {
  if (row.LastName === '') return NO_NAME;
  return row.LeadSource === 'Nowhere' ? NO_SUCH_SOURCE : null;
}

/**
 * @param {ContactRow[]} rows
 * @returns {{ good: ContactRow[], bad: ContactRow[] }}
 */
export function partRows(rows) {
  return {
    good: rows.filter((row) => expectError(row) === null),
    bad: rows.filter((row) => expectError(row) !== null),
  };
}

/**
 * The live contacts of a tag, by their key.
 *
 * @param {PracticeOrg} org
 * @param {string} tag
 * @returns {Promise<Map<string, OrgRecord>>}
 */
export async function readContacts(org, tag) {
  const records = await org.readRecords('Contact');
  return new Map(
    records
      .filter((record) => record['IsDeleted'] === false)
      .map((record) => /** @type {const} */ ([String(record['Contact_No__c']), record]))
      .filter(([key]) => key.startsWith(`${tag}-`)),
  );
}

/**
 * Holds the org's own records against what was sent: every good row once and as it was sent, and no other.
 *
 * @param {PracticeOrg} org
 * @param {string} tag
 * @param {ContactRow[]} good
 * @returns {Promise<Map<string, OrgRecord>>} The records by key.
 */
export async function judgeContacts(org, tag, good) {
  const held = await readContacts(org, tag);
  assert.equal(held.size, good.length, `the org should hold ${good.length} contacts of this load`);
  for (const row of good) {
    const record = held.get(row.Contact_No__c);
    assert.ok(record, `the org lacks ${row.Contact_No__c}`);
    // A line break in a CSV file may be sent as the platform writes it; the org keeps what it got.
    const description = String(record['Description']).replaceAll('\r\n', '\n');
    const { LastName, Title, LeadSource } = record;
    assert.deepEqual({ ...row, LastName, Title, LeadSource, Description: description }, row);
  }
  return held;
}

/**
 * Holds the org's own account of its newest job against what was sent.
 *
 * @param {PracticeOrg} org
 * @param {{ operation: string, saved: number, refused: number, jobs: number }} wanted `jobs` is how many there
 *   should be in all.
 * @returns {Promise<import('./practice-org.mjs').JobRecord>}
 */
export async function judgeJob(org, { operation, saved, refused, jobs }) {
  const all = await org.readJobs();
  assert.equal(all.length, jobs, 'the org should have made one job for this');
  const job = all.at(-1);
  assert.ok(job);
  const { state, rowsSucceeded, rowsFailed } = job;
  assert.deepEqual(
    { operation: job.operation, state, rowsSucceeded, rowsFailed },
    { operation, state: 'JobComplete', rowsSucceeded: saved, rowsFailed: refused },
  );
  return job;
}

/**
 * Holds the failed rows a client read against what each row deserved.
 *
 * @param {ContactRow[]} bad
 * @param {{ sf__Error: string, Contact_No__c: string }[]} failed
 */
export function judgeFailed(bad, failed) {
  assert.equal(failed.length, bad.length, 'rows in failedResults');
  const errors = new Map(failed.map((row) => [row.Contact_No__c, row.sf__Error.split(':')[0]]));
  for (const row of bad) assert.equal(errors.get(row.Contact_No__c), expectError(row), row.Contact_No__c);
}
