import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPracticeOrg } from '../../src/practice-org/server';
import { callbackUris } from '../../src/shared/domain/sign-in';
import { text } from '../../src/shared/messages/format';
import { control } from '../contract/practice-org/client';
import { goThroughBrowser } from '../contract/sign-in/person';
import { launchBulkhead } from '../e2e/launch';
import { goToObject, loadFile } from '../e2e/screens/file';
import { catchBrowser, fillIn, readOpened } from '../e2e/screens/sign-in';
import { button } from '../e2e/screens/window';

const clientId = '3MVG9.the-admins-own-app';

/**
 * Milliseconds from the click on Continue until the org's objects stand on the screen, without the time a person
 * would take: the login page is answered at once and the file has two rows. First until the window is signed in,
 * then until the list is there.
 */
export const measureSignIn = async (): Promise<{ signedIn: number; listed: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-sign-in-'));
  const path = join(folder, 'two.csv');
  await writeFile(path, 'Last Name\nBerg\nDahl\n');
  const org = await startPracticeOrg({ seed: 'bench' });
  await control(org, { registerClient: { clientId, name: 'Bulkhead', redirectUris: callbackUris } });
  const launched = await launchBulkhead();
  try {
    const { app, page } = launched;
    await catchBrowser(app);
    await fillIn(page, { address: org.instanceUrl, clientId });
    const began = performance.now();
    await button(page, 'connect.go').click();
    await goThroughBrowser(await readOpened(app), { decision: 'allow' });
    await page.getByRole('heading', { name: text('file.sentence') }).waitFor();
    const signedIn = performance.now() - began;
    await loadFile(app, page, path);
    await goToObject(page);
    await page
      .getByRole('radio', { name: /^Contact\b/ })
      .first()
      .waitFor();
    return { signedIn, listed: performance.now() - began };
  } finally {
    await launched.close();
    await org.close();
    await rm(folder, { recursive: true, force: true });
  }
};
