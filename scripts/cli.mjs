import { runEntry } from './setup/entry.mjs';

void runEntry('npm run cli', () => import('./tasks/cli.mjs')).then(() => {
  // The command ends the process itself; coming here means that it could not be started, and wrote nothing.
  process.exitCode = 2;
});
