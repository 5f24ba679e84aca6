import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectronProgram, findRepository } from '../e2e/launch';

/** Milliseconds from the moment before the process was spawned. */
export type Start = {
  /** The app's program begins to be read. */
  firstStatement: number;
  /** The window stands on the screen. */
  shown: number;
  /** A button of the first screen has been painted and would be hit by a click. */
  usable: number;
  /** A real click has been answered by another screen, painted. */
  answered: number;
};

const limit = 20_000;

type Mark = { name: string; at: number };

const readMarks = async (path: string): Promise<Mark[]> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Mark);
};

/**
 * Starts an app as a person does, on an empty data folder, and tells when it could be used. The clock starts in
 * this process, just before the spawn: a process's own creation time is no use, because on Linux Chromium works it
 * out from the second of the boot, which makes it early by anything up to a second. Without Playwright, whose
 * inspector holds an app back at its start.
 */
export const measureStart = async (appFolder: string): Promise<Start> => {
  const home = await mkdtemp(join(tmpdir(), 'bulkhead-start-'));
  const marksPath = join(home, 'marks.jsonl');
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const watcher = join(findRepository(), 'tests/bench/watch-start.cjs');
  const began = Date.now();
  const app = spawn(findElectronProgram(), [...flags, '-r', watcher, appFolder], {
    env: { ...process.env, BULKHEAD_HOME: join(home, 'data'), BULKHEAD_WATCH_START: marksPath },
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => app.once('exit', resolve));
  try {
    while (Date.now() - began < limit) {
      const marks = await readMarks(marksPath);
      const failed = marks.find(({ name }) => name.startsWith('failed'));
      if (failed !== undefined) throw new Error(`The window could not be watched: ${failed.name}`);
      const after = (name: string): number | undefined => {
        const mark = marks.find((one) => one.name === name);
        return mark === undefined ? undefined : mark.at - began;
      };
      const [firstStatement, shown, usable, answered] = [
        after('first statement'),
        after('shown'),
        after('usable'),
        after('answered'),
      ];
      if (
        firstStatement !== undefined &&
        shown !== undefined &&
        usable !== undefined &&
        answered !== undefined
      ) {
        return { firstStatement, shown, usable, answered };
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`The window could not be used within ${limit / 1000} s.`);
  } finally {
    app.kill('SIGTERM');
    await exited;
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};

const emptyMain = `
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(join(import.meta.dirname, 'page.html'));
});
`;
const emptyPage = `<!doctype html><meta charset="utf-8"><title>Empty</title>
<nav><button onclick="this.setAttribute('aria-current', 'page')">Settings</button></nav>
<main><button>Begin</button></main>`;

/** Makes an app of two buttons and nothing else: no program can start faster on this machine. */
export const makeEmptyApp = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'bulkhead-empty-app-'));
  const manifest = { name: 'empty', version: '0.0.1', type: 'module', main: 'main.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.js'), emptyMain);
  await writeFile(join(folder, 'page.html'), emptyPage);
  return folder;
};
