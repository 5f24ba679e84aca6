import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, Menu, nativeTheme, shell } from 'electron';
import { text } from '../shared/messages/format';
import { openElectronNetwork, restrictProtocols } from './salesforce/electron-network';
import { toAppError } from './salesforce/to-app-error';
import { composeProgram, type Program } from './compose';
import { openElectronWatch } from './electron-watch';
import { createHandlers } from './ipc/handlers';
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
restrictProtocols();
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

const start = async (): Promise<void> => {
  lockDown();
  mkdirSync(homePath, { recursive: true, mode: 0o700 });
  const log = openLog(join(homePath, 'bulkhead.log'));
  let program: Program;
  try {
    program = await composeProgram({
      homePath,
      openNetwork: (signInToProxy) => openElectronNetwork({ signInToProxy }),
      watch: openElectronWatch(),
      openPractice: (folder) => openPracticeProcess(join(here, 'practice-org.js'), folder),
      openBrowser: async (url) => shell.openExternal(url),
      publish,
      log,
    });
  } catch (cause) {
    // Without its store the program can do nothing; the sentence says what stands in the way.
    const { code, params } = toAppError(cause);
    const [title, why, remedy] = (['title', 'why', 'remedy'] as const).map((part) =>
      text(`error.${code}.${part}`, params),
    );
    dialog.showErrorBox(title ?? code, `${why}\n\n${remedy}`);
    app.exit(1);
    return;
  }

  nativeTheme.themeSource = (await program.settings.get()).appearance;
  serveRenderer(join(here, '../renderer'));
  serveCalls(
    createHandlers(program, {
      info: async () => ({
        version: app.getVersion(),
        platform: process.platform,
        electron: process.versions.electron ?? '',
      }),
      chooseFile,
      samplePath,
      reveal: async (path) => {
        await shell.openPath(path);
      },
      applyAppearance: (appearance) => (nativeTheme.themeSource = appearance),
    }),
    { log, checkOutputs: !app.isPackaged },
  );
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  log(`start ${app.getVersion()}`);
  const window = openWindow(preload);
  window.once('ready-to-show', () => {
    log(`window after ${Math.round(Date.now() - (process.getCreationTime() ?? Date.now()))} ms`);
  });

  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(preload);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
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

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}
