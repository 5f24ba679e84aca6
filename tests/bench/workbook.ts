import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createProfiler } from '../../src/core/sheet/profile-columns';
import { inspectFile } from '../../src/main/files/inspect-file';
import { readSource } from '../../src/main/files/read-source';
import { writeXls } from '../workbooks/write-xls';
import { writeXlsx } from '../workbooks/write-xlsx';

const run = promisify(execFile);
const runs = 3;
const header = [
  'Number',
  'Name',
  'Street',
  'City',
  'Email',
  'Start',
  'Changed',
  'Active',
  'Amount',
  'Share',
  'Postcode',
  'Note',
];
const cities = ['Łódź', 'Bonn', 'Málaga', '東京', 'Oslo', 'Graz', 'Lyon'];

/** A workbook as Excel writes it: texts shared, dates by their style, half of the texts occurring once. */
const makeXlsx = (rows: number): Buffer => {
  const strings: string[] = [];
  const share = (text: string): number => strings.push(`<si><t>${text}</t></si>`) - 1;
  const names = header.map(share);
  const cityAt = cities.map(share);
  const xml = [
    `<row r="1">${names.map((at, column) => `<c r="${String.fromCharCode(65 + column)}1" t="s"><v>${at}</v></c>`).join('')}</row>`,
  ];
  for (let row = 2; row <= rows + 1; row += 1) {
    const text = (column: string, at: number): string => `<c r="${column}${row}" t="s"><v>${at}</v></c>`;
    const value = (column: string, raw: number | string, style = 0): string =>
      `<c r="${column}${row}"${style === 0 ? '' : ` s="${style}"`}><v>${raw}</v></c>`;
    xml.push(
      `<row r="${row}" spans="1:12">` +
        value('A', row) +
        text('B', share(`Person Number ${row}`)) +
        text('C', share(`Street of the Long Name ${row}, House ${row % 97}`)) +
        text('D', cityAt[row % cities.length] ?? 0) +
        text('E', share(`person.${row}@example.org`)) +
        value('F', 40000 + (row % 6000), 1) +
        value('G', `${45000 + (row % 900)}.2125810185`, 2) +
        `<c r="H${row}" t="b"><v>${row % 2}</v></c>` +
        value('I', `${row * 3}.25`) +
        value('J', `0.${(row % 89) + 10}`, 3) +
        value('K', row % 99999, 4) +
        (row % 3 === 0 ? text('L', share(`A note on ${row}`)) : '') +
        '</row>',
    );
  }
  return writeXlsx({
    sheets: [{ name: 'People', rows: xml.join('') }],
    strings: strings.join(''),
    formats: ['dd/mm/yyyy', 'yyyy-mm-dd hh:mm:ss', '0.0%', '00000'],
  });
};

const makeXls = (rows: number): Buffer =>
  writeXls([
    {
      name: 'People',
      rows: [
        header,
        ...Array.from({ length: Math.min(rows, 65_535) }, (_, at) =>
          header.map((name, column) =>
            column % 3 === 0 ? at * 1.25 : `${name} of row ${at}, made long enough`,
          ),
        ),
      ],
    },
  ]);

type Measured = {
  seconds: number;
  cpu: number;
  firstRows: number;
  before: number;
  growth: number;
  rows: number;
  bytes: number;
};

const megabytes = (): number => process.memoryUsage.rss() / 2 ** 20;

const measure = async (path: string): Promise<Measured> => {
  const before = megabytes();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, megabytes());
  }, 10);
  const began = performance.now();
  const used = process.cpuUsage();
  const { dialect } = await inspectFile(path);
  let firstRows = 0;
  let profiler: ReturnType<typeof createProfiler> | null = null;
  const { rows } = await readSource(
    path,
    { dialect },
    {
      begin: ({ names }) => {
        profiler = createProfiler(names);
      },
      row: ({ row, cells }) => {
        profiler?.add(cells);
        if (row === 50) firstRows = (performance.now() - began) / 1000;
      },
      // The watch gets its turn.
      drain: async () => new Promise((resolve) => setImmediate(resolve)),
    },
  );
  (profiler as ReturnType<typeof createProfiler> | null)?.finish();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1e6;
  clearInterval(watch);
  most = Math.max(most, megabytes());
  return { seconds, cpu, firstRows, before, growth: most - before, rows, bytes: (await stat(path)).size };
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const compare = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-workbook-'));
  const [, script = ''] = process.argv;
  const lines: string[] = [];
  try {
    for (const [kind, count] of [
      ['xlsx', 200_000],
      ['xls', 65_535],
    ] as const) {
      const path = join(folder, `people.${kind}`);
      await run(process.execPath, [script, '--make', kind, String(count), path]);
      const found: Measured[] = [];
      for (let at = 0; at < runs; at += 1) {
        const { stdout } = await run(process.execPath, [script, '--read', path]);
        found.push(JSON.parse(stdout) as Measured);
      }
      const [first] = found;
      const of = (pick: (one: Measured) => number): string => median(found.map(pick)).toFixed(1);
      const size = ((first?.bytes ?? 0) / 1e6).toFixed(1);
      lines.push(
        `| .${kind}, ${(first?.rows ?? 0).toLocaleString('en')} × 12, ${size} MB | ${of(({ seconds }) => seconds)} | ${of(({ cpu }) => cpu)} | ${of(({ firstRows }) => firstRows)} | ${Math.round(median(found.map(({ before }) => before)))} | ${Math.round(median(found.map(({ growth }) => growth)))} |`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
  const table = [
    '| workbook | inspected, read and profiled, s | own CPU, s | row 50 there after, s | MB before | MB more at most |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  console.log(`\n${machine}\n\n${table}\n`);
  if (!process.argv.includes('--write')) return;
  const root = process.env['BULKHEAD_ROOT'] ?? process.cwd();
  const day = new Date().toISOString().slice(0, 10);
  await appendFile(
    join(root, 'docs/benchmarks.md'),
    `\n## ${day} · \`npm run bench -- --only workbook --write\`\n\n${machine}\n\n${table}\n\nA process of its own for each run; medians of ${runs}. The first rows wait for the table of shared texts, which stands\napart from the rows in the file.\n`,
  );
};

const [, , task, ...words] = process.argv;
if (task === '--make') {
  const [kind, count = '0', path = ''] = words;
  await writeFile(path, kind === 'xls' ? makeXls(Number(count)) : makeXlsx(Number(count)));
} else if (task === '--read') {
  console.log(JSON.stringify(await measure(words[0] ?? '')));
} else {
  await compare();
}
