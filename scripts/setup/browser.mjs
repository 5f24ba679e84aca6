import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { failedLately, rememberFailure } from './memory.mjs';
import { cacheFolder } from './paths.mjs';
import { explain, say } from './report.mjs';
import { findProgram } from './run.mjs';
import { findRootPrefix, runApt } from './system.mjs';

/** Browsers Playwright can drive, by the names distributions give them; the first is the one that is installed. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
/** What a failure to install one is remembered as. */
const WISH = 'system-browser';

/** @returns {string | undefined} The browser people on this computer have, for the tests that sign in with one. */
function findBrowser() {
  for (const name of BROWSERS) {
    const program = findProgram(name);
    if (program !== undefined) return program;
  }
  return undefined;
}

/**
 * Sees to a browser for the tests that sign in with one: installs Chromium where this user may. It can be done
 * without; those tests are then left out, and say so.
 *
 * @returns {Promise<string | undefined>} Its program.
 */
export async function provideBrowser() {
  const found = findBrowser();
  if (found !== undefined) return found;
  if (process.platform !== 'linux' || findProgram('apt-get') === undefined) {
    explain('Browser: none that tests can drive; those that sign in with one are left out.');
    return undefined;
  }
  const prefix = await findRootPrefix();
  if (prefix === undefined || (await failedLately(WISH))) {
    explain(
      'Browser: none here; tests that sign in with one are left out. To have one, type: sudo apt-get install chromium',
    );
    return undefined;
  }
  return await withLock(
    join(cacheFolder(), 'locks', 'system'),
    async () => {
      if (findBrowser() !== undefined) return findBrowser();
      say('Installing a browser for the sign-in tests (about a minute) …');
      await runApt(prefix, ['update']);
      const result = await runApt(prefix, ['install', '-y', '--no-install-recommends', 'chromium']);
      const reason = (result.stderr || result.stdout).trim().split('\n').at(-1) ?? '';
      if (result.code !== 0) await rememberFailure(WISH, reason);
      return findBrowser();
    },
    () => say('Another set-up is installing system packages; waiting for it …'),
  );
}
