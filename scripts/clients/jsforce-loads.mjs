import assert from 'node:assert/strict';
import {
  expectError,
  judgeContacts,
  judgeFailed,
  judgeJob,
  makeContacts,
  partRows,
  ROWS,
} from './contacts.mjs';
import { connect } from './jsforce-connection.mjs';
import { markCalls, readStatuses } from './calls.mjs';
import { formatCount } from './trials.mjs';

/** @typedef {import('./contacts.mjs').ContactRow} ContactRow */
/** @typedef {import('./trials.mjs').Trial} Trial */
/** @typedef {{ sf__Id: string, sf__Created: string, sf__Error: string, Contact_No__c: string }} ResultRow */

/** @type {Trial} */
const INSERT = {
  what: `\`bulk2.loadAndWaitForResults()\`: insert ${formatCount(ROWS)} rows, some bad`,
  async go(org) {
    const input = makeContacts('JI', { withBad: true });
    const { good, bad } = partRows(input);
    const jobs = (await org.readJobs()).length + 1;
    const results = await connect(org).bulk2.loadAndWaitForResults({
      object: 'Contact',
      operation: 'insert',
      input,
    });
    await judgeJob(org, { operation: 'insert', saved: good.length, refused: bad.length, jobs });
    const held = await judgeContacts(org, 'JI', good);
    const saved = /** @type {ResultRow[]} */ (/** @type {unknown} */ (results.successfulResults));
    assert.equal(saved.length, good.length);
    for (const row of saved) assert.equal(row.sf__Id, held.get(row.Contact_No__c)?.['Id'], row.Contact_No__c);
    judgeFailed(bad, /** @type {ResultRow[]} */ (/** @type {unknown} */ (results.failedResults)));
    assert.equal(results.unprocessedRecords.length, 0);
    return `${formatCount(good.length)} saved, ${bad.length} refused with the right error; the org's job and records agree`;
  },
};

/**
 * What an upsert over records that are there already must leave: a cell left empty keeps the value a record has, and
 * a refused row keeps the whole record.
 *
 * @param {ContactRow[]} before The records that are there.
 * @param {ContactRow[]} sent Of which the first are those records.
 * @returns {{ bad: ContactRow[], after: ContactRow[], created: string[] }}
 */
function expectUpsert(before, sent) {
  const filled = sent.map((row, index) => ({
    ...row,
    LastName: row.LastName || (before[index]?.LastName ?? ''),
  }));
  const good = filled.filter((row) => expectError(row) === null);
  const kept = before.filter((row, index) => expectError(filled[index] ?? row) !== null);
  const isOld = new Set(before.map((row) => row.Contact_No__c));
  return {
    bad: filled.filter((row) => expectError(row) !== null),
    after: [...good, ...kept],
    created: good.map((row) => row.Contact_No__c).filter((key) => !isOld.has(key)),
  };
}

/** @type {Trial} */
const UPSERT = {
  what: `\`bulk2.loadAndWaitForResults()\`: upsert ${formatCount(ROWS)} rows by external id, half of them new, some bad`,
  async go(org) {
    const conn = connect(org);
    const before = makeContacts('JU', { count: ROWS / 2 });
    await conn.bulk2.loadAndWaitForResults({ object: 'Contact', operation: 'insert', input: before });
    const input = makeContacts('JU', { withBad: true, title: 'Changed' });
    const { bad, after, created } = expectUpsert(before, input);
    const saved = ROWS - bad.length;
    const jobs = (await org.readJobs()).length + 1;
    const results = await conn.bulk2.loadAndWaitForResults({
      object: 'Contact',
      operation: 'upsert',
      externalIdFieldName: 'Contact_No__c',
      input,
    });
    await judgeJob(org, { operation: 'upsert', saved, refused: bad.length, jobs });
    const held = await judgeContacts(org, 'JU', after);
    const successful = /** @type {ResultRow[]} */ (/** @type {unknown} */ (results.successfulResults));
    assert.equal(successful.length, saved);
    for (const row of successful) assert.equal(row.sf__Id, held.get(row.Contact_No__c)?.['Id']);
    const saidCreated = successful.filter((row) => row.sf__Created === 'true');
    assert.deepEqual(saidCreated.map((row) => row.Contact_No__c).sort(), created);
    judgeFailed(bad, /** @type {ResultRow[]} */ (/** @type {unknown} */ (results.failedResults)));
    return `${formatCount(created.length)} created, ${formatCount(saved - created.length)} changed with empty cells left alone, ${bad.length} refused with the right error; the org's job and records agree`;
  },
};

/** @type {Trial} */
const CLASSIC = {
  what: `\`bulk.load()\` (Bulk API 1.0): insert ${formatCount(ROWS)} rows, some bad`,
  async go(org) {
    const input = makeContacts('JC', { withBad: true });
    const { good, bad } = partRows(input);
    const since = await markCalls(org);
    const results = /** @type {{ id: string | null, success: boolean, errors: string[] }[]} */ (
      /** @type {unknown} */ (await connect(org).bulk.load('Contact', 'insert', input))
    );
    const held = await judgeContacts(org, 'JC', good);
    assert.equal(results.length, input.length);
    for (const [index, row] of input.entries()) {
      const result = results[index];
      const error = result?.errors[0]?.split(':')[0] ?? null;
      assert.deepEqual(
        { success: result?.success, error, id: result?.id ?? undefined },
        {
          success: expectError(row) === null,
          error: expectError(row),
          id: held.get(row.Contact_No__c)?.['Id'],
        },
        `row ${index + 1}`,
      );
    }
    const batches = await readStatuses(org, since, /^POST \/services\/async\/[^/]+\/job\/[^/]+\/batch$/);
    assert.equal(batches.length, 1);
    return `one result per row in the order of the rows: ${formatCount(good.length)} saved, ${bad.length} refused with the right error; the org's records agree`;
  },
};

/** What jsforce loads. */
export const LOADS = [INSERT, UPSERT, CLASSIC];
