import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, nativeTheme, powerMonitor, shell } from 'electron';
import { text } from '../shared/messages/format';
import { toAppError } from './salesforce/to-app-error';
import { composeProgram, type Program } from './compose';
import { createHandlers, type Desktop } from './ipc/handlers';
import { publish, serveCalls } from './ipc/serve';
import { openLog } from './log';
import { lockDown, registerScheme, serveRenderer } from './security';
import { openPracticeProcess } from './practice-process';
import { openWindow } from './window';

const here = import.meta.dirname;
const homePath = process.env['BULKHEAD_HOME'] ?? join(app.getPath('userData'), 'data');
const preload = join(here, '../preload/index.cjs');

app.setName('Bulkhead');
registerScheme();
if (process.env['BULKHEAD_HOME'] !== undefined) {
  mkdirSync(join(homePath, 'window'), { recursive: true, mode: 0o700 });
  app.setPath('userData', join(homePath, 'window'));
}

const samplePath = (): string => join(app.getAppPath(), 'resources/samples/contacts-autumn.csv');

const chooseFile = async (): Promise<string | null> => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const options: Electron.OpenDialogOptions = {
    title: text('desktop.choose.title'),
    properties: ['openFile'],
    filters: [
      { name: text('desktop.choose.csv'), extensions: ['csv', 'tsv', 'txt'] },
      { name: text('desktop.choose.all'), extensions: ['*'] },
    ],
  };
  const answer = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
};

/** Without its store the program can do nothing; the sentence says what stands in the way. */
const refuseToStart = (cause: unknown): void => {
  const { code, params } = toAppError(cause);
  const [title, why, remedy] = (['title', 'why', 'remedy'] as const).map((part) =>
    text(`error.${code}.${part}`, params),
  );
  dialog.showErrorBox(title ?? code, `${why}\n\n${remedy}`);
  app.exit(1);
};

const compose = async (log: (line: string) => void): Promise<Program> => {
  const program = await composeProgram({
    homePath,
    openPractice: (folder) => openPracticeProcess(join(here, 'practice-org.js'), folder),
    publish,
    log,
  });
  nativeTheme.themeSource = (await program.settings.get()).appearance;
  return program;
};

const desktopOf = (program: Program): Desktop => ({
  info: async () => ({
    version: app.getVersion(),
    platform: process.platform,
    electron: process.versions.electron ?? '',
    keychain: await program.secrets.keychainLabel(),
  }),
  chooseFile,
  samplePath,
  reveal: async (path) => {
    await shell.openPath(path);
  },
  applyAppearance: (appearance) => (nativeTheme.themeSource = appearance),
});

const start = async (): Promise<void> => {
  mkdirSync(homePath, { recursive: true, mode: 0o700 });
  const log = openLog(join(homePath, 'bulkhead.log'));
  lockDown();
  serveRenderer(join(here, '../renderer'));
  // The page is read and the program put together at the same time; calls wait for the program.
  const composing = compose(log);
  serveCalls(
    composing.then((composed) => createHandlers(composed, desktopOf(composed))),
    { log, checkOutputs: !app.isPackaged },
  );
  openWindow(preload, composing);
  let program: Program;
  try {
    program = await composing;
  } catch (cause) {
    refuseToStart(cause);
    return;
  }
  log(`start ${app.getVersion()}`);

  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(preload, composing);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('resume', () => program.running.wake());
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void program.close().finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

  await program.storage.deleteExpired(Date.now());
  await program.running.adopt();
};

// Said before the app is ready, so that no default menu is built first.
if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}
