import type { EventName, EventPayload } from '../shared/contract';
import type { PracticeProcess } from './practice-process';
import { nodeTransport } from './salesforce/transport';
import { openHome, type Home } from './store/home';
import { lockStore } from './store/lock';
import { openOrgRegistry } from './store/org-registry';
import { openSecrets, type Secrets } from './store/secrets';
import { lendOrgs, type BorrowedOrgs } from './use-cases/borrowed-orgs';
import { openLoads, type OpenLoads } from './use-cases/loads/open-loads';
import { createRunning, type AroundEffect, type Running } from './use-cases/loads/running';
import { createSetUp, type SetUp } from './use-cases/loads/set-up';
import { openOrgs, type Orgs } from './use-cases/orgs';
import { createStorage, openSettings, type SettingsStore, type Storage } from './use-cases/storage';

export type Program = {
  home: Home;
  secrets: Secrets;
  orgs: Orgs;
  /** The same orgs with those that a command brings a token for. */
  borrowed: BorrowedOrgs;
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
  /** The practice org as a process, given the folder for its data. */
  openPractice: (dataFolder: string) => PracticeProcess;
  publish: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  log: (line: string) => void;
  /** Stands around each effect of each load: what a test needs to end the program at a chosen moment. */
  around?: AroundEffect;
};

/** Puts the program together. Knows every adapter and no Electron, so that it also runs without a window. */
export const composeProgram = async ({
  homePath,
  openPractice,
  publish,
  log,
  around,
}: Surroundings): Promise<Program> => {
  const home = await openHome(homePath);
  const unlock = await lockStore(home.lock);
  const secrets = openSecrets();
  const practice = openPractice(home.practiceOrg);
  const orgs = openOrgs({
    registry: openOrgRegistry(home.orgs),
    secrets,
    practice,
    transport: nodeTransport,
    publish: (known) => publish('orgs.changed', known),
  });
  const loads = openLoads(home.loads, (view) => publish('load.changed', view));
  const borrowed = lendOrgs(orgs, nodeTransport);
  const running = createRunning(loads, borrowed.orgs, {
    log,
    ...(around === undefined ? {} : { around }),
  });
  const settings = openSettings(home.settings);
  const storage = createStorage(home, loads, settings, running.isRunning);
  return {
    home,
    secrets,
    orgs,
    borrowed,
    loads,
    running,
    settings,
    storage,
    setUp: createSetUp(loads, borrowed.orgs, (progress) => publish('load.reading', progress)),
    close: async () => {
      await running.leaveAll();
      await loads.closeAll();
      await practice.stop();
      await unlock();
    },
  };
};
