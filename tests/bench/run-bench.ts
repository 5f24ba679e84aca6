import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { LoadView } from '../../src/shared/domain/load';
import { findRepository, launchBulkhead } from '../e2e/launch';
import { makeEmptyApp, measureStart, type Start } from './measure-start';
import { measureSignIn } from './sign-in';

const startRuns = 7;
const loadRuns = 3;

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

/** Starts both apps in turn, so that whatever else the machine does slows both; the first pair only warms up. */
const measureStarts = async (): Promise<{ starts: Start[]; floors: Start[] }> => {
  const starts: Start[] = [];
  const floors: Start[] = [];
  const emptyApp = await makeEmptyApp();
  for (let run = 0; run <= startRuns; run += 1) {
    const start = await measureStart(findRepository());
    const floor = await measureStart(emptyApp);
    if (run === 0) continue;
    starts.push(start);
    floors.push(floor);
  }
  await rm(emptyApp, { recursive: true, force: true });
  return { starts, floors };
};

const measureLoads = async (): Promise<Awaited<ReturnType<typeof measureLoad>>[]> => {
  const loads = [];
  for (let run = 0; run < loadRuns; run += 1) loads.push(await measureLoad());
  return loads;
};

const { starts, floors } = await measureStarts();
const loads = await measureLoads();
const signIns = [];
for (let run = 0; run < loadRuns; run += 1) signIns.push(await measureSignIn());
const rows: [string, number, string][] = [
  [
    'Start of the process to the first screen, painted and clickable',
    median(starts.map(({ usable }) => usable)),
    '< 1,500 ms',
  ],
  ['… to the answer to a first click', median(starts.map(({ answered }) => answered)), ''],
  [
    'an app of two buttons in the same run, painted and clickable',
    median(floors.map(({ usable }) => usable)),
    'the floor',
  ],
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
  `| what | median of ${startRuns} starts or ${loadRuns} loads, ms | wanted |`,
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
  JSON.stringify(
    { at: new Date().toISOString(), machine, starts, floors, loads, signIns, table: rows },
    null,
    2,
  ),
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
