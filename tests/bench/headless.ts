import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countBad, makeFile } from './headless/make-file';
import { watchProcess, type Watched } from './headless/watch-process';

const root = process.env['BULKHEAD_ROOT'] ?? process.cwd();
const object = 'Contact';
const externalId = 'Contact_No__c';
/** A load of so few rows shows what any load takes, whatever its size. */
const fewRows = 100;
/** A job of Salesforce's takes about 100 MB: the other ways send a file that large, this program cuts it itself. */
const rowsPerFile = 1_000_000;

type Way = 'floor' | 'jsforce' | 'bulkhead';
type Announced = { instanceUrl: string; accessToken: string; control: string; controlToken: string };
type Run = { way: Way; rows: number; busy: number; orgCpu: number } & Watched;

const openOrg = async (): Promise<{ org: Announced; stop: () => Promise<void> }> => {
  const script = join(root, 'scripts/practice-org.mjs');
  const child = spawn(process.execPath, [script, '--json', '--empty', '--discard'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { org: JSON.parse(line.toString()) as Announced, stop };
};

/** What the org itself has done so far, seconds: its one thread busy, and CPU of all its threads. */
const readWork = async ({ instanceUrl, controlToken }: Announced): Promise<{ busy: number; cpu: number }> => {
  const answer = await fetch(`${instanceUrl}/practice/control/panel`, {
    headers: { 'X-Practice-Control': controlToken },
  });
  const { work } = (await answer.json()) as { work: { busyMs: number; cpuMs: number } };
  return { busy: work.busyMs / 1000, cpu: work.cpuMs / 1000 };
};

const check = (way: Way, rows: number, ok: number, bad: number): void => {
  const wanted = countBad(rows);
  if (ok !== rows - wanted || bad !== wanted)
    throw new Error(`${way}: ${ok} saved and ${bad} refused of ${rows} rows, ${wanted} of them bad`);
};

const byOthers = async (
  way: 'floor' | 'jsforce',
  files: readonly string[],
  org: Announced,
): Promise<Watched> => {
  const script = join(
    root,
    'tests/bench/headless',
    way === 'floor' ? 'load-by-hand.mjs' : 'load-by-jsforce.mjs',
  );
  const env = { ...process.env, ORG_URL: org.instanceUrl, ORG_TOKEN: org.accessToken };
  const total = { seconds: 0, cpu: 0, memory: 0, ok: 0, bad: 0 };
  for (const file of files) {
    const one = await watchProcess([script, file, object, externalId], env, [0]);
    const { ok, bad } = JSON.parse(one.output) as { ok: number; bad: number };
    total.seconds += one.seconds;
    total.cpu += one.cpu;
    total.memory = Math.max(total.memory, one.memory);
    total.ok += ok;
    total.bad += bad;
  }
  return { ...total, output: JSON.stringify({ succeeded: total.ok, failed: total.bad }) };
};

const byBulkhead = async (file: string, org: Announced): Promise<Watched> => {
  const home = await mkdtemp(join(tmpdir(), 'bench-home-'));
  const env = { ...process.env, BULKHEAD_HOME: home, ORG_TOKEN: org.accessToken };
  const to = ['--instance-url', org.instanceUrl, '--access-token-env', 'ORG_TOKEN'];
  // Named, so that the smallest load goes the way of the others.
  const how = ['--object', object, '--operation', 'upsert', '--external-id', externalId, '--api', '2.0'];
  const words = ['load', '--file', file, ...how, ...to, '--out', join(home, 'out'), '--json', '--yes'];
  try {
    // 1: all is accounted for, and some rows did not go in.
    const one = await watchProcess([join(root, 'scripts/cli.mjs'), ...words], env, [1]);
    const line = one.output.trim().split('\n').at(-1) ?? '';
    if (!(JSON.parse(line) as { balanced: boolean }).balanced) throw new Error(`not balanced: ${line}`);
    return { ...one, output: line };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
};

/** The file of all rows, or files of as many as one job takes. */
const filesOf = async (way: Way, folder: string, rows: number): Promise<string[]> => {
  const size = way === 'bulkhead' ? rows : Math.min(rows, rowsPerFile);
  const files = [];
  for (let from = 0; from < rows; from += size) {
    const file = join(folder, `contacts-${from}-${size}.csv`);
    await makeFile(file, from, size);
    files.push(file);
  }
  return files;
};

const measure = async (way: Way, rows: number, folder: string): Promise<Run> => {
  const files = await filesOf(way, folder, rows);
  const { org, stop } = await openOrg();
  try {
    const before = await readWork(org);
    const watched =
      way === 'bulkhead' ? await byBulkhead(files[0] ?? '', org) : await byOthers(way, files, org);
    const after = await readWork(org);
    const { succeeded, failed } = JSON.parse(watched.output) as { succeeded: number; failed: number };
    check(way, rows, succeeded, failed);
    return { way, rows, ...watched, busy: after.busy - before.busy, orgCpu: after.cpu - before.cpu };
  } finally {
    await stop();
  }
};

const valueOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const names: Record<Way, string> = {
  floor: 'upload, wait, download: the floor',
  jsforce: 'jsforce `loadAndWaitForResults`',
  bulkhead: 'Bulkhead, `load` to its files',
};

const secondsOf = (runs: readonly Run[]): number => median(runs.map(({ seconds }) => seconds));

const toTable = (runs: readonly Run[]): string => {
  const groups = [...new Set(runs.map(({ way, rows }) => `${rows} ${way}`))].map((key) =>
    runs.filter(({ way, rows }) => `${rows} ${way}` === key),
  );
  const lines = groups.map((group) => {
    const [{ way, rows } = { way: 'floor' as Way, rows: 0 }] = group;
    const few = runs.filter((run) => run.way === way && run.rows === fewRows);
    const beyond = ((secondsOf(group) - secondsOf(few)) / rows) * 1e6;
    const of = (value: (run: Run) => number): string => median(group.map(value)).toFixed(1);
    const cells = [
      rows.toLocaleString('en'),
      names[way],
      String(group.length),
      of(({ seconds }) => seconds),
      of(({ busy }) => busy),
      of(({ seconds, busy }) => seconds - busy),
      of(({ cpu }) => cpu),
      rows === fewRows ? '' : of(({ seconds }) => (seconds / rows) * 1e6),
      rows === fewRows || few.length === 0 ? '' : beyond.toFixed(1),
      median(group.map(({ memory }) => memory)).toFixed(0),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `| rows | by | runs | wall, s | the org busy, s | wall less the org, s | own CPU, s | wall per row, µs | … beyond a load of ${fewRows} rows, µs | most memory (PSS), MB |`,
    '|---|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
};

const sizes = valueOf('--rows')?.split(',').map(Number) ?? [fewRows, 100_000, 1_000_000, 5_000_000];
const ways =
  (valueOf('--by')?.split(',') as Way[] | undefined) ?? (['floor', 'jsforce', 'bulkhead'] as const);
const repeats = Number(valueOf('--runs') ?? 3);
const folder = join(root, 'node_modules', '.cache', 'bench-headless-files');
await mkdir(folder, { recursive: true });
const runs: Run[] = [];
for (const rows of sizes)
  // The largest takes minutes, and a single run of it is told as one.
  for (let run = 0; run < (rows > rowsPerFile ? 1 : repeats); run += 1)
    for (const way of ways) {
      const one = await measure(way, rows, folder);
      runs.push(one);
      console.log(
        `${way} ${rows}: ${one.seconds.toFixed(1)} s, org busy ${one.busy.toFixed(1)} s (CPU ${one.orgCpu.toFixed(1)}), own CPU ${one.cpu.toFixed(1)} s, ${one.memory.toFixed(0)} MB`,
      );
    }

const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
const table = toTable(runs);
console.log(`\n${machine}\n\n${table}\n`);
await mkdir(join(root, 'artifacts'), { recursive: true });
await writeFile(
  join(root, 'artifacts/bench-headless.json'),
  JSON.stringify({ at: new Date().toISOString(), machine, runs }, null, 2),
);
if (process.argv.includes('--write')) {
  const path = join(root, 'docs/benchmarks.md');
  const before = await readFile(path, 'utf8').catch(() => '# Benchmarks\n');
  const title = `## ${new Date().toISOString().slice(0, 10)} · \`npm run bench -- --only headless --write\``;
  await writeFile(path, `${before.trimEnd()}\n\n${title}\n\n${machine}\n\n${table}\n`);
}
