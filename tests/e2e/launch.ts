import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

export interface LaunchOptions {
  /** The app's state folder (BULKHEAD_HOME), kept on close. Left out: a fresh one, removed on close. */
  home?: string;
  /** Arguments for the app, after its folder. */
  args?: string[];
  /** Added to this process's environment; undefined removes a variable. */
  env?: Record<string, string | undefined>;
  /** What the window is told the system prefers. */
  colorScheme?: 'light' | 'dark';
  /** The window's content, in CSS pixels. */
  size?: { width: number; height: number };
  /** Scripts loaded into the main process before the app. */
  preloads?: string[];
  /** The app's folder. Left out: this repository, as built. */
  appFolder?: string;
}

export interface LaunchedBulkhead {
  app: ElectronApplication;
  /** The first window, loaded. */
  page: Page;
  home: string;
  /**
   * Everything that went wrong unasked so far, in words, from the app's first moment on: errors on the window's or
   * the main process's console, errors nobody caught, and content the security policy refused. Tests end by
   * expecting none. Stays readable after `close`.
   */
  readonly problems: string[];
  /** Ends the app, by force if it does not go by itself; removes the home it made. Safe to call twice. */
  close(): Promise<void>;
  /** Saves what the window shows as artifacts/screens/NAME.png and returns the file's path. */
  screenshot(name: string): Promise<string>;
}

/** How long the app may take to show its window and to go, in milliseconds. */
const START_LIMIT = 30_000;
const CLOSE_LIMIT = 10_000;
const DEFAULT_SIZE = { width: 1280, height: 800 };

/** The repository's root, also from inside a bundle under node_modules. */
export function findRepository(): string {
  if (process.env.BULKHEAD_ROOT !== undefined) return process.env.BULKHEAD_ROOT;
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
    if (name === 'bulkhead') return folder;
  }
  throw new Error('The repository’s root is not above this file; set BULKHEAD_ROOT.');
}

/**
 * The Electron program to test with: the one the scripts prepared, else the one set-up finds.
 *
 * @throws If there is none yet, with what to type.
 */
export function findElectronProgram(): string {
  if (process.env.BULKHEAD_ELECTRON) return process.env.BULKHEAD_ELECTRON;
  const setup = join(findRepository(), 'scripts', 'setup.mjs');
  return execFileSync(process.execPath, [setup, '--find'], { encoding: 'utf8' }).trim();
}

function mayUseSandbox(): boolean {
  return process.env.BULKHEAD_NO_SANDBOX !== '1' && process.getuid?.() !== 0;
}

function mergeEnvironment(...layers: Record<string, string | undefined>[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of Object.entries(Object.assign({}, ...layers) as NodeJS.ProcessEnv)) {
    if (value !== undefined) merged[name] = value;
  }
  return merged;
}

/** @returns What record-problems.cjs wrote; a line still being written is left for the next time. */
function readProblems(file: string): string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as string);
}

async function endApp(app: ElectronApplication): Promise<void> {
  const program = app.process();
  const patience = setTimeout(() => program.kill('SIGKILL'), CLOSE_LIMIT);
  try {
    await app.close();
  } finally {
    clearTimeout(patience);
  }
}

/** Gives the window this content size, in CSS pixels, and waits until it has it. */
export async function resizeWindow(
  app: ElectronApplication,
  page: Page,
  size: { width: number; height: number },
): Promise<void> {
  const window = await app.browserWindow(page);
  await window.evaluate((target, { width, height }) => target.setContentSize(width, height), size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

function launchApp(options: LaunchOptions, home: string, problemsFile: string): Promise<ElectronApplication> {
  const repository = findRepository();
  const appFolder = options.appFolder ?? repository;
  const isOpen = !mayUseSandbox();
  const ownEnvironment = {
    ELECTRON_RUN_AS_NODE: undefined,
    BULKHEAD_HOME: home,
    BULKHEAD_PROBLEMS: problemsFile,
  };
  return _electron.launch({
    executablePath: findElectronProgram(),
    args: [
      ...(isOpen ? ['--no-sandbox'] : []),
      '--force-device-scale-factor=1',
      '--lang=en-US',
      '-r',
      join(repository, 'tests', 'e2e', 'record-problems.cjs'),
      ...(options.preloads ?? []).flatMap((script) => ['-r', script]),
      appFolder,
      ...(options.args ?? []),
    ],
    chromiumSandbox: !isOpen,
    cwd: appFolder,
    env: mergeEnvironment(process.env, ownEnvironment, options.env ?? {}),
    timeout: START_LIMIT,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
}

/**
 * Starts the built app in a real Electron window with a state folder of its own, watching for everything that
 * goes wrong from its first moment. Needs a screen: run through `npm test`, which provides one.
 *
 * @throws If no window opens, with the problems noticed until then and Playwright's own account as the cause.
 */
export async function launchBulkhead(options: LaunchOptions = {}): Promise<LaunchedBulkhead> {
  // mkdtemp makes folders readable by this user alone (mode 700).
  const scratch = await mkdtemp(join(tmpdir(), 'bulkhead-test-'));
  const home = options.home ?? join(scratch, 'home');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const problemsFile = join(scratch, 'problems.jsonl');
  let lastProblems: string[] | undefined;
  const finish = async (app: ElectronApplication | undefined): Promise<void> => {
    try {
      if (app !== undefined) await endApp(app);
    } finally {
      lastProblems = readProblems(problemsFile);
      await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  };

  let app: ElectronApplication | undefined;
  try {
    app = await launchApp(options, home, problemsFile);
    const running = app;
    const page = await running.firstWindow({ timeout: START_LIMIT });
    await page.waitForLoadState('load');
    await resizeWindow(running, page, options.size ?? DEFAULT_SIZE);
    let closing: Promise<void> | undefined;
    return {
      app: running,
      page,
      home,
      get problems() {
        return lastProblems ?? readProblems(problemsFile);
      },
      close: () => (closing ??= finish(running)),
      screenshot: async (name) => {
        const folder = join(findRepository(), 'artifacts', 'screens');
        await mkdir(folder, { recursive: true });
        const path = join(folder, `${name}.png`);
        await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
        return path;
      },
    };
  } catch (error) {
    await finish(app).catch(() => {});
    throw new Error(`Bulkhead did not open its window. ${(lastProblems ?? []).join('; ')}`.trim(), {
      cause: error,
    });
  }
}
