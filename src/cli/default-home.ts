import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder the window keeps its data in when nobody says otherwise: Electron's own choice for each system. */
const windowFolder = (): string => {
  switch (process.platform) {
    case 'win32':
      return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    default:
      return process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
  }
};

/** Where everything lives that the program keeps; `BULKHEAD_HOME` moves it, unless it is empty. */
export const readHomePath = (): string =>
  resolve(process.env['BULKHEAD_HOME'] || join(windowFolder(), 'Bulkhead', 'data'));
