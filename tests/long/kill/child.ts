import { composeProgram } from '../../../src/main/compose';
import type { PracticeReady } from '../../../src/main/practice-process';

/**
 * The program without a window, in a process that may be killed at any moment. Arguments: home folder, the
 * practice org as JSON, the load, and the number of rows to send, or 0 to take up what was left.
 */
const [homePath = '', org = '{}', loadId = '', rows = '0'] = process.argv.slice(2);
const ready = JSON.parse(org) as PracticeReady;

const program = await composeProgram({
  homePath,
  openPractice: () => ({ start: async () => ready, running: () => ready, stop: async () => undefined }),
  publish: () => undefined,
  log: () => undefined,
});
await program.orgs.openPractice();
process.stdout.write('ready\n');
if (rows === '0') await program.running.adopt();
else await program.running.send(loadId, Number(rows));
for (;;) {
  const { phase } = await program.loads.view(loadId);
  if (phase !== 'running' && phase !== 'stopping') break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write('settled\n');
await program.close();
process.exit(0);
