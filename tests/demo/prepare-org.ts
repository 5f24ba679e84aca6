import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Rows of an object that are refused on purpose, as often as `times` says. */
type RowFault = {
  object: string;
  field: string;
  equals: string;
  code: string;
  message: string;
  times: number;
};

export type Settings = {
  chunkMs?: number;
  queueMs?: number;
  shuffle?: boolean;
  dailyBulkBatches?: number;
  rowFaults?: RowFault[];
};

type Announcement = { control: string; controlToken: string };

/**
 * Founds the practice org in a state folder before the app starts it, with settings of its own: slower, say,
 * so that a run can be watched. The app then finds it there.
 */
export async function foundPracticeOrg(root: string, home: string, settings: Settings): Promise<void> {
  const script = join(root, 'out', 'main', 'practice-org.js');
  const org = spawn(process.execPath, [script, '--data', join(home, 'practice-org'), '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(org, 'exit');
  const lines = createInterface({ input: org.stdout });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    exited.then(([code]) => {
      throw new Error(`The practice org ended with ${String(code)} before it was ready.`);
    }),
  ])) as [string];
  const { control, controlToken } = JSON.parse(line) as Announcement;
  const answer = await fetch(control, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Practice-Control': controlToken },
    body: JSON.stringify({ settings }),
  });
  org.kill('SIGTERM');
  await exited;
  if (!answer.ok) throw new Error(`The practice org refused its settings: ${await answer.text()}`);
}

/** Where the practice org of a running app answers, as the app keeps it. */
export async function findPracticeUrl(home: string): Promise<string> {
  const orgs = JSON.parse(await readFile(join(home, 'orgs.json'), 'utf8')) as {
    type: string;
    loginUrl: string;
  }[];
  const practice = orgs.find(({ type }) => type === 'practice');
  if (practice === undefined) throw new Error('The app is not signed in to a practice org.');
  return practice.loginUrl;
}
