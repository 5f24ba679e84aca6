import type { Transaction } from './database';

/**
 * Tables of one load's database. The rows as they were in the file stand in a file of their own (`row-file.ts`),
 * which is never changed; here is everything a person or Salesforce adds.
 *
 * - `st`: the one state of each row. `verdict`: its last verdict from Salesforce, null while never committed.
 *   `k`: the normalised upsert key or Id of the row as it is now.
 * - `cell`: mended cells, laid over the rows of the file.
 * - `edit_*`: what was done by hand, newest last, so that it can be undone until the next attempt.
 * - `sent_N` (one per attempt): which row goes in which part and where it stands in the part's file, before it is
 *   sent; the values themselves are in the files of the folder `sent`.
 * - `outcome`: what became of each row in each attempt, but for rows that went in and were found by their keys alone:
 *   of those `st` says it, and they are never sent again.
 * - `found` (where rows find their records by another field than Id; see `found-records.ts`): what the org holds
 *   under each value. A record that a person picked of several is laid over the row as cell -1.
 */
export const createTables = async (tx: Transaction): Promise<void> => {
  for (const sql of [
    'CREATE TABLE doc (json VARCHAR NOT NULL)',
    `CREATE TABLE st (rn INTEGER, state VARCHAR, verdict VARCHAR, grp VARCHAR, problem VARCHAR, record_id VARCHAR,
       attempts INTEGER, accepted BOOLEAN, k VARCHAR)`,
    'CREATE TABLE cell (rn INTEGER, col INTEGER, value VARCHAR)',
    'CREATE TABLE edit_batch (seq INTEGER, kind VARCHAR, cells INTEGER, undone BOOLEAN, sealed BOOLEAN)',
    'CREATE TABLE edit_cell (seq INTEGER, rn INTEGER, col INTEGER, before VARCHAR, after VARCHAR)',
    `CREATE TABLE edit_row (seq INTEGER, rn INTEGER, state0 VARCHAR, grp0 VARCHAR, problem0 VARCHAR,
       accepted0 BOOLEAN, k0 VARCHAR, state1 VARCHAR, grp1 VARCHAR, problem1 VARCHAR, accepted1 BOOLEAN, k1 VARCHAR)`,
    `CREATE TABLE outcome (attempt INTEGER, job INTEGER, rn INTEGER, state VARCHAR, record_id VARCHAR,
       code VARCHAR, text VARCHAR, certainty VARCHAR)`,
    `CREATE TABLE stage (rn INTEGER, state VARCHAR, verdict VARCHAR, grp VARCHAR, problem VARCHAR,
       record_id VARCHAR, accepted BOOLEAN, keyed BOOLEAN, k VARCHAR)`,
  ]) {
    await tx.run(sql);
  }
};
