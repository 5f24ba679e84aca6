import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type LaunchedBulkhead, launchBulkhead } from './launch';

// The fixture is what every other window test trusts to notice trouble, so it is tried on an app that makes some.

const MAIN = `
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ webPreferences: { sandbox: true } });
  if (process.argv.includes('--main-error')) console.error('trouble in main');
  await window.loadFile(join(import.meta.dirname, 'page.html'), { hash: process.argv.at(-1) });
});
`;

const PAGE = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<title>Trouble</title>
<p>Here</p>
<script src="page.js"></script>`;

const SCRIPT = `
const wish = location.hash.slice(1);
if (wish === '--console-error') console.error('trouble on the console');
if (wish === '--uncaught') setTimeout(() => { throw new Error('trouble nobody caught'); });
if (wish === '--rejected') void Promise.reject(new Error('trouble nobody awaited'));
if (wish === '--refused') {
  const image = document.createElement('img');
  image.src = 'https://images.example/pixel.png';
  document.body.append(image);
}
`;

let appFolder: string;
let launched: LaunchedBulkhead | undefined;

beforeAll(async () => {
  appFolder = await mkdtemp(join(tmpdir(), 'bulkhead-trouble-'));
  await mkdir(join(appFolder, 'app'));
  const manifest = { name: 'trouble', version: '9.8.7', type: 'module', main: 'app/main.js' };
  await writeFile(join(appFolder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(appFolder, 'app', 'main.js'), MAIN);
  await writeFile(join(appFolder, 'app', 'page.html'), PAGE);
  await writeFile(join(appFolder, 'app', 'page.js'), SCRIPT);
});

afterEach(async () => await launched?.close());
afterAll(async () => await rm(appFolder, { recursive: true, force: true }));

it('opens a quiet app without problems, at the size and in the colours asked for', async () => {
  launched = await launchBulkhead({ appFolder, colorScheme: 'dark', size: { width: 1100, height: 700 } });
  const { app, page } = launched;
  expect(await page.title()).toBe('Trouble');
  expect(await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio])).toEqual([1100, 700, 1]);
  expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  expect(await app.evaluate(({ app: electron }) => [electron.getName(), electron.getVersion()])).toEqual([
    'trouble',
    '9.8.7',
  ]);
  expect(launched.problems).toEqual([]);
});

it.each([
  ['--console-error', /^window: trouble on the console$/m],
  ['--uncaught', /^window: Uncaught Error: trouble nobody caught$/m],
  ['--rejected', /^window: Uncaught \(in promise\) Error: trouble nobody awaited$/m],
  ['--refused', /^window: .*Content Security Policy/m],
  ['--main-error', /^main: trouble in main$/m],
])('notices %s', async (wish, expected) => {
  launched = await launchBulkhead({ appFolder, args: [wish] });
  await expect.poll(() => launched?.problems.join('\n')).toMatch(expected);
  await launched.close();
  expect(launched.problems.join('\n')).toMatch(expected);
});

it('notices what ends the window’s process', async () => {
  launched = await launchBulkhead({ appFolder });
  await launched.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => launched?.problems).toContainEqual(expect.stringContaining('process ended'));
});

it('gives the app a private home and removes it afterwards', async () => {
  launched = await launchBulkhead({ appFolder });
  const { app, home } = launched;
  expect(await app.evaluate(() => process.env.BULKHEAD_HOME)).toBe(home);
  if (process.platform !== 'win32') expect(statSync(home).mode & 0o777).toBe(0o700);
  await launched.close();
  expect(existsSync(home)).toBe(false);
});

it('saves what the window shows', async () => {
  launched = await launchBulkhead({ appFolder, size: { width: 640, height: 480 } });
  const path = await launched.screenshot('launch-fixture');
  const image = await readFile(path);
  expect(image.subarray(1, 4).toString()).toBe('PNG');
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([640, 480]);
  await rm(path);
});

it('says so when no window appears', async () => {
  const broken = join(appFolder, 'broken');
  await mkdir(broken);
  await writeFile(
    join(broken, 'package.json'),
    JSON.stringify({ name: 'broken', version: '1.0.0', main: 'none.js' }),
  );
  await expect(launchBulkhead({ appFolder: broken })).rejects.toThrow('Bulkhead did not open its window.');
});
