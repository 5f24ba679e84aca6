import { runEntry } from './setup/entry.mjs';

// Until the command itself hears of a signal, nothing was written either.
const broken = { SIGINT: 2, SIGTERM: 2 };

void runEntry('npm run cli', () => import('./tasks/cli.mjs'), broken).then(() => {
  // The command ends the process itself; coming here means that it could not be started, and wrote nothing.
  process.exitCode = 2;
});
