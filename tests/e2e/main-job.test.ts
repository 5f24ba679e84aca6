import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, lookAround, mendAndResend, sendFirst, setUp, type Stage } from '../demo/journey';
import { judgeLoad, takeSnapshot, type Snapshot } from '../demo/judge';
import { checkEnds } from '../demo/judge/check-ends';
import { CONTACT_PLAN } from '../demo/judge/field-plan';
import { mendSheet, readSheet, type KnownSample } from '../demo/judge/mended-sheet';
import { signInAsPerson, type OrgSession } from '../demo/judge/org-session';
import { findPracticeUrl, foundPracticeOrg } from '../demo/prepare-org';
import { readClaim } from '../demo/read-claim';
import { makeSampleFiles } from '../samples/make-contacts';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { askProgram, readNewestLoad } from './screens/bridge';

// The job the program is there for, from the first start to the last row, and every screen on the way.

const SAMPLES = join(findRepository(), 'resources', 'samples');
const KEY = { field: 'Contact_No__c', column: 'Contact No' };
const barriers: string[] = [];
const seen: string[] = [];

let home: string;
let launched: LaunchedBulkhead;
let stage: Stage;
let session: OrgSession;
let before: Snapshot;
let known: KnownSample;

beforeAll(async () => {
  known = JSON.parse(await readFile(join(SAMPLES, 'contacts-autumn.expected.json'), 'utf8')) as KnownSample;
  home = await mkdtemp(join(tmpdir(), 'bulkhead-main-job-'));
  // Slow enough that the run screen is there long enough to be looked at.
  await foundPracticeOrg(findRepository(), home, { chunkMs: 200, queueMs: 200 });
  launched = await launchBulkhead({ home });
  const { app, page } = launched;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const scene = async (name: string): Promise<void> => {
    seen.push(name);
    barriers.push(...(await findBarriers(page, name)));
  };
  stage = { app, page, scene };
});
afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

/** Counts of the sample's own list: what must be held and what must be refused the first time. */
const rowsFound = (where: 'locally' | 'org'): number => {
  const held = new Set(known.defects.filter(({ found }) => found === 'locally').flatMap(({ rows }) => rows));
  if (where === 'locally') return held.size;
  // Nothing is wrong with rows that only lost a lock: they go again by themselves.
  const refused = new Set(
    known.defects
      .filter(({ found, family }) => found === 'org' && family !== 'lock')
      .flatMap(({ rows }) => rows),
  );
  return [...refused].filter((row) => !held.has(row)).length;
};

it('keeps the sample that its generator writes', async () => {
  for (const [name, content] of makeSampleFiles()) {
    expect(await readFile(join(SAMPLES, name), 'utf8')).toBe(content);
  }
});

it(
  'connects and sets the load up, with the fields guessed and the bad rows held',
  { timeout: 120_000 },
  async () => {
    await connect(stage);
    session = await signInAsPerson(await findPracticeUrl(home));
    before = await takeSnapshot(session, 'Contact', CONTACT_PLAN, KEY.field);
    const { guessed } = await setUp(stage, CONTACT_PLAN);
    expect(guessed).toBeGreaterThanOrEqual(17);
    const { balance, sheet } = await readNewestLoad(launched.page);
    expect(sheet.rows).toBe(known.rows);
    expect(balance.counts).toMatchObject({
      ready: known.rows - rowsFound('locally'),
      held: rowsFound('locally'),
    });
    // Nothing is written before a person says so.
    const still = await takeSnapshot(session, 'Contact', CONTACT_PLAN, KEY.field);
    expect(still.byKey).toEqual(before.byKey);
  },
);

it('sends what is ready and tells each row’s fate', { timeout: 120_000 }, async () => {
  await sendFirst(stage);
  const claim = await readClaim(launched.page);
  expect(claim.balance.counts).toMatchObject({
    failed: rowsFound('org'),
    held: rowsFound('locally'),
    ready: 0,
  });
  const sheet = readSheet(await readFile(join(SAMPLES, known.sheet), 'utf8'), ';');
  const verdict = await judgeLoad({
    session,
    object: 'Contact',
    plan: CONTACT_PLAN,
    key: KEY,
    before,
    sheet,
    claim,
  });
  expect(verdict.findings).toEqual([]);
  const { groups } = await askProgram(launched.page, 'loads.problems', {
    loadId: (await readNewestLoad(launched.page)).id,
  });
  expect(groups.length).toBeGreaterThanOrEqual(8);
});

it('mends and resends until only what nobody can mend is left', { timeout: 600_000 }, async () => {
  await mendAndResend(stage, known.defects);
  const claim = await readClaim(launched.page);
  const sheet = readSheet(await readFile(join(SAMPLES, known.sheet), 'utf8'), ';');
  const verdict = await judgeLoad({
    session,
    object: 'Contact',
    plan: CONTACT_PLAN,
    key: KEY,
    before,
    sheet: mendSheet(sheet, known.defects),
    claim,
  });
  expect(verdict.findings).toEqual([]);
  expect(checkEnds(claim, known)).toEqual([]);
  expect(verdict.org.jobs).toHaveLength(4);
});

it('puts no barrier on any screen, in light or in dark', { timeout: 60_000 }, async () => {
  await lookAround(stage);
  expect(seen).toHaveLength(17);
  expect(barriers).toEqual([]);
});

it('has had no problem of its own all the while', () => {
  expect(launched.problems).toEqual([]);
});
