import { BrowserWindow, nativeTheme } from 'electron';
import { startPage } from './security';

const canvas = { light: '#F3F6F6', dark: '#0D1416' };
const canvasColor = (): string => (nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light);

/**
 * Opens the one window. It shows itself when its first picture is ready and `program` stands, and never where
 * that fails.
 */
export const openWindow = (preload: string, program: Promise<unknown>): void => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 720,
    minHeight: 560,
    show: false,
    title: 'Bulkhead',
    backgroundColor: canvasColor(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.setMenuBarVisibility(false);
  // What shows beside the page while the window grows follows the appearance, which may change at any time.
  const followTheme = (): void => window.setBackgroundColor(canvasColor());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => {
    program.then(
      () => window.show(),
      () => undefined,
    );
  });
  void window.loadURL(startPage);
};
