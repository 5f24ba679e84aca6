import { spawn, type ChildProcess } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from '../shared/errors/app-error';

/** What the practice org says of itself when it is ready; one JSON line. */
const Ready = z.object({
  port: z.number().int(),
  instanceUrl: z.string(),
  loginUrl: z.string(),
  username: z.string(),
  controlToken: z.string(),
  pid: z.number().int(),
});
export type PracticeReady = z.infer<typeof Ready>;

export type PracticeProcess = {
  /** Starts the practice org unless it runs; throws `org.practice-start` when it does not come up. */
  start: () => Promise<PracticeReady>;
  running: () => PracticeReady | null;
  stop: () => Promise<void>;
};

const startLimit = 15_000;

/** A real org is on no computer of ours: where both want to work, the practice org waits for the window. */
const giveWindowThePriority = (pid: number): void => {
  try {
    setPriority(
      pid,
      Math.min(constants.priority.PRIORITY_LOW, getPriority() + constants.priority.PRIORITY_BELOW_NORMAL),
    );
  } catch {
    // A system that refuses only makes practising beside a large load less smooth.
  }
};

/**
 * Runs the practice org as a process of its own, from the program's own files and with this program's own
 * runtime. It keeps its data in `dataFolder` and ends with this process.
 */
export const openPracticeProcess = (script: string, dataFolder: string): PracticeProcess => {
  let child: ChildProcess | null = null;
  let ready: Promise<PracticeReady> | null = null;
  let current: PracticeReady | null = null;
  let lastPort = 0;

  const launch = async (): Promise<PracticeReady> => {
    const args = ['--data', dataFolder, '--port', String(lastPort), '--json', '--exit-with-parent'];
    const started = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    child = started;
    if (started.pid !== undefined) giveWindowThePriority(started.pid);
    started.once('exit', () => {
      if (child === started) {
        child = null;
        ready = null;
        current = null;
      }
    });
    return new Promise<PracticeReady>((resolve, reject) => {
      const timer = setTimeout(() => reject(new AppError('org.practice-start')), startLimit);
      const fail = (cause: unknown): void => {
        clearTimeout(timer);
        reject(new AppError('org.practice-start', {}, { cause }));
      };
      started.once('error', fail);
      started.once('exit', (code) => fail(new Error(`ended with ${code}`)));
      createInterface({ input: started.stdout }).once('line', (line) => {
        clearTimeout(timer);
        try {
          current = Ready.parse(JSON.parse(line));
          lastPort = current.port;
          resolve(current);
        } catch (cause) {
          fail(cause);
        }
      });
    });
  };

  return {
    start: async () => {
      ready ??= launch().catch(async (cause: unknown) => {
        ready = null;
        child?.kill('SIGKILL');
        // The port of the last time may belong to somebody else by now.
        if (lastPort === 0) throw cause;
        lastPort = 0;
        return (ready = launch());
      });
      return ready;
    },
    running: () => current,
    stop: async () => {
      const ending = child;
      if (ending === null) return;
      const exited = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.kill('SIGTERM');
      const forced = setTimeout(() => ending.kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(forced);
    },
  };
};
