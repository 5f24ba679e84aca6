import { app, session } from 'electron';
import { openElectronNetwork, restrictProtocols } from '../../../src/main/salesforce/electron-network';
import { serveNetwork, type Extras } from './serve-network';

restrictProtocols();
// Electron itself would open a dialog.
process.on('uncaughtException', (cause) => {
  console.error(cause);
  process.exit(1);
});

const start = async (): Promise<void> => {
  await app.whenReady();
  const extras: Extras = {
    proxyAnswers: [],
    asked: [],
    // The sessions a first read and a first write use; a system with a PAC file sets it for every one.
    setPac: async (url) => {
      for (const name of ['salesforce', 'salesforce-write-1']) {
        await session.fromPartition(name, { cache: false }).setProxy({ mode: 'pac_script', pacScript: url });
      }
    },
    cookies: async () => (await session.fromPartition('salesforce').cookies.get({})).length,
  };
  const network = openElectronNetwork({
    signInToProxy: async (proxy, realm, rejected) => {
      extras.asked.push({ proxy, realm, rejected: rejected !== null });
      return extras.proxyAnswers.shift() ?? null;
    },
  });
  serveNetwork(network, extras);
};

void start();
