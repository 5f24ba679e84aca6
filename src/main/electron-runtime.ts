import { app } from 'electron';
import type { Surroundings } from './compose';
import { openElectronWatch } from './electron-watch';
import { openElectronNetwork, restrictProtocols } from './salesforce/electron-network';
import { signInFromVariables } from './salesforce/proxy-variables';

/** Chromium's own words, which Electron leaves where they were typed. */
const isSwitch = (word: string): boolean =>
  /^--(no-sandbox|ozone-platform|headless|disable-gpu)\b/.test(word);

/**
 * What a command has that runs inside Electron: its words, and the system's network, like the app. A proxy that
 * asks who is there gets what HTTPS_PROXY holds for it, as nobody may be there to ask. Has to be called before
 * Electron is ready.
 */
export const readElectronRuntime = () => {
  restrictProtocols();
  const typed = process.argv.slice(1).filter((word) => !isSwitch(word));
  return {
    // Before it is packaged the first word names the program's folder.
    words: app.isPackaged ? typed : typed.slice(1),
    openSurroundings: async (): Promise<Pick<Surroundings, 'openNetwork' | 'watch'>> => {
      await app.whenReady();
      return {
        openNetwork: () => openElectronNetwork({ signInToProxy: signInFromVariables }),
        watch: openElectronWatch(),
      };
    },
  };
};
