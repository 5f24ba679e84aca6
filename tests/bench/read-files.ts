import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { text } from '../../src/shared/messages/format';
import { findRepository, launchBulkhead } from '../e2e/launch';
import { openPracticeOrg } from '../e2e/screens/connect';
import { answerFileDialog, button } from '../e2e/screens/window';

// From choosing a large file to its first rows on the screen, and to the profile of all of them.

const runs = 3;

const cities = ['Köln', 'København', 'Kraków', 'Nantes', 'Leipzig', 'Malmö', 'Ghent'];

/** Twelve columns as a list of contacts has them: keys, names, places, dates, amounts, texts; about 170 bytes a row. */
const makeRow = (row: number): string =>
  [
    `C-${String(row).padStart(7, '0')}`,
    `First${row % 997}`,
    `Last name ${row % 9973}`,
    `person.${row}@mail.example`,
    `+49 221 ${String(row % 1_000_000).padStart(6, '0')}`,
    cities[row % cities.length],
    String(row % 100_000).padStart(5, '0'),
    `${2000 + (row % 25)}-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`,
    `${row % 10_000}.${String(row % 100).padStart(2, '0')}`,
    row % 3 === 0 ? 'true' : 'false',
    `A-${row % 20_000}`,
    row % 50 === 0 ? '"Prefers mail, not calls"' : 'A note of some words for this person',
  ].join(',');

const header =
  'Contact No,First Name,Last Name,Email,Phone,City,Postal Code,Start,Budget,Active,Account,Note';

const makeFile = async (path: string, rows: number): Promise<number> => {
  const file = createWriteStream(path);
  let block = `${header}\n`;
  for (let row = 1; row <= rows; row += 1) {
    block += `${makeRow(row)}\n`;
    if (block.length < 1 << 20 && row < rows) continue;
    if (!file.write(block)) await once(file, 'drain');
    block = '';
  }
  file.end();
  await once(file, 'finish');
  return (await stat(path)).size;
};

/** Most memory the main process of the app held since the last reset, in MB (Linux; 0 elsewhere). */
const readPeak = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};
const resetPeak = async (pid: number): Promise<void> => {
  await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => undefined);
};

type Measured = { shown: number; profiled: number; before: number; peak: number };

const measure = async (path: string, screenshot: string | null): Promise<Measured> => {
  const launched = await launchBulkhead();
  try {
    const { app, page } = launched;
    await openPracticeOrg(page);
    await answerFileDialog(app, path);
    const pid = app.process().pid ?? 0;
    await resetPeak(pid);
    const before = await readPeak(pid);
    const began = performance.now();
    await button(page, 'file.choose').click();
    await page.getByRole('cell', { name: 'person.50@mail.example', exact: true }).waitFor();
    const shown = performance.now() - began;
    if (screenshot !== null) await launched.screenshot(`${screenshot}-being-read`);
    await button(page, 'file.next').waitFor({ timeout: 120_000 });
    const profiled = performance.now() - began;
    await page.getByText(text('file.preview.note', { shown: 50 })).waitFor();
    if (screenshot !== null) await launched.screenshot(screenshot);
    return { shown, profiled, before, peak: await readPeak(pid) };
  } finally {
    await launched.close();
  }
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const folder = await mkdtemp(join(tmpdir(), 'bulkhead-files-'));
const lines: string[] = [];
try {
  for (const rows of process.argv.includes('--large') ? [1_000_000, 6_000_000] : [1_000_000]) {
    const path = join(folder, `${rows}.csv`);
    const bytes = await makeFile(path, rows);
    const results: Measured[] = [];
    for (let run = 0; run < (rows > 1_000_000 ? 1 : runs); run += 1)
      results.push(await measure(path, run === 0 ? `file-${rows}` : null));
    const of = (pick: (one: Measured) => number): string =>
      Math.round(median(results.map(pick))).toLocaleString('en');
    lines.push(
      `| ${rows.toLocaleString('en')} × 12 | ${Math.round(bytes / 1e6)} | ${of((one) => one.shown)} | ${of((one) => one.profiled)} | ${of((one) => one.before)} | ${of((one) => one.peak - one.before)} |`,
    );
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const load = loadavg()[0] ?? 0;
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}, load ${load.toFixed(1)}`;
const table = [
  '| CSV | MB | first 50 rows on screen, ms | read and profiled, ms | main process before, MB | more at most, MB |',
  '|---|---|---|---|---|---|',
  ...lines,
].join('\n');
console.log(`\n${machine}\n\n${table}\n`);
if (process.argv.includes('--write')) {
  const path = join(findRepository(), 'docs/benchmarks.md');
  const before = await readFile(path, 'utf8').catch(() => '# Benchmarks\n');
  const day = new Date().toISOString().slice(0, 10);
  const words =
    'From the click that chooses the file, in the real window; medians of three. Wanted: 50 rows < 1,000 ms, profiled < 15,000 ms.';
  await mkdir(join(findRepository(), 'docs'), { recursive: true });
  await writeFile(
    path,
    `${before.trimEnd()}\n\n## ${day} · \`npm run bench -- ${process.argv.slice(2).join(' ')}\`\n\n${machine}\n\n${table}\n\n${words}\n`,
  );
}
