import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { text } from '../../src/shared/messages/format';
import { findRepository, launchBulkhead } from '../e2e/launch';
import { readNewestLoad } from '../e2e/screens/bridge';
import { openPracticeOrg } from '../e2e/screens/connect';
import { chooseFile, goToObject } from '../e2e/screens/file';
import { goToOptions } from '../e2e/screens/match';
import { chooseTarget, goToMatch } from '../e2e/screens/object';
import { button, goOn, sentence } from '../e2e/screens/window';
import { countBad, makeFile } from './headless/make-file';
import { measureProcesses, type ProcessMemory } from './headless/watch-process';

// What the app holds in memory while a large file goes through the window, beyond what it holds when it does nothing:
// all of its processes but the practice org, which stands for a server elsewhere.

const limit = 600_000;
const lookEvery = 250;
const wanted = 350;

type Phase = 'reading' | 'matching' | 'checking' | 'sending' | 'looking at the results';
type Peak = { phase: Phase; seconds: number; memory: number; parts: string };

const isPracticeOrg = ({ command }: ProcessMemory): boolean => command.includes('practice-org.js');

const kindOf = ({ command }: ProcessMemory): string =>
  /--type=([\w-]+)/.exec(command)?.[1]?.replace('-process', '') ?? 'main';

const measureApp = (pid: number): { memory: number; parts: string } => {
  const own = measureProcesses(pid).filter((one) => !isPracticeOrg(one));
  const kinds = new Map<string, number>();
  for (const one of own) kinds.set(kindOf(one), (kinds.get(kindOf(one)) ?? 0) + one.memory);
  return {
    memory: own.reduce((sum, { memory }) => sum + memory, 0),
    parts: [...kinds].map(([kind, memory]) => `${kind} ${memory.toFixed(0)}`).join(', '),
  };
};

/** The most an app holds while something is under way. */
const watchDuring = async (pid: number, phase: Phase, work: () => Promise<void>): Promise<Peak> => {
  const began = performance.now();
  let most = measureApp(pid);
  const look = setInterval(() => {
    const now = measureApp(pid);
    if (now.memory > most.memory) most = now;
  }, lookEvery);
  try {
    await work();
  } finally {
    clearInterval(look);
  }
  return { phase, seconds: (performance.now() - began) / 1000, ...most };
};

const rest = async (page: Page): Promise<void> => page.waitForTimeout(5000);

const sendAll = async (page: Page): Promise<void> => {
  const { target, balance, org } = await readNewestLoad(page);
  await goOn(page, 'send.act', {
    operation: target?.operation ?? 'upsert',
    rows: balance.counts.ready,
    object: target?.objectLabelPlural ?? '',
    org: text('org.named', { org: org.name, type: text(`org.${org.type}`) }),
  });
  await page.getByText(text('results.attempts.title'), { exact: true }).waitFor({ timeout: limit });
  await sentence(page).waitFor();
};

const measure = async (path: string, rows: number): Promise<{ idle: number; peaks: Peak[] }> => {
  const launched = await launchBulkhead();
  try {
    const { app, page } = launched;
    const pid = app.process().pid ?? 0;
    await openPracticeOrg(page);
    await rest(page);
    const idle = measureApp(pid);
    console.log(`idle: ${idle.memory.toFixed(0)} MB (${idle.parts})`);
    const peaks = [
      await watchDuring(pid, 'reading', async () => {
        await chooseFile(app, page, path);
        await button(page, 'file.next').waitFor({ timeout: limit });
      }),
      await watchDuring(pid, 'matching', async () => {
        await goToObject(page);
        await chooseTarget(page, { object: 'Contact', operation: 'upsert', key: 'Contact_No__c' });
        await goToMatch(page);
        await goToOptions(page);
      }),
      await watchDuring(pid, 'checking', async () => {
        await goOn(page, 'options.foot');
        await button(page, 'review.again').waitFor({ timeout: limit });
      }),
      await watchDuring(pid, 'sending', async () => sendAll(page)),
      await watchDuring(pid, 'looking at the results', async () => rest(page)),
    ];
    const { balance } = await readNewestLoad(page);
    if (!balance.balanced || balance.counts.failed !== countBad(rows))
      throw new Error(`not as it should have ended: ${JSON.stringify(balance)}`);
    return { idle: idle.memory, peaks };
  } finally {
    await launched.close();
  }
};

const valueOf = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const root = findRepository();
const rows = Number(valueOf('--rows') ?? 1_000_000);
const folder = join(root, 'node_modules', '.cache', 'bench-headless-files');
await mkdir(folder, { recursive: true });
const path = join(folder, `contacts-0-${rows}.csv`);
await makeFile(path, 0, rows);
const load = loadavg()[0] ?? 0;
const { idle, peaks } = await measure(path, rows);
const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}, Node ${process.version}, load ${load.toFixed(1)} before`;
const table = [
  `| ${rows.toLocaleString('en')} rows in the app, while | seconds | most memory (PSS), MB | beyond ${idle.toFixed(0)} MB idle, MB | of which |`,
  '|---|---|---|---|---|',
  ...peaks.map(
    ({ phase, seconds, memory, parts }) =>
      `| ${phase} | ${seconds.toFixed(1)} | ${memory.toFixed(0)} | ${(memory - idle).toFixed(0)} | ${parts} |`,
  ),
].join('\n');
console.log(`\n${machine}\n\n${table}\n\nWanted: up to ${wanted} MB beyond idle.\n`);
if (process.argv.includes('--write')) {
  const docs = join(root, 'docs/benchmarks.md');
  const known = await readFile(docs, 'utf8');
  const day = new Date().toISOString().slice(0, 10);
  const title = `## ${day} · \`npm run bench -- --only app-memory --write\``;
  await appendFile(docs, `${known.endsWith('\n\n') ? '' : '\n'}${title}\n\n${machine}\n\n${table}\n`);
}
