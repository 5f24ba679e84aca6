import { existsSync, mkdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { app, BrowserWindow, clipboard, dialog, Menu, nativeTheme, shell } from 'electron';
import { runCommand } from '../cli/run-command';
import type { ExportFormat } from '../shared/domain/export';
import { text } from '../shared/messages/format';
import { openElectronNetwork, restrictProtocols } from './salesforce/electron-network';
import { toAppError } from './salesforce/to-app-error';
import { composeProgram, type Program } from './compose';
import { createHandlers, type Desktop } from './ipc/handlers';
import { openElectronWatch } from './electron-watch';
import { publish, serveCalls } from './ipc/serve';
import { openLog } from './log';
import { serveOwner } from './owner-socket';
import { lockDown, registerScheme, serveRenderer } from './security';
import { openPracticeProcess } from './practice-process';
import { openWindow } from './window';

const here = import.meta.dirname;
const homePath = process.env['BULKHEAD_HOME'] || join(app.getPath('userData'), 'data');
const preload = join(here, '../preload/index.cjs');

app.setName('Bulkhead');
registerScheme();
restrictProtocols();
if (process.env['BULKHEAD_HOME']) {
  mkdirSync(join(homePath, 'window'), { recursive: true, mode: 0o700 });
  app.setPath('userData', join(homePath, 'window'));
}

/** What the dialog offers; whether a file can be read is for its bytes to say. */
const spreadsheetExtensions = ['xlsx', 'xlsm', 'xls', 'ods', 'csv', 'tsv', 'txt'];

const samplePath = (): string => join(app.getAppPath(), 'resources/samples/contacts-autumn.csv');

const chooseFile = async (title: string, kind: string, extensions: string[]): Promise<string | null> => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const options: Electron.OpenDialogOptions = {
    title,
    properties: ['openFile'],
    filters: [
      { name: kind, extensions },
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
    openNetwork: (signInToProxy) => openElectronNetwork({ signInToProxy }),
    watch: openElectronWatch(),
    openPractice: (folder) => openPracticeProcess(join(here, 'practice-org.js'), folder),
    openBrowser: async (url) => shell.openExternal(url),
    publish,
    log,
  });
  nativeTheme.themeSource = (await program.settings.get()).appearance;
  return program;
};

const chooseSavePath = async (name: string, format: ExportFormat): Promise<string | null> => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const options: Electron.SaveDialogOptions = {
    title: text('desktop.save.title'),
    defaultPath: join(app.getPath('documents'), `${name}.${format}`),
    filters: [{ name: text(`desktop.save.${format}`), extensions: [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const answer = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (answer.canceled || answer.filePath === '') return null;
  // Not every system adds the ending it promised; the dialog asked about the name without one alone.
  const named = `${answer.filePath}.${format}`;
  return extname(answer.filePath) === '' && !existsSync(named) ? named : answer.filePath;
};

const desktop: Desktop = {
  info: async () => ({
    version: app.getVersion(),
    platform: process.platform,
    electron: process.versions.electron ?? '',
  }),
  chooseFile: async () =>
    chooseFile(text('desktop.choose.title'), text('desktop.choose.spreadsheets'), spreadsheetExtensions),
  chooseDescribes: async () =>
    chooseFile(text('desktop.describes.title'), text('desktop.describes.json'), ['json', 'txt']),
  samplePath,
  readClipboard: async () => clipboard.readText(),
  chooseSavePath,
  showInFolder: (path) => shell.showItemInFolder(path),
  reveal: async (path) => {
    await shell.openPath(path);
  },
  applyAppearance: (appearance) => (nativeTheme.themeSource = appearance),
};

const start = async (): Promise<void> => {
  lockDown();
  mkdirSync(homePath, { recursive: true, mode: 0o700 });
  const log = openLog(join(homePath, 'bulkhead.log'));
  serveRenderer(join(here, '../renderer'));
  // The page is read and the program put together at the same time; calls wait for the program.
  const composing = compose(log);
  serveCalls(
    composing.then((composed) => createHandlers(composed, desktop)),
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
  // Another process that finds the store taken hands its command over.
  const owner = serveOwner(program.home, async (words, io) => runCommand(program, words, io)).catch(() => {
    log('commands of other processes can’t be taken');
    return null;
  });
  let closing = false;
  app.on('will-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void owner
      .then(async (socket) => socket?.leaveAll())
      .then(program.close)
      .finally(() => app.exit(0));
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
