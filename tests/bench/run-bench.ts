import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { LoadView } from '../../src/shared/domain/load';
import { findElectronProgram, findRepository, launchBulkhead } from '../e2e/launch';
import { measureSignIn } from './sign-in';

const runs = 3;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const call = async <T>(page: Page, name: string, input?: unknown): Promise<T> => {
  const answer = await page.evaluate(
    async ([callName, callInput]) => {
      const { bulkhead } = window as unknown as {
        bulkhead: {
          call: (name: string, input: unknown) => Promise<{ ok: boolean; value: unknown; error?: unknown }>;
        };
      };
      return bulkhead.call(callName as string, callInput);
    },
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
};

/**
 * Milliseconds from the start of the process until the window is drawn and can be used, as the app's own log
 * says. Without Playwright, whose inspector holds an app back at its start.
 */
const measureStart = async (): Promise<number> => {
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-start-'));
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(findElectronProgram(), [...flags, findRepository()], {
    env: { ...process.env, BULKHEAD_HOME: home },
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => app.once('exit', resolve));
  try {
    for (let tries = 0; tries < 300; tries += 1) {
      const log = await readFile(join(home, 'bulkhead.log'), 'utf8').catch(() => '');
      const found = /window after (\d+) ms/.exec(log)?.[1];
      if (found !== undefined) return Number(found);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('The window did not open within 15 s.');
  } finally {
    app.kill('SIGTERM');
    await exited;
    await rm(home, { recursive: true, force: true });
  }
};

/** Milliseconds from Send until every row of the sample has its verdict, on the practice org. */
const measureLoad = async (): Promise<{ send: number; read: number; review: number }> => {
  const launched = await launchBulkhead();
  const { page } = launched;
  const org = await call<{ id: string }>(page, 'orgs.openPractice');
  const path = await call<string>(page, 'files.sample');
  let began = performance.now();
  const { id: loadId } = await call<LoadView>(page, 'loads.create', { orgId: org.id, path });
  const read = performance.now() - began;
  await call(page, 'loads.setTarget', {
    loadId,
    object: 'Contact',
    operation: 'upsert',
    externalId: 'Contact_No__c',
  });
  began = performance.now();
  const { ready } = await call<{ ready: number }>(page, 'loads.review', { loadId });
  const review = performance.now() - began;
  began = performance.now();
  await call(page, 'loads.send', { loadId, rows: ready });
  for (;;) {
    const view = await call<LoadView>(page, 'loads.get', { loadId });
    if (view.phase === 'finished' && view.balance.balanced) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const send = performance.now() - began;
  await launched.close();
  return { send, read, review };
};

const repeat = async <T>(work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await work());
  return results;
};

const starts = await repeat(measureStart);
const loads = await repeat(measureLoad);
const signIns = await repeat(measureSignIn);
const rows: [string, number, string][] = [
  ['Start of the built app to a usable window', median(starts), '< 1,500 ms'],
  ['5,000 rows read, profiled and stored', median(loads.map(({ read }) => read)), ''],
  ['5,000 rows checked', median(loads.map(({ review }) => review)), ''],
  ['5,000-row upsert, Send to balanced', median(loads.map(({ send }) => send)), '< 10,000 ms'],
  ['Sign-in, from Continue to signed in', median(signIns.map(({ signedIn }) => signedIn)), ''],
  [
    'Sign-in, from Continue to the org’s objects on the screen',
    median(signIns.map(({ listed }) => listed)),
    '< 3,000 ms',
  ],
];
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
const table = [
  '| what | median of 3, ms | wanted |',
  '|---|---|---|',
  ...rows.map(
    ([what, value, wanted]) => `| ${what} | ${Math.round(value).toLocaleString('en')} | ${wanted} |`,
  ),
].join('\n');
console.log(`\n${machine}\n\n${table}\n`);

const root = findRepository();
await mkdir(join(root, 'artifacts'), { recursive: true });
await writeFile(
  join(root, 'artifacts/bench.json'),
  JSON.stringify({ at: new Date().toISOString(), machine, starts, loads, signIns, table: rows }, null, 2),
);
if (process.argv.includes('--write')) {
  const path = join(root, 'docs/benchmarks.md');
  const before = await readFile(path, 'utf8').catch(() => '# Benchmarks\n');
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(
    path,
    `${before.trimEnd()}\n\n## ${day} · \`npm run bench -- --write\`\n\n${machine}\n\n${table}\n`,
  );
}
