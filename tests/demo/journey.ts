import type { ElectronApplication, Page } from 'playwright';
import { openPracticeOrg } from '../e2e/screens/connect';
import { goToObject, takeSample } from '../e2e/screens/file';
import { goToOptions, matchColumn, readMatches, showColumn } from '../e2e/screens/match';
import { chooseTarget, goToMatch } from '../e2e/screens/object';
import { answer, openAdvanced } from '../e2e/screens/options';
import { openFix } from '../e2e/screens/results';
import { awaitResults, goToReview, send } from '../e2e/screens/review';
import { goToRow, leaveGroupOut, resubmit } from '../e2e/screens/fix';
import { button, goTo, sentence } from '../e2e/screens/window';
import type { FieldPlan } from './judge/field-plan';
import type { KnownDefect } from './judge/mended-sheet';
import { mendAll } from './mend';

/** A window on the way through a load, and what is done with every screen it comes to. */
export type Stage = { app: ElectronApplication; page: Page; scene: (name: string) => Promise<void> };

/** From the first start to a signed-in window. */
export async function connect({ page, scene }: Stage): Promise<void> {
  await sentence(page).waitFor();
  await scene('connect');
  await openPracticeOrg(page);
  await scene('choose-file');
}

/** The decisions of the sample: an upsert of contacts by their number, every column to its field. */
export async function setUp(
  { page, scene }: Stage,
  plan: readonly FieldPlan[],
): Promise<{ guessed: number }> {
  await takeSample(page);
  await scene('file');
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'upsert', key: 'Contact_No__c' });
  await scene('object');
  await goToMatch(page);
  const guesses = await readMatches(page);
  const wrong = plan.filter(({ column, field }) => guesses.get(column) !== field);
  for (const { column, field } of wrong) await matchColumn(page, column, field);
  await showColumn(page, 'Start date');
  await scene('match');
  await goToOptions(page);
  // A job keeps what became of each of its rows, so that the org can be asked; small calls leave no trace there.
  await openAdvanced(page);
  await answer(page, 'api', '2.0').check();
  await scene('options');
  await goToReview(page);
  await scene('review');
  return { guessed: plan.length - wrong.length };
}

/** The first attempt: everything that is ready. */
export async function sendFirst({ page, scene }: Stage): Promise<void> {
  await send(page, () => scene('run'));
  await scene('results');
}

const rowsOf = (defects: readonly KnownDefect[], id: string): readonly number[] =>
  defects.find((defect) => defect.id === id)?.rows ?? [];

/**
 * Mends everything that can be mended and sends it, round by round, until only rows are left that nothing in
 * the sheet can help; then leaves the duplicates out, with their reason. Answers how many rounds it took.
 */
export async function mendAndResend(stage: Stage, defects: readonly KnownDefect[]): Promise<number> {
  const { page, scene } = stage;
  const behind = new Set(['mobile-missing-behind-role']);
  await openFix(page);
  await scene('fix');
  await goToRow(page, rowsOf(defects, 'mobile-missing')[0] ?? 1);
  await page.waitForTimeout(400);
  await scene('fix-group');
  const groupwise = (defect: KnownDefect): boolean =>
    defect.mend.kind === 'leave-out' && defect.family !== 'key-repeated';
  await mendAll(
    page,
    defects.filter((defect) => !behind.has(defect.id) && !groupwise(defect)),
  );
  await scene('fix-ready');
  await resubmit(page);
  await awaitResults(page);
  await scene('results-second');

  await openFix(page);
  await mendAll(
    page,
    defects.filter((defect) => behind.has(defect.id)),
  );
  await resubmit(page);
  await awaitResults(page);

  await openFix(page);
  for (const { rows, mend } of defects.filter(groupwise)) {
    await leaveGroupOut(page, rows[0] ?? 0, mend.reason ?? '');
  }
  await scene('fix-left');
  await button(page, 'shell.back').click();
  await awaitResults(page);
  await scene('results-last');
  return 3;
}

/** The places beside a load. */
export async function lookAround({ page, scene }: Stage): Promise<void> {
  await goTo(page, 'history');
  await sentence(page).waitFor();
  await scene('history');
  await goTo(page, 'settings');
  await sentence(page).waitFor();
  await scene('settings');
  await goTo(page, 'load');
}
