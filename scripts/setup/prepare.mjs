import { provideBrowser } from './browser.mjs';
import { installDependencies } from './dependencies.mjs';
import { provideElectron, verifyElectron } from './electron.mjs';
import { ROOT } from './paths.mjs';
import { explain } from './report.mjs';
import { lacksSandbox, wrapCommand } from './session.mjs';
import { hasKeyring, provideSystemPackages } from './system.mjs';

/**
 * A machine made ready.
 *
 * @typedef {object} Prepared
 * @property {string} electronPath The Electron program; empty when it was not needed.
 * @property {string} electronDist Its folder; empty when it was not needed.
 * @property {string} electronVersion
 * @property {boolean} isStandIn Whether it is the stand-in from the npm registry.
 * @property {NodeJS.ProcessEnv} env For everything started from here on.
 * @property {string[]} electronFlags Flags Electron needs on this machine, before the app's folder.
 * @property {(command: string, args: string[]) => import('./session.mjs').Command} wrap Puts a command inside
 *   the screen and keychain that were asked for.
 */

/**
 * Makes this machine ready for a script: libraries, and, as needed, Electron, a screen and a keychain.
 * Does nothing that was done before.
 *
 * @param {{ needs: import('./system.mjs').Needs }} wish
 * @returns {Promise<Prepared>}
 * @throws {import('./problem.mjs').Problem} In two sentences: what is wrong and what to type.
 */
export async function prepare({ needs }) {
  await installDependencies();
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, BULKHEAD_ROOT: ROOT };
  if (!process.stdout.isTTY && env.FORCE_COLOR === undefined) env.NO_COLOR = '1';
  const wrap = (/** @type {string} */ command, /** @type {string[]} */ args) =>
    wrapCommand({ command, args }, needs);
  if (!needs.electron) {
    return {
      electronPath: '',
      electronDist: '',
      electronVersion: '',
      isStandIn: false,
      env,
      electronFlags: [],
      wrap,
    };
  }
  const electron = await provideElectron();
  await provideSystemPackages(electron.program, needs);
  const electronVersion = await verifyElectron(electron);
  const isOpen = await lacksSandbox(electron.dist);
  explain(`Electron: ${electronVersion} in ${electron.dist} (${electron.kind}).`);
  if (isOpen) explain('Electron: started without Chromium’s sandbox, which cannot work for this user here.');
  if (needs.keyring && process.platform === 'linux' && !hasKeyring()) {
    explain('Keychain: none for tests (dbus and gnome-keyring are not installed); they skip what needs one.');
  }
  const browser = needs.browser ? await provideBrowser() : undefined;
  if (browser !== undefined) env.BULKHEAD_BROWSER = browser;
  // The electron package and electron-vite each look in a variable of their own.
  env.ELECTRON_OVERRIDE_DIST_PATH = electron.dist;
  env.ELECTRON_EXEC_PATH = electron.program;
  env.BULKHEAD_ELECTRON = electron.program;
  env.BULKHEAD_NO_SANDBOX = isOpen ? '1' : '0';
  // Left over from a tool that itself runs in Electron, it would turn ours into plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  return {
    electronPath: electron.program,
    electronDist: electron.dist,
    electronVersion,
    isStandIn: electron.kind === 'stand-in',
    env,
    electronFlags: isOpen ? ['--no-sandbox'] : [],
    wrap,
  };
}
