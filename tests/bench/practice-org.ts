import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

const root = process.env['BULKHEAD_ROOT'] ?? process.cwd();
const SIZES = [10_000, 100_000, 1_000_000] as const;
/** One row in this many is refused: 3 %. */
const BAD_EVERY = 33;

type Announced = { instanceUrl: string; accessToken: string; pid: number };
type Running = { org: Announced; stop: () => Promise<void> };
type Kind = { name: string; operation: 'insert' | 'upsert'; bad: boolean; discard: boolean; parts: number };
type Measured = {
  kind: string;
  rows: number;
  seconds: number;
  cpu: number;
  download: number;
  downloadCpu: number;
  memory: number;
};

/** Starts the practice org by its script and waits for its one line. */
const start = async (...words: string[]): Promise<Running> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'scripts/practice-org.mjs'), '--json', '--empty', ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (!child.stdout) throw new Error('The practice org has no output.');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { org: JSON.parse(line.toString()) as Announced, stop };
};

/** CPU seconds so far and the most memory in MB, as Linux counts them. */
const measureProcess = (pid: number): { cpu: number; memory: number } => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Number(peak) / 1024 };
};

const HEADER =
  'Contact_No__c,LastName,FirstName,Email,Phone,Title,Department,MailingCity,Annual_Budget__c,Contract_Start__c';

const makeCsv = (from: number, rows: number, bad: boolean): Buffer => {
  const parts: Buffer[] = [Buffer.from(`${HEADER}\n`)];
  let part = '';
  for (let n = from; n < from + rows; n += 1) {
    const email = bad && n % BAD_EVERY === 7 ? 'nobody' : `p${n}@x.example`;
    part += `X-${n},Last${n},First,${email},+49 30 ${n},Engineer,Field,Berlin,${n}.5,2026-01-02\n`;
    if (part.length < 1_000_000) continue;
    parts.push(Buffer.from(part));
    part = '';
  }
  parts.push(Buffer.from(part));
  return Buffer.concat(parts);
};

const json = async (org: Announced, path: string, init: RequestInit): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${org.instanceUrl}/services/data/v67.0/jobs/ingest${path}`, {
    ...init,
    headers: { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'application/json' },
  });
  return (await answer.json()) as Record<string, unknown>;
};

/** Sends one job and waits for its end. Answers its id, and the seconds from UploadComplete on. */
const runJob = async (org: Announced, kind: Kind, csv: Buffer): Promise<{ id: string; seconds: number }> => {
  const key = kind.operation === 'upsert' ? { externalIdFieldName: 'Contact_No__c' } : {};
  const body = JSON.stringify({ object: 'Contact', operation: kind.operation, ...key });
  const { id } = (await json(org, '', { method: 'POST', body })) as { id: string };
  await fetch(`${org.instanceUrl}/services/data/v67.0/jobs/ingest/${id}/batches`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'text/csv' },
    body: new Uint8Array(csv),
  });
  const began = performance.now();
  let job = await json(org, `/${id}`, { method: 'PATCH', body: '{"state":"UploadComplete"}' });
  while (job['state'] !== 'JobComplete') {
    if (job['state'] === 'Failed') throw new Error(String(job['errorMessage']));
    await new Promise((resolve) => setTimeout(resolve, 50));
    job = await json(org, `/${id}`, {});
  }
  return { id, seconds: (performance.now() - began) / 1000 };
};

/** Reads one result to its end and answers its lines. */
const countLines = async (org: Announced, id: string, name: string): Promise<number> => {
  const answer = await fetch(`${org.instanceUrl}/services/data/v67.0/jobs/ingest/${id}/${name}`, {
    headers: { Authorization: `Bearer ${org.accessToken}` },
  });
  let lines = 0;
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>)
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
  return lines - 1;
};

const measure = async (kind: Kind, rows: number): Promise<Measured> => {
  const { org, stop } = await start(...(kind.discard ? ['--discard'] : []));
  const size = rows / kind.parts;
  const total = { seconds: 0, cpu: 0, download: 0, downloadCpu: 0 };
  for (let part = 0; part < kind.parts; part += 1) {
    const csv = makeCsv(part * size, size, kind.bad);
    const before = measureProcess(org.pid).cpu;
    const { id, seconds } = await runJob(org, kind, csv);
    const done = measureProcess(org.pid).cpu;
    const began = performance.now();
    const lines =
      (await countLines(org, id, 'successfulResults')) + (await countLines(org, id, 'failedResults'));
    if (lines !== size) throw new Error(`${lines} results for ${size} rows`);
    total.seconds += seconds;
    total.cpu += done - before;
    total.download += (performance.now() - began) / 1000;
    total.downloadCpu += measureProcess(org.pid).cpu - done;
  }
  const { memory } = measureProcess(org.pid);
  await stop();
  return { kind: kind.name, rows, ...total, memory };
};

const INSERT: Kind = { name: 'insert', operation: 'insert', bad: false, discard: false, parts: 1 };
const UPSERT: Kind = {
  name: 'upsert, 3 % refused',
  operation: 'upsert',
  bad: true,
  discard: false,
  parts: 1,
};
const DISCARD: Kind = {
  name: 'insert, `--discard`',
  operation: 'insert',
  bad: false,
  discard: true,
  parts: 5,
};

const readSizes = (): readonly number[] => {
  const at = process.argv.indexOf('--rows');
  return at < 0 ? SIZES : [Number(process.argv[at + 1])];
};

const cases: [Kind, number][] = readSizes().flatMap((rows) => [
  [INSERT, rows] as [Kind, number],
  [UPSERT, rows] as [Kind, number],
]);
if (!process.argv.includes('--rows')) cases.push([DISCARD, 5_000_000]);
const found: Measured[] = [];
for (const [kind, rows] of cases) {
  const one = await measure(kind, rows);
  found.push(one);
  console.log(
    `${one.kind}, ${rows} rows: ${one.seconds.toFixed(1)} s, ${one.cpu.toFixed(1)} s CPU, results ${one.download.toFixed(1)} s (${one.downloadCpu.toFixed(1)} s CPU), ${Math.round(one.memory)} MB`,
  );
}
const count = (value: number): string => Math.round(value).toLocaleString('en');
const table = [
  '| operation | rows | rows per second | own CPU to take them, s | own CPU to give the results, s | most memory, MB |',
  '|---|---|---|---|---|---|',
  ...found.map(
    ({ kind, rows, seconds, cpu, downloadCpu, memory }) =>
      `| ${kind} | ${count(rows)} | ${count(rows / seconds)} | ${cpu.toFixed(1)} | ${downloadCpu.toFixed(1)} | ${count(memory)} |`,
  ),
].join('\n');
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
console.log(`\n${machine}\n\n${table}\n`);
if (process.argv.includes('--write')) {
  const path = join(root, 'docs/benchmarks.md');
  const before = await readFile(path, 'utf8').catch(() => '# Benchmarks\n');
  const day = new Date().toISOString().slice(0, 10);
  const title = `## ${day} · \`npm run bench -- --only practice-org --write\``;
  await writeFile(path, `${before.trimEnd()}\n\n${title}\n\n${machine}\n\n${table}\n`);
}
