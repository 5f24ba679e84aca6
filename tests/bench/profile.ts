import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { createProfiler, type Profiler } from '../../src/core/sheet/profile-columns';
import { inspectFile } from '../../src/main/files/inspect-file';
import { readTable } from '../../src/main/files/read-table';
import { writeRowFile } from '../../src/main/store/row-file';

// How long a big CSV file takes to be read, to be read and profiled, and to be read, profiled and stored.

const rows = Number(process.argv[process.argv.indexOf('--rows') + 1]) || 1_000_000;
const headers = 'No,First name,Surname,Email,Phone,Street,Zip,City,Start,Last contact,Budget,Notes'.split(
  ',',
);

const two = (value: number): string => String(value).padStart(2, '0');

/** Columns as people have them: keys, few words, many words, addresses, local dates, times and numbers. */
const makeRow = (at: number): string =>
  [
    `C-${100_000 + at}`,
    ['Ada', 'Max', 'Eve', 'Zoë', 'Jürgen'][at % 5],
    `Name${(at * 7919) % 250_000}`,
    `person${at}@example.test`,
    `+49 30 ${1_000_000 + at}`,
    `Hauptstraße ${at % 900}`,
    String(10_000 + ((at * 7) % 80_000)),
    ['Berlin', 'Köln', 'München', 'Frankfurt (Oder)'][at % 4],
    `${two(1 + (at % 28))}.${two(1 + (at % 12))}.${1960 + (at % 64)}`,
    `${1 + (at % 28)}.${1 + (at % 12)}.2026 ${two(at % 24)}:${two(at % 60)}:${two((at * 7) % 60)}`,
    `${1 + (at % 900)}.${String((at * 13) % 1000).padStart(3, '0')},${two(at % 100)}`,
    at % 3 === 0 ? '' : `Wants offer ${at}, call back`,
  ].join(';');

const makeFile = async (path: string): Promise<number> => {
  const out = createWriteStream(path);
  out.write(`${headers.join(';')}\r\n`);
  for (let from = 0; from < rows; from += 5000) {
    const some = Array.from({ length: Math.min(5000, rows - from) }, (_, at) => makeRow(from + at));
    if (!out.write(`${some.join('\r\n')}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return (await stat(path)).size;
};

type Measured = { seconds: number; cpu: number; most: number };

const measure = async (work: () => Promise<unknown>): Promise<Measured> => {
  const began = performance.now();
  const before = process.cpuUsage();
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  await work();
  clearInterval(timer);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, most: most / 2 ** 20 };
};

const folder = await mkdtemp(join(tmpdir(), 'bulkhead-bench-profile-'));
try {
  const path = join(folder, 'big.csv');
  const bytes = await makeFile(path);
  const { dialect } = await inspectFile(path);
  const read = async (profiles: boolean, stores: boolean): Promise<void> => {
    let profiler: Profiler | null = null;
    const file = stores ? await writeRowFile(join(folder, 'rows')) : null;
    await readTable(
      path,
      { dialect },
      {
        begin: ({ names }) => {
          if (profiles) profiler = createProfiler(names);
        },
        row: (row) => {
          file?.add(row);
          profiler?.add(row.cells, row.line);
        },
        ...(file === null ? {} : { drain: file.drain }),
      },
    );
    await file?.finish();
    (profiler as Profiler | null)?.finish();
  };
  const results: [string, Measured][] = [
    ['read', await measure(async () => read(false, false))],
    ['read and profiled', await measure(async () => read(true, false))],
    ['read, profiled and stored', await measure(async () => read(true, true))],
  ];
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
  const table = [
    `| ${rows.toLocaleString('en')} rows × ${headers.length}, ${Math.round(bytes / 1e6)} MB | seconds | own CPU, s | most memory, MB | wanted |`,
    '|---|---|---|---|---|',
    ...results.map(
      ([what, { seconds, cpu, most }], at) =>
        `| ${what} | ${seconds.toFixed(1)} | ${cpu.toFixed(1)} | ${Math.round(most)} | ${at === 2 ? '< 15 s' : ''} |`,
    ),
  ].join('\n');
  console.log(`\n${machine}\n\n${table}\n`);
  if (process.argv.includes('--write')) {
    const docs = join(process.env['BULKHEAD_ROOT'] ?? process.cwd(), 'docs/benchmarks.md');
    const day = new Date().toISOString().slice(0, 10);
    const text = (await readFile(docs, 'utf8')).trimEnd();
    await writeFile(
      docs,
      `${text}\n\n## ${day} · \`npm run bench -- --only profile --write\`\n\n${machine}\n\n${table}\n`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
