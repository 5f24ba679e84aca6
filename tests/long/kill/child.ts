import { subscribe } from 'node:diagnostics_channel';
import { composeProgram } from '../../../src/main/compose';
import type { LoadEffect } from '../../../src/core/load/event';
import type { PracticeReady } from '../../../src/main/practice-process';
import type { Orders } from './orders';

/**
 * The program without a window, in a process that may be killed at any moment, from outside or at a moment it is told
 * of. Sends the load if nobody has, else takes up what was left.
 */
const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const ready: PracticeReady = orders.org;

/** There is no coming back from this, and no last word. */
const die = async (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise<never>(() => undefined);
};

let diesOnAnswer = false;
subscribe('http.client.response.finish', () => {
  if (diesOnAnswer) void die();
});

const counts = new Map<LoadEffect['type'], number>();
const { kill, stop } = orders;

const program = await composeProgram({
  homePath: orders.homePath,
  openPractice: () => ({ start: async () => ready, running: () => ready, stop: async () => undefined }),
  publish: () => undefined,
  log: () => undefined,
  around: async ({ type }, perform) => {
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    if (stop?.effect === type && stop.nth === count) void program.running.stop(orders.loadId);
    if (kill?.effect !== type || kill.nth !== count) return perform();
    if (kill.moment === 'before') return die();
    diesOnAnswer = kill.moment === 'answered';
    await perform();
    return die();
  },
});
await program.orgs.openPractice();
process.stdout.write('ready\n');
const { attempts } = await program.loads.view(orders.loadId);
if (attempts.length > 0) await program.running.adopt();
else await program.running.send(orders.loadId, orders.rows, orders.rows);
await program.running.ended(orders.loadId);
process.stdout.write('settled\n');
await program.close();
process.exit(0);
