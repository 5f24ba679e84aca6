import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldPlan } from '../demo/judge/field-plan';
import { judgeInserts, listIds } from '../demo/judge/judge-inserts';
import { readSheet, type Sheet } from '../demo/judge/mended-sheet';
import { signInAsPerson, type OrgSession } from '../demo/judge/org-session';
import { findPracticeUrl } from '../demo/prepare-org';
import { readClaim } from '../demo/read-claim';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { readNewestLoad, askProgram } from './screens/bridge';
import { openPracticeOrg } from './screens/connect';
import { goToObject, loadFile } from './screens/file';
import { goToOptions, ignoreColumn, matchColumn, readMatches } from './screens/match';
import { chooseTarget, goToMatch } from './screens/object';
import { goToReview, send } from './screens/review';
import { button, goTo } from './screens/window';

// A table nobody made for this program: 3,376 airports of the vega-datasets package, as accounts.

const FILE = join(findRepository(), 'node_modules', 'vega-datasets', 'data', 'airports.csv');
const ROWS = 3376;
const PLAN: readonly FieldPlan[] = [
  { column: 'iata', field: 'Legacy_Id__c', kind: 'text' },
  { column: 'name', field: 'Name', kind: 'text' },
  { column: 'city', field: 'BillingCity', kind: 'text' },
  { column: 'state', field: 'BillingState', kind: 'text' },
  { column: 'country', field: 'BillingCountry', kind: 'text' },
  { column: 'latitude', field: 'BillingLatitude', kind: 'dot-number' },
  { column: 'longitude', field: 'BillingLongitude', kind: 'dot-number' },
];

let launched: LaunchedBulkhead;
let session: OrgSession;
let sheet: Sheet;

beforeAll(async () => {
  launched = await launchBulkhead();
  await openPracticeOrg(launched.page);
  session = await signInAsPerson(await findPracticeUrl(launched.home));
  sheet = readSheet(await readFile(FILE, 'utf8'), ',');
});
afterAll(async () => await launched.close());

/** Loads the table as an insert of accounts and answers what the judge finds. */
async function insertAirports(plan: readonly FieldPlan[]): Promise<string[]> {
  const { app, page } = launched;
  const before = await listIds(session, 'Account');
  await loadFile(app, page, FILE);
  await goToObject(page);
  await chooseTarget(page, { object: 'Account', operation: 'insert' });
  await goToMatch(page);
  for (const [column, field] of await readMatches(page)) {
    const wanted = plan.find((entry) => entry.column === column)?.field ?? null;
    if (field === wanted) continue;
    if (wanted === null) await ignoreColumn(page, column);
    else await matchColumn(page, column, wanted);
  }
  await goToOptions(page);
  await goToReview(page);
  await send(page);
  const claim = await readClaim(page);
  expect(claim.balance.counts).toMatchObject({ created: ROWS, failed: 0, no_verdict: 0, held: 0 });
  expect(claim.onScreen).toMatchObject({ created: ROWS });
  expect(claim.rows).toHaveLength(ROWS);
  return judgeInserts(session, 'Account', plan, sheet, claim.rows, before);
}

it('inserts the table with its code as a unique key', async () => {
  expect(sheet.size).toBe(ROWS);
  expect(await insertAirports(PLAN)).toEqual([]);
});

it('inserts it once more without any key, each result matched to its row by content alone', async () => {
  await goTo(launched.page, 'history');
  await button(launched.page, 'shell.newLoad').click();
  expect(await insertAirports(PLAN.filter(({ column }) => column !== 'iata'))).toEqual([]);
  const { id } = await readNewestLoad(launched.page);
  for (const row of [1, 1234, ROWS]) {
    const [attempt] = await askProgram(launched.page, 'rows.history', { loadId: id, row });
    expect(attempt).toMatchObject({ attempt: 1, state: 'created', certainty: 'content' });
  }
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
