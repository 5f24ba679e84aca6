import { findDifferences, type FieldPlan } from './field-plan';
import type { ClaimedRow } from './claim';
import type { Sheet } from './mended-sheet';
import { queryOrg, type OrgSession } from './org-session';

/**
 * Judges an insert row by row, by the record Ids alone: every row that is called created names a record of its
 * own that holds the row's values, and the object has no record besides those and the ones from before.
 */
export async function judgeInserts(
  session: OrgSession,
  object: string,
  plan: readonly FieldPlan[],
  sheet: Sheet,
  rows: readonly ClaimedRow[],
  idsBefore: ReadonlySet<string>,
): Promise<string[]> {
  const fields = ['Id', ...plan.map(({ field }) => field)].join(', ');
  const records = new Map(
    (await queryOrg(session, `SELECT ${fields} FROM ${object}`)).map((record) => [
      String(record['Id']),
      record,
    ]),
  );
  const findings: string[] = [];
  const named = new Map<string, number>();
  for (const { row, state, recordId } of rows) {
    if (state !== 'created') continue;
    const record = recordId === null ? undefined : records.get(recordId);
    const cells = sheet.get(row);
    if (recordId === null || record === undefined || cells === undefined) {
      findings.push(`Row ${row} is created, but the org has no record ${recordId}.`);
      continue;
    }
    if (idsBefore.has(recordId)) findings.push(`Row ${row} names ${recordId}, which was there before.`);
    const other = named.get(recordId);
    if (other !== undefined) findings.push(`Rows ${other} and ${row} both name ${recordId}.`);
    named.set(recordId, row);
    findings.push(...findDifferences(cells, record, null, plan).map((words) => `Row ${row}: ${words}.`));
  }
  for (const id of records.keys()) {
    if (!idsBefore.has(id) && !named.has(id)) findings.push(`The org has ${id}, which no row names.`);
  }
  return findings;
}

/** Ids of all records of an object. */
export async function listIds(session: OrgSession, object: string): Promise<Set<string>> {
  return new Set((await queryOrg(session, `SELECT Id FROM ${object}`)).map((record) => String(record['Id'])));
}
