import { findDifferences, type FieldPlan } from './judge/field-plan';
import { checkCommits, type Commits } from './judge/commits';
import { checkClaim, type Claim } from './judge/claim';
import type { Sheet } from './judge/mended-sheet';
import { listJobs, queryOrg, type OrgRecord, type OrgSession } from './judge/org-session';

/** The records of an object by their key; more than one record under a key is for the judge to find. */
export type Snapshot = { byKey: Map<string, OrgRecord[]>; total: number };

export type Case = {
  session: OrgSession;
  object: string;
  plan: readonly FieldPlan[];
  /** The field and the column by which a row names its record. */
  key: { field: string; column: string };
  before: Snapshot;
  sheet: Sheet;
  claim: Claim;
};

export type Verdict = {
  agreed: boolean;
  /** Everything that is not as it must be, one sentence each. */
  findings: string[];
  org: { recordsBefore: number; recordsNow: number; jobs: Commits['jobs'] };
  checked: { records: number; values: number; untouched: number; commits: number };
};

/** Reads an object of the org whole. */
export async function takeSnapshot(
  session: OrgSession,
  object: string,
  plan: readonly FieldPlan[],
  keyField: string,
): Promise<Snapshot> {
  const fields = [...new Set(['Id', keyField, 'LastModifiedDate', ...plan.map(({ field }) => field)])];
  const records = await queryOrg(session, `SELECT ${fields.join(', ')} FROM ${object}`);
  const byKey = new Map<string, OrgRecord[]>();
  for (const record of records) {
    const key = String(record[keyField] ?? '');
    byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  return { byKey, total: records.length };
}

const WRITTEN = new Set(['created', 'updated']);

function judgeWritten(
  input: Case,
  now: Snapshot,
  findings: string[],
): { records: number; keys: Set<string> } {
  const keys = new Set<string>();
  let records = 0;
  for (const { row, state, recordId } of input.claim.rows) {
    if (!WRITTEN.has(state)) continue;
    const cells = input.sheet.get(row);
    const key = cells?.get(input.key.column)?.trim() ?? '';
    const found = now.byKey.get(key) ?? [];
    const old = input.before.byKey.get(key)?.[0] ?? null;
    const [record] = found;
    if (keys.has(key)) findings.push(`Row ${row}: two rows claim to have written ${key}.`);
    keys.add(key);
    if (cells === undefined || record === undefined || found.length !== 1) {
      findings.push(`Row ${row} is ${state}, but the org has ${found.length} records with ${key}.`);
      continue;
    }
    if (record['Id'] !== recordId) {
      findings.push(`Row ${row}: the program says record ${recordId}, the org says ${String(record['Id'])}.`);
    }
    if ((old === null) !== (state === 'created')) {
      findings.push(`Row ${row} is ${state}, but ${key} was ${old === null ? 'not ' : ''}there before.`);
    }
    for (const difference of findDifferences(cells, record, old, input.plan)) {
      findings.push(`Row ${row} (${key}): ${difference}.`);
    }
    records += 1;
  }
  return { records, keys };
}

/** Rows that were not written must have left no trace: no record, or the record exactly as it was. */
function judgeUnwritten(
  input: Case,
  now: Snapshot,
  written: ReadonlySet<string>,
  findings: string[],
): number {
  for (const { row, state } of input.claim.rows) {
    if (WRITTEN.has(state)) continue;
    const key = input.sheet.get(row)?.get(input.key.column)?.trim() ?? '';
    if (written.has(key)) continue;
    const then = input.before.byKey.get(key)?.length ?? 0;
    const found = now.byKey.get(key)?.length ?? 0;
    if (key !== '' && found !== then) {
      findings.push(
        `Row ${row} is ${state}, but the org has ${found} records with ${key}; before there were ${then}.`,
      );
    }
  }
  let untouched = 0;
  for (const [key, records] of input.before.byKey) {
    if (written.has(key)) continue;
    if (JSON.stringify(records) === JSON.stringify(now.byKey.get(key))) untouched += records.length;
    else findings.push(`The record ${key} was touched, though no row that succeeded names it.`);
  }
  return untouched;
}

/**
 * Asks the org itself, over HTTP and with a session of the judge's own, whether it holds what the program
 * claims: one record for every row that succeeded, with the values of the sheet; no trace of any other row;
 * and no row committed again after it had succeeded.
 */
export async function judgeLoad(input: Case): Promise<Verdict> {
  const findings: string[] = [];
  const now = await takeSnapshot(input.session, input.object, input.plan, input.key.field);
  const jobs = (await listJobs(input.session)).filter(({ object }) => object === input.object);
  checkClaim(input.claim, input.sheet.size, findings);
  const { records, keys } = judgeWritten(input, now, findings);
  const untouched = judgeUnwritten(input, now, keys, findings);
  const created = input.claim.rows.filter(({ state }) => state === 'created').length;
  if (now.total !== input.before.total + created) {
    findings.push(
      `The org had ${input.before.total} records and has ${now.total}; ${created} rows were created.`,
    );
  }
  const commits = checkCommits(jobs, input.key.field, input.claim, findings);
  return {
    agreed: findings.length === 0,
    findings,
    org: { recordsBefore: input.before.total, recordsNow: now.total, jobs: commits.jobs },
    checked: { records, values: records * input.plan.length, untouched, commits: commits.rows },
  };
}
