import { join } from 'node:path';
import { ROOT } from '../setup/paths.mjs';
import { prepare } from '../setup/prepare.mjs';
import { createProblem } from '../setup/problem.mjs';
import { findProgram, run } from '../setup/run.mjs';
import { hasDisplay } from '../setup/system.mjs';
import { buildApp, forgetBuild } from './build-app.mjs';

/**
 * Opens Bulkhead's window; with --dev, from sources that are followed as they change. Other arguments go to the
 * app.
 *
 * @param {string[]} args
 * @returns {Promise<number>} The app's exit code.
 */
export async function main(args) {
  if (!hasDisplay()) {
    const install = findProgram('xvfb-run') ? '' : 'install Xvfb (apt-get install xvfb xauth) and ';
    throw createProblem(
      'There is no screen here to show Bulkhead’s window on.',
      `For an invisible one, ${install}type: xvfb-run -a {again}`,
    );
  }
  const ready = await prepare({ needs: { electron: true } });
  const options = { cwd: ROOT, env: ready.env, stream: true, isApp: true };
  const forApp = args.filter((argument) => argument !== '--dev');
  if (args.includes('--dev')) {
    await forgetBuild();
    const bundler = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const flags = ready.electronFlags.includes('--no-sandbox') ? ['--noSandbox'] : [];
    const command = [bundler, 'dev', ...flags, '--', ...forApp];
    return (await run(process.execPath, command, options)).code;
  }
  await buildApp(ready.env);
  const command = [...ready.electronFlags, ROOT, ...forApp];
  return (await run(ready.electronPath, command, options)).code;
}
