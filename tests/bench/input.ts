import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from '../e2e/launch';
import { askProgram } from '../e2e/screens/bridge';
import { openPracticeOrg } from '../e2e/screens/connect';
import { goToObject, loadFile } from '../e2e/screens/file';
import { goToOptions } from '../e2e/screens/match';
import { chooseTarget, goToMatch } from '../e2e/screens/object';
import { goToReview } from '../e2e/screens/review';
import { button, placeButton } from '../e2e/screens/window';
import {
  timeClick,
  timeInput,
  watchPaints,
  watchTasks,
  type Answered,
  type LongestTasks,
} from './watch-input';

// What a person feels of a large load in the window: how long keys and clicks take until their answer is painted, while
// another load is read, checked, sent and its results are fetched.

/** Rows held back in the grid a person works in. */
const gridRows = 20_000;
const wanted = 100;

type Phase = 'nothing else' | 'reading' | 'checking' | 'sending';
type Measured = {
  phase: Phase;
  answered: Answered[];
  pages: number[];
  longest: LongestTasks;
  seconds: number;
};

const columns =
  'Contact No,Last Name,First Name,Email,Phone,Title,Department,Mailing City,Mailing Street,Annual Budget';

const makeBigFile = (rows: number): string => {
  const lines = [columns];
  for (let n = 1; n <= rows; n += 1) {
    const email = n % 33 === 7 ? 'nobody' : `p${n}@x.example`;
    lines.push(
      `X-${n},Last${n},First${n % 977},${email},+49 30 ${n},Engineer,Dept ${n % 20},Berlin,Street ${n % 97},${n}.5`,
    );
  }
  return `${lines.join('\n')}\n`;
};

const makeGridFile = (): string =>
  `Contact No;Surname;First name\r\n${Array.from({ length: gridRows }, (_, at) => `G-${at};;Ada`).join('\r\n')}\r\n`;

/** Takes the window to a grid in which every row is held back. */
const openGrid = async ({ app, page }: LaunchedBulkhead, path: string): Promise<string> => {
  await openPracticeOrg(page);
  await loadFile(app, page, path);
  await goToObject(page);
  await chooseTarget(page, { object: 'Contact', operation: 'upsert', key: 'Contact_No__c' });
  await goToMatch(page);
  await goToOptions(page);
  await goToReview(page);
  await button(page, 'review.foot.none').click();
  await enterGrid(page);
  const [load] = await askProgram(page, 'loads.list', undefined);
  return load?.id ?? '';
};

const enterGrid = async (page: Page): Promise<void> => {
  const grid = page.getByTestId('fix-grid');
  await grid.waitFor();
  await grid.click({ position: { x: 300, y: 100 } });
};

/** Milliseconds until a page of rows is there, as the grid asks for them. */
const timePage = async (page: Page, loadId: string, round: number): Promise<number> => {
  const began = performance.now();
  const offset = (round * 7919) % (gridRows - 100);
  await askProgram(page, 'rows.page', { loadId, filter: {}, offset, limit: 100 });
  return performance.now() - began;
};

const shows = {
  grid: '[data-testid=fix-grid] canvas',
  history: '.bh-history-line',
  load: 'main:not(:has(.bh-history-line)) h1',
};

