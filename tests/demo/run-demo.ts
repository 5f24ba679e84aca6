import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRepository, launchBulkhead } from '../e2e/launch';
import { judgeLoad, takeSnapshot } from './judge';
import { checkEnds } from './judge/check-ends';
import { CONTACT_PLAN } from './judge/field-plan';
import { mendSheet, readSheet, type KnownSample } from './judge/mended-sheet';
import { signInAsPerson } from './judge/org-session';
import { connect, lookAround, mendAndResend, sendFirst, setUp, type Stage } from './journey';
import { findPracticeUrl, foundPracticeOrg } from './prepare-org';
import { readClaim } from './read-claim';
import {
  countDefects,
  describeReport,
  summariseClaim,
  writeReport,
  type DemoReport,
  type Scene,
} from './report';

const SHEET = 'contacts-autumn.csv';
const KEY = { field: 'Contact_No__c', column: 'Contact No' };
/** Slow enough that the run can be seen, fast enough to wait for. */
const PACE = { chunkMs: 120, queueMs: 300 };

/** Takes a picture of every scene in both appearances. */
function openAlbum(folder: string): { scenes: Scene[]; sceneOf: (page: Stage['page']) => Stage['scene'] } {
  const scenes: Scene[] = [];
  const sceneOf =
    (page: Stage['page']): Stage['scene'] =>
    async (name) => {
      const number = String(scenes.length + 1).padStart(2, '0');
      const scene = { name, light: `${number}-${name}-light.png`, dark: `${number}-${name}-dark.png` };
      for (const scheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: join(folder, scene[scheme]), animations: 'disabled', caret: 'hide' });
      }
      scenes.push(scene);
      console.log(`  ${number} ${name}`);
    };
  return { scenes, sceneOf };
}

async function play(home: string, folder: string, root: string): Promise<DemoReport> {
  const startedAt = new Date();
  const samples = join(root, 'resources', 'samples');
  const known = JSON.parse(
    await readFile(join(samples, 'contacts-autumn.expected.json'), 'utf8'),
  ) as KnownSample;
  const sheet = readSheet(await readFile(join(samples, SHEET), 'utf8'), ';');

  await foundPracticeOrg(root, home, PACE);
  const { scenes, sceneOf } = openAlbum(folder);
  const launched = await launchBulkhead({ home, colorScheme: 'light' });
  const { app, page } = launched;
  try {
    const stage: Stage = { app, page, scene: sceneOf(page) };
    await connect(stage);
    const session = await signInAsPerson(await findPracticeUrl(home));
    const before = await takeSnapshot(session, 'Contact', CONTACT_PLAN, KEY.field);
    const { guessed } = await setUp(stage, CONTACT_PLAN);
    await sendFirst(stage);
    const rounds = await mendAndResend(stage, known.defects);
    const claim = await readClaim(page);
    const verdict = await judgeLoad({
      session,
      object: 'Contact',
      plan: CONTACT_PLAN,
      key: KEY,
      before,
      sheet: mendSheet(sheet, known.defects),
      claim,
    });
    verdict.findings.push(...checkEnds(claim, known));
    await lookAround(stage);
    await launched.close();
    return {
      agreed: verdict.findings.length === 0 && launched.problems.length === 0,
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      sheet: SHEET,
      guessedColumns: { right: guessed, of: CONTACT_PLAN.length },
      rounds,
      claim: summariseClaim(claim),
      verdict: { ...verdict, agreed: verdict.findings.length === 0 },
      defects: countDefects(known, claim),
      problems: launched.problems,
      scenes,
    };
  } catch (cause) {
    const path = join(folder, 'stopped-here.png');
    await page.screenshot({ path }).catch(() => undefined);
    console.error(`The demo stopped; what the window showed then: ${path}`);
    throw cause;
  } finally {
    await launched.close();
  }
}

async function main(): Promise<number> {
  const root = findRepository();
  const folder = join(root, 'artifacts', 'demo');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-demo-'));
  console.log(
    'Loading 5,000 contacts into the practice org through the real window. This takes a few minutes.',
  );
  try {
    const report = await play(home, folder, root);
    await writeReport(folder, report);
    console.log(describeReport(report, folder));
    return report.agreed ? 0 : 1;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

process.exitCode = await main();
