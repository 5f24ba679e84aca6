import type { Page } from 'playwright';
import { text } from '../../../src/shared/messages/format';
import { readNewestLoad } from './bridge';
import { button, goOn, sentence } from './window';

/** From the options to the review, once every row is checked. */
export async function goToReview(page: Page): Promise<void> {
  await goOn(page, 'options.foot');
  await button(page, 'review.again').waitFor({ timeout: 60_000 });
}

/** Sends the ready rows and waits until the attempt has ended and its results are on the screen. */
export async function send(page: Page, whileWritten?: () => Promise<void>): Promise<void> {
  const { target, balance, org } = await readNewestLoad(page);
  const rows = balance.counts.ready;
  await goOn(page, 'send.act', {
    operation: target?.operation ?? 'upsert',
    rows,
    object: (rows === 1 ? target?.objectLabel : target?.objectLabelPlural) ?? '',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  });
  if (whileWritten !== undefined) {
    const writing = text('run.part', { kind: 'job', part: 1, phase: text('run.phase.running') });
    await page.getByText(writing, { exact: true }).waitFor({ timeout: 30_000 });
    await whileWritten();
  }
  await awaitResults(page);
}

/** Waits until the newest attempt has ended and the results are on the screen. */
export async function awaitResults(page: Page): Promise<void> {
  await page.getByText(text('results.attempts.title'), { exact: true }).waitFor({ timeout: 120_000 });
  await sentence(page).waitFor();
}
