import type { EventName, EventPayload } from '../shared/contract';
import type { PracticeProcess } from './practice-process';
import type { NetworkWatch } from './network-watch';
import type { Network, SignInToProxy } from './salesforce/transport';
import { openHome, type Home } from './store/home';
import { lockStore } from './store/lock';
import { openOrgRegistry } from './store/org-registry';
import { openSecrets, type Secrets } from './store/secrets';
import { openLoads, type OpenLoads } from './use-cases/loads/open-loads';
import { createRunning, type Running } from './use-cases/loads/running';
import { createSetUp, type SetUp } from './use-cases/loads/set-up';
import { openOrgs, type Orgs } from './use-cases/orgs';
import { createProxySignIns, type ProxySignIns } from './use-cases/proxy-sign-in';
import { createStorage, openSettings, type SettingsStore, type Storage } from './use-cases/storage';

export type Program = {
  home: Home;
  secrets: Secrets;
  proxies: ProxySignIns;
  orgs: Orgs;
  loads: OpenLoads;
  setUp: SetUp;
  running: Running;
  settings: SettingsStore;
  storage: Storage;
  /** Leaves running jobs to the org, closes the store and gives it back. */
  close: () => Promise<void>;
};

type Surroundings = {
  homePath: string;
  /** The network, given who answers a proxy that wants to know who is there. */
  openNetwork: (signInToProxy: SignInToProxy) => Network;
  watch: NetworkWatch;
  /** The practice org as a process, given the folder for its data. */
  openPractice: (dataFolder: string) => PracticeProcess;
  publish: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  log: (line: string) => void;
};

/** Puts the program together. Knows every adapter and no Electron, so that it also runs without a window. */
export const composeProgram = async ({
  homePath,
  openNetwork,
  watch,
  openPractice,
  publish,
  log,
}: Surroundings): Promise<Program> => {
  const home = await openHome(homePath);
  const unlock = await lockStore(home.lock);
  const secrets = openSecrets();
  const proxies = createProxySignIns((question) => publish('network.proxyAsks', question));
  const network = openNetwork(proxies.signIn);
  watch.onWake((reason) => {
    log(`network ${reason}`);
    void network.dropConnections();
  });
  const practice = openPractice(home.practiceOrg);
  const orgs = openOrgs({
    registry: openOrgRegistry(home.orgs),
    secrets,
    practice,
    transport: network.transport,
    publish: (known) => publish('orgs.changed', known),
  });
  const loads = openLoads(home.loads, (view) => publish('load.changed', view));
  const running = createRunning(loads, orgs, log);
  const settings = openSettings(home.settings);
  const storage = createStorage(home, loads, settings, running.isRunning);
  return {
    home,
    secrets,
    proxies,
    orgs,
    loads,
    running,
    settings,
    storage,
    setUp: createSetUp(loads, orgs, (progress) => publish('load.reading', progress)),
    close: async () => {
      watch.close();
      await running.leaveAll();
      await loads.closeAll();
      await practice.stop();
      await unlock();
    },
  };
};
