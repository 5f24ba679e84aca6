import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { EOL } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import {
  judgeContacts,
  judgeFailed,
  judgeJob,
  makeContacts,
  partRows,
  readContacts,
  ROWS,
} from './contacts.mjs';
import { ALIAS } from './sf-login.mjs';
import { judgeBadEnd, judgeGoodEnd } from './sf-program.mjs';
import { formatCount } from './trials.mjs';

/** @typedef {import('./sf-program.mjs').Sf} Sf */
/** @typedef {import('./trials.mjs').Trial} Trial */
/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */
/** @typedef {Record<string, string>} CsvRow */

const MANY = formatCount(ROWS);
const WAIT_MINUTES = '5';

/**
 * Writes a file as a person on this system would.
 *
 * @param {Sf} sf
 * @param {string} name
 * @param {Record<string, unknown>[]} rows
 */
async function writeRows(sf, name, rows) {
  await writeFile(join(sf.folder, name), Papa.unparse(rows, { newline: EOL }) + EOL);
}

/**
 * @param {Sf} sf
 * @param {string} name
 * @returns {Promise<CsvRow[]>}
 */
export async function readRows(sf, name) {
  /** @type {Papa.ParseResult<CsvRow>} */
  const parsed = Papa.parse(await readFile(join(sf.folder, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  assert.deepEqual(parsed.errors, [], name);
  return parsed.data;
}

/**
 * Runs one of the bulk commands over a file of contacts.
 *
 * @param {Sf} sf
 * @param {string} verb
 * @param {string} file
 * @param {string[]} [more]
 * @returns {Promise<import('./sf-program.mjs').SfAnswer>}
 */
function load(sf, verb, file, more = ['--wait', WAIT_MINUTES]) {
  const words = ['data', verb, 'bulk', '--sobject', 'Contact', '--file', file];
  return sf.call([...words, ...more, '--target-org', ALIAS, '--json']);
}

/** @param {PracticeOrg} org */
const countJobs = async (org) => (await org.readJobs()).length;

/** @param {Sf} sf @returns {Trial} */
const createImport = (sf) => ({
  what: `\`sf data import bulk\`: ${MANY} good rows`,
  async go(org) {
    const rows = makeContacts('SI');
    await writeRows(sf, 'import.csv', rows);
    const jobs = (await countJobs(org)) + 1;
    const answer = await load(sf, 'import', 'import.csv');
    judgeGoodEnd(answer);
    const { processedRecords, successfulRecords, failedRecords } = answer.json.result;
    assert.deepEqual([processedRecords, successfulRecords, failedRecords], [ROWS, ROWS, 0]);
    await judgeJob(org, { operation: 'insert', saved: ROWS, refused: 0, jobs });
    await judgeContacts(org, 'SI', rows);
    return `exit 0, ${MANY} saved; the org's job and records agree`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createImportBad = (sf) => ({
  what: `\`sf data import bulk\`: ${MANY} rows, some bad, then \`sf data bulk results\``,
  async go(org) {
    const rows = makeContacts('SB', { withBad: true });
    const { good, bad } = partRows(rows);
    await writeRows(sf, 'bad.csv', rows);
    const jobs = (await countJobs(org)) + 1;
    const answer = await load(sf, 'import', 'bad.csv');
    judgeBadEnd(answer);
    const job = await judgeJob(org, { operation: 'insert', saved: good.length, refused: bad.length, jobs });
    assert.equal(answer.json.data.jobId, job.id);
    const held = await judgeContacts(org, 'SB', good);
    const results = await sf.call(['data', 'bulk', 'results', '-i', job.id, '-o', ALIAS, '--json']);
    judgeGoodEnd(results);
    const { successFilePath, failedFilePath, successfulRecords, failedRecords } = results.json.result;
    assert.deepEqual([successfulRecords, failedRecords], [good.length, bad.length]);
    const saved = await readRows(sf, successFilePath);
    assert.equal(saved.length, good.length);
    for (const row of saved) assert.equal(row['sf__Id'], held.get(String(row['Contact_No__c']))?.['Id']);
    judgeFailed(bad, /** @type {any[]} */ (await readRows(sf, failedFilePath)));
    return `exit ${answer.code}, as it should: ${formatCount(good.length)} saved, ${bad.length} refused; both result files (exit 0), the org's job and its records agree`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createImportUnknown = (sf) => ({
  what: '`sf data import bulk`: a column the org does not have',
  async go(org) {
    await writeRows(sf, 'unknown.csv', [{ LastName: 'Nobody', Nickname__c: 'No' }]);
    const answer = await load(sf, 'import', 'unknown.csv');
    judgeBadEnd(answer);
    const job = (await org.readJobs()).at(-1);
    assert.equal(job?.state, 'Failed');
    assert.equal(job?.errorMessage, 'InvalidBatch : Field name not found : Nickname__c');
    assert.ok(answer.json.message.includes(job.errorMessage), answer.json.message);
    return `exit ${answer.code}, as it should, with the reason the org's failed job holds`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createResume = (sf) => ({
  what: `\`sf data import bulk\` without waiting, then \`sf data import resume\``,
  async go(org) {
    const rows = makeContacts('SR', { count: 1000 });
    await writeRows(sf, 'resume.csv', rows);
    const jobs = (await countJobs(org)) + 1;
    await org.change({ settings: { queueMs: 6000 } });
    const begun = await load(sf, 'import', 'resume.csv', []);
    judgeGoodEnd(begun);
    const { jobId } = begun.json.result;
    const waiting = (await org.readJobs()).at(-1);
    assert.deepEqual([waiting?.id, waiting?.state], [jobId, 'UploadComplete']);
    const resumed = await sf.call(['data', 'import', 'resume', '--job-id', jobId, '--json']);
    judgeGoodEnd(resumed);
    assert.equal(resumed.json.result.successfulRecords, 1000);
    await judgeJob(org, { operation: 'insert', saved: 1000, refused: 0, jobs });
    await judgeContacts(org, 'SR', rows);
    return 'exit 0 twice: the job waited in the org, and the second command saw it to its end; 1,000 saved, the org agrees';
  },
});

/** @param {Sf} sf @returns {Trial} */
const createUpsert = (sf) => ({
  what: `\`sf data upsert bulk --external-id\`: ${MANY} rows, half of them new`,
  async go(org) {
    const half = ROWS / 2;
    await writeRows(sf, 'first.csv', makeContacts('SU', { count: half }));
    const first = await load(sf, 'import', 'first.csv');
    judgeGoodEnd(first);
    const before = await readContacts(org, 'SU');
    const rows = makeContacts('SU', { title: 'Changed' });
    await writeRows(sf, 'upsert.csv', rows);
    const jobs = (await countJobs(org)) + 1;
    const more = ['--external-id', 'Contact_No__c', '--wait', WAIT_MINUTES];
    const answer = await load(sf, 'upsert', 'upsert.csv', more);
    judgeGoodEnd(answer);
    await judgeJob(org, { operation: 'upsert', saved: ROWS, refused: 0, jobs });
    const held = await judgeContacts(org, 'SU', rows);
    for (const [key, record] of before) assert.equal(held.get(key)?.['Id'], record['Id'], key);
    const { successfulResults, failedResults } = answer.json.result.records;
    const created = successfulResults.filter((/** @type {CsvRow} */ row) => row['sf__Created'] === 'true');
    assert.deepEqual(
      [successfulResults.length, created.length, failedResults.length],
      [ROWS, ROWS - half, 0],
    );
    return `exit 0, ${formatCount(created.length)} created, ${formatCount(half)} changed under the ids they had; the org agrees`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createUpdate = (sf) => ({
  what: `\`sf data update bulk\` by Id: ${MANY} rows`,
  async go(org) {
    const held = await readContacts(org, 'SI');
    const rows = makeContacts('SI', { title: 'Updated' });
    const sent = rows.map((row) => ({ Id: held.get(row.Contact_No__c)?.['Id'], Title: row.Title }));
    await writeRows(sf, 'update.csv', sent);
    const jobs = (await countJobs(org)) + 1;
    const answer = await load(sf, 'update', 'update.csv');
    judgeGoodEnd(answer);
    assert.equal(answer.json.result.successfulRecords, ROWS);
    await judgeJob(org, { operation: 'update', saved: ROWS, refused: 0, jobs });
    await judgeContacts(org, 'SI', rows);
    return `exit 0, ${MANY} changed and nothing else of them; the org agrees`;
  },
});

/** @param {Sf} sf @returns {Trial} */
const createDelete = (sf) => ({
  what: '`sf data delete bulk`: 1,000 records, then the same file again',
  async go(org) {
    const before = await readContacts(org, 'SI');
    const ids = [...before.values()].slice(0, 1000).map((record) => ({ Id: record['Id'] }));
    assert.equal(ids.length, 1000);
    await writeRows(sf, 'delete.csv', ids);
    const jobs = (await countJobs(org)) + 1;
    const answer = await load(sf, 'delete', 'delete.csv');
    judgeGoodEnd(answer);
    await judgeJob(org, { operation: 'delete', saved: 1000, refused: 0, jobs });
    const gone = new Set(ids.map(({ Id }) => Id));
    const kept = [...before.keys()].filter((key) => !gone.has(before.get(key)?.['Id']));
    assert.deepEqual([...(await readContacts(org, 'SI')).keys()], kept);
    const again = await load(sf, 'delete', 'delete.csv');
    judgeBadEnd(again);
    await judgeJob(org, { operation: 'delete', saved: 0, refused: 1000, jobs: jobs + 1 });
    return `exit 0, 1,000 deleted; the second time exit ${again.code}, as it should, all 1,000 refused; the org agrees`;
  },
});

/**
 * What the command line loads. Later ones use what earlier ones left.
 *
 * @param {Sf} sf
 * @returns {Trial[]}
 */
export function createSfLoads(sf) {
  const makers = [createImport, createImportBad, createImportUnknown, createResume];
  return [...makers, createUpsert, createUpdate, createDelete].map((make) => make(sf));
}