/** A person at work in the grid, who now and then looks at the history and at the other load, until `isOver`. */
const work = async (
  { app, page }: LaunchedBulkhead,
  loadId: string,
  phase: Phase,
  isOver: () => boolean,
): Promise<Measured> => {
  const answered: Answered[] = [];
  const pages: number[] = [];
  const tasks = await watchTasks(app);
  const began = performance.now();
  const press = async (what: string, key: string): Promise<void> => {
    answered.push(await timeInput(page, what, async () => page.keyboard.press(key)));
  };
  const click = async (what: string, place: Locator, leadsTo: string): Promise<void> => {
    answered.push(await timeClick(page, what, place, leadsTo));
  };
  const loadLine = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const toHistory = async (): Promise<void> =>
    click('a click to the history', placeButton(page, 'history'), shows.history);
  for (let round = 0; !isOver(); round += 1) {
    await press('an arrow key in the grid', round % 40 < 20 ? 'ArrowDown' : 'ArrowRight');
    await press('a page down in the grid', round % 60 < 30 ? 'PageDown' : 'PageUp');
    pages.push(await timePage(page, loadId, round));
    if (round % 4 === 1) {
      await press('a letter typed into a cell', 'x');
      await press('Escape in a cell', 'Escape');
    }
    if (round % 8 === 3) {
      await toHistory();
      await click('a click back to the grid', placeButton(page, 'load'), shows.grid);
      await enterGrid(page);
    }
    if (round % 8 === 7) {
      await toHistory();
      const other = loadLine('big.csv');
      if ((await other.count()) > 0) {
        await click('a click to the other load', other, shows.load);
        await toHistory();
      }
      await click('a click to the load of the grid', loadLine('grid.csv'), shows.load);
      await click('a click on to the grid', button(page, 'review.foot.none'), shows.grid);
      await enterGrid(page);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  return { phase, answered, pages, longest: await tasks.read(), seconds };
};

/** Works until a promise has settled; what it rejects with is thrown. */
const workDuring = async <T>(
  launched: LaunchedBulkhead,
  loadId: string,
  phase: Phase,
  busy: Promise<T>,
): Promise<{ measured: Measured; value: T }> => {
  let isOver = false;
  const ended = busy.finally(() => {
    isOver = true;
  });
  ended.catch(() => undefined);
  const measured = await work(launched, loadId, phase, () => isOver);
  return { measured, value: await ended };
};

const sendToEnd = async (page: Page, loadId: string, rows: number): Promise<void> => {
  await askProgram(page, 'loads.send', { loadId, rows });
  for (;;) {
    const { phase, balance } = await askProgram(page, 'loads.get', { loadId });
    if (phase === 'finished' && balance.balanced) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

/** What a person at work in the grid feels of a load of so many rows, phase by phase. */
export const measureInput = async (rows: number): Promise<Measured[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-input-'));
  const path = join(folder, 'big.csv');
  await writeFile(path, makeBigFile(rows));
  await writeFile(join(folder, 'grid.csv'), makeGridFile());
  const launched = await launchBulkhead();
  try {
    const { page } = launched;
    const gridLoad = await openGrid(launched, join(folder, 'grid.csv'));
    await watchPaints(page);
    const still = await workDuring(
      launched,
      gridLoad,
      'nothing else',
      new Promise((resolve) => setTimeout(resolve, 5000)),
    );
    const [org] = await askProgram(page, 'orgs.list', undefined);
    const create = askProgram(page, 'loads.create', { orgId: org?.id ?? '', path });
    const reading = await workDuring(launched, gridLoad, 'reading', create);
    const loadId = reading.value.id;
    await askProgram(page, 'loads.setTarget', {
      loadId,
      object: 'Contact',
      operation: 'upsert',
      externalId: 'Contact_No__c',
    });
    const review = askProgram(page, 'loads.review', { loadId });
    const checking = await workDuring(launched, gridLoad, 'checking', review);
    const sending = await workDuring(
      launched,
      gridLoad,
      'sending',
      sendToEnd(page, loadId, checking.value.ready),
    );
    return [still, reading, checking, sending].map(({ measured }) => measured);
  } finally {
    await launched.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

const write = (value: number): string => Math.round(value).toLocaleString('en');

const toLine = ({ phase, answered, pages, longest, seconds }: Measured): string => {
  const times = answered.map(({ milliseconds }) => milliseconds);
  const wholes = answered.filter(({ what }) => what.startsWith('a click')).map(({ whole }) => whole);
  const slow = times.filter((time) => time > wanted).length;
  const worst = answered.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
  return `| ${[
    phase,
    `${seconds.toFixed(1)} s`,
    times.length,
    write(share(times, 0.5)),
    write(share(times, 0.95)),
    `${write(share(times, 1))} (${worst?.what ?? ''})`,
    slow,
    `${write(share(wholes, 0.5))} / ${write(share(wholes, 1))}`,
    `${write(share(pages, 0.5))} / ${write(share(pages, 1))}`,
    `${write(longest.main)} / ${write(longest.window)}`,
  ].join(' | ')} |`;
};

const at = process.argv.indexOf('--rows');
const rows = at < 0 ? 200_000 : Number(process.argv[at + 1]);
const before = loadavg()[0] ?? 0;
const measured = await measureInput(rows);
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}`;
const table = [
  `| while ${rows.toLocaleString('en')} rows are loaded: | for | inputs | median, ms | 95 % | worst | over ${wanted} ms | a click until its screen is whole, median / worst | a page of rows, median / worst | longest task of the main process / the window, ms of CPU |`,
  '|---|---|---|---|---|---|---|---|---|---|',
  ...measured.map(toLine),
].join('\n');
console.log(`\n${machine}, load ${before.toFixed(1)} before\n\n${table}\n`);
if (process.argv.includes('--write')) {
  const docs = join(findRepository(), 'docs/benchmarks.md');
  const known = await readFile(docs, 'utf8').catch(() => '# Benchmarks\n');
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(
    docs,
    `${known.trimEnd()}\n\n## ${day} · \`npm run bench -- --only input\`\n\n${machine}, load ${before.toFixed(1)} before\n\n${table}\n`,
  );
}
