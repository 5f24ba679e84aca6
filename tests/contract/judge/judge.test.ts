import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { judgeLoad, takeSnapshot, type Case, type Snapshot } from '../../demo/judge';
import type { Claim } from '../../demo/judge/claim';
import type { FieldPlan } from '../../demo/judge/field-plan';
import { readSheet, type Sheet } from '../../demo/judge/mended-sheet';
import { listJobs, queryOrg, signInAsPerson, type OrgSession } from '../../demo/judge/org-session';
import { call, control, getJson, LATEST } from '../practice-org/client';

// The judge is believed by every other test, so it is shown loads that went wrong and must say how.

const PLAN: readonly FieldPlan[] = [
  { column: 'No', field: 'Contact_No__c', kind: 'text' },
  { column: 'Surname', field: 'LastName', kind: 'text' },
  { column: 'Start', field: 'Contract_Start__c', kind: 'day' },
  { column: 'Budget', field: 'Annual_Budget__c', kind: 'comma-number' },
  { column: 'News', field: 'Newsletter__c', kind: 'yes-no' },
  { column: 'Mail', field: 'Email', kind: 'text' },
];
const HEADER = PLAN.map(({ field }) => field).join(',');
/** Row 1 is known to the org, row 2 is new, row 3 is refused, row 4 is known and never sent. */
const SHEET = `No;Surname;Start;Budget;News;Mail
C-000001;Groß;28.02.2025;1.234,50;ja;
C-700002; Kjær ;01.12.2020;;nein;kjaer.700002@solvind.example
C-700003;Berg;;;;nobody at solvind.example
C-000004;Strauß;31.02.2025;;;
`;
const WIRE = [
  'C-000001,Groß,2025-02-28,1234.50,true,',
  'C-700002,Kjær,2020-12-01,,false,kjaer.700002@solvind.example',
  'C-700003,Berg,,,,nobody at solvind.example',
];

let practice: PracticeOrg;
let session: OrgSession;
let before: Snapshot;
const sheet: Sheet = readSheet(SHEET, ';');

beforeAll(async () => {
  practice = await startPracticeOrg();
  session = await signInAsPerson(practice.loginUrl);
});
afterAll(async () => await practice.close());

async function upsert(rows: readonly string[]): Promise<void> {
  const created = await call(practice, 'POST', `${LATEST}/jobs/ingest`, {
    body: JSON.stringify({ object: 'Contact', operation: 'upsert', externalIdFieldName: 'Contact_No__c' }),
  });
  const { id } = created.json() as { id: string };
  const path = `${LATEST}/jobs/ingest/${id}`;
  const headers = { 'Content-Type': 'text/csv' };
  await call(practice, 'PUT', `${path}/batches`, {
    body: Buffer.from(`${HEADER}\n${rows.join('\n')}\n`),
    headers,
  });
  await call(practice, 'PATCH', path, { body: JSON.stringify({ state: 'UploadComplete' }) });
  await expect.poll(async () => (await getJson(practice, path))['state']).toBe('JobComplete');
}

async function idOf(key: string): Promise<string> {
  const [record] = await queryOrg(session, `SELECT Id FROM Contact WHERE Contact_No__c = '${key}'`);
  return String(record?.['Id']);
}

/** The load as it truly went. */
async function tellTruth(): Promise<Claim> {
  return {
    rows: [
      { row: 1, state: 'updated', recordId: await idOf('C-000001'), attempts: 1 },
      { row: 2, state: 'created', recordId: await idOf('C-700002'), attempts: 1 },
      { row: 3, state: 'failed', recordId: null, attempts: 1 },
      { row: 4, state: 'held', recordId: null, attempts: 0 },
    ],
    balance: { rows: 4, balanced: true, counts: { created: 1, updated: 1, failed: 1, held: 1, ready: 0 } },
    attempts: [3],
    onScreen: { created: 1, updated: 1, failed: 1, held: 1 },
  };
}

const judge = async (claim: Claim, over: Partial<Case> = {}) =>
  judgeLoad({
    session,
    object: 'Contact',
    plan: PLAN,
    key: { field: 'Contact_No__c', column: 'No' },
    before,
    sheet,
    claim,
    ...over,
  });

beforeEach(async () => {
  await control(practice, { reset: true });
  before = await takeSnapshot(session, 'Contact', PLAN, 'Contact_No__c');
  await upsert(WIRE);
});

it('agrees with a load that tells the truth', async () => {
  const verdict = await judge(await tellTruth());
  expect(verdict.findings).toEqual([]);
  expect(verdict.agreed).toBe(true);
  expect(verdict.checked).toMatchObject({ records: 2, values: 12, commits: 3 });
  expect(verdict.org.recordsNow).toBe(before.total + 1);
});

it('notices a row in no state, in two states, and sums that do not close', async () => {
  const claim = await tellTruth();
  const rows = [...claim.rows.slice(0, 3), ...claim.rows.slice(2, 3)];
  const { findings } = await judge({ ...claim, rows });
  expect(findings).toContain('Row 3 is counted twice.');
  expect(findings).toContain('Row 4 is in no state.');
  expect(findings).toContain('2 rows are failed, the balance says 1.');
  expect(findings).toContain('0 rows are held, the screen says 1.');
});

it('notices rows that succeeded only in words, and rows that failed only in words', async () => {
  const claim = await tellTruth();
  const { findings } = await judge({
    ...claim,
    rows: claim.rows.map((row) =>
      row.row === 2 ? { ...row, state: 'failed' } : row.row === 3 ? { ...row, state: 'created' } : row,
    ),
  });
  expect(findings).toContain('Row 3 is created, but the org has 0 records with C-700003.');
  expect(findings).toContain(
    'Row 2 is failed, but the org has 1 records with C-700002; before there were 0.',
  );
});

it('notices another record, another value, and created told for updated', async () => {
  const claim = await tellTruth();
  const stranger = await idOf('C-000009');
  const { findings } = await judge({
    ...claim,
    rows: claim.rows.map((row) => (row.row === 1 ? { ...row, state: 'created', recordId: stranger } : row)),
  });
  expect(findings.join('\n')).toMatch(/Row 1: the program says record 003\w+, the org says 003\w+\./);
  expect(findings).toContain('Row 1 is created, but C-000001 was there before.');
  const other = readSheet(SHEET.replace('1.234,50', '1.234,60'), ';');
  const second = await judge(claim, { sheet: other });
  expect(second.findings).toEqual(['Row 1 (C-000001): Annual_Budget__c is 1234.5, the sheet says 1234.6.']);
});

it('notices a record that was touched though its row was never sent', async () => {
  const claim = await tellTruth();
  await call(practice, 'PATCH', `${LATEST}/sobjects/Contact/${await idOf('C-000004')}`, {
    body: JSON.stringify({ LastName: 'Strauß' }),
  });
  const { findings } = await judge(claim);
  expect(findings).toEqual(['The record C-000004 was touched, though no row that succeeded names it.']);
});

it('notices a row that is committed again after it succeeded', async () => {
  await upsert(WIRE.slice(1, 3));
  const claim = { ...(await tellTruth()), attempts: [3, 2] };
  const again = (await listJobs(session)).at(-1)?.id;
  const { findings } = await judge(claim);
  expect(findings).toContain(`C-700002 succeeded and was committed again in job ${again}.`);
  expect(findings.join('\n')).not.toContain('C-700003');
  const { findings: short } = await judge({ ...claim, attempts: [3] });
  expect(short).toContain('The program sent 3 rows in all attempts; the org took 5.');
});
