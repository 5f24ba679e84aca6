import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { contacts, lastLine, openBench, type Bench } from '../contract/cli/bench';
import { launchBulkhead, type LaunchedBulkhead } from './launch';

let bench: Bench;
let launched: LaunchedBulkhead | undefined;
beforeAll(async () => {
  bench = await openBench();
});
afterEach(async () => launched?.close());
afterAll(async () => bench.end());

it('the open window runs a command it is handed, and its history has the load', async () => {
  launched = await launchBulkhead({ home: bench.home });
  const { app, page } = launched;
  const owner = (await readFile(join(bench.home, 'owner.lock'), 'utf8')).trim();
  expect(owner).toBe(String(app.process().pid));

  const file = await bench.file('handed.csv', contacts(60, 'Handed'));
  const words = ['--file', file, '--object', 'Contact', '--operation', 'insert', '--out', 'handed', '--json'];
  const finished = await bench.run(['load', ...bench.toOrg, ...words]);
  expect(finished.code).toBe(1);
  expect(lastLine(finished)).toMatchObject({ created: 59, failed: 1, balanced: true });
  expect(await bench.records('Contact')).toHaveLength(59);
  expect((await bench.read('handed/ledger.csv')).trimEnd().split('\n')).toHaveLength(61);

  await page.getByRole('button', { name: 'History' }).click();
  await expect.poll(async () => page.getByText('handed.csv').count()).toBeGreaterThan(0);
  expect(launched.problems).toEqual([]);
});

it('a window that closes leaves the load of a command to resume', async () => {
  launched = await launchBulkhead({ home: bench.home });
  await bench.control({ settings: { stuck: true } });
  const file = await bench.file('left.csv', contacts(10, 'Left'));
  const words = ['--file', file, '--object', 'Contact', '--operation', 'insert', '--out', 'left', '--json'];
  const begun = bench.start(['load', ...bench.toOrg, ...words]);
  const loadId = await begun.announced;
  while ((await bench.describe()).jobs.at(-1)?.['state'] !== 'UploadComplete')
    await new Promise((resolve) => setTimeout(resolve, 30));
  await launched.close();
  const left = await begun.finished;
  expect(left.code).toBe(3);
  expect(lastLine(left)).toMatchObject({ loadId, balanced: false });
  expect(existsSync(join(bench.home, 'owner.lock'))).toBe(false);
  await bench.control({ settings: { stuck: false } });
  const resumed = await bench.run(['resume', ...bench.toOrg, '--json']);
  expect(lastLine(resumed)).toMatchObject({ loadId, created: 10, exit: 0 });
});
