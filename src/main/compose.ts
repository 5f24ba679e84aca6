import type { EventName, EventPayload } from '../shared/contract';
import type { PracticeProcess } from './practice-process';
import { nodeTransport } from './salesforce/transport';
import { openUsageMeter } from './salesforce/usage';
import { openDescribeCache } from './store/describe-cache';
import { openHome, type Home } from './store/home';
import { lockStore } from './store/lock';
import { openOrgRegistry, type OrgRegistry } from './store/org-registry';
import { openSecrets, type Secrets } from './store/secrets';
import { lendOrgs, type BorrowedOrgs } from './use-cases/borrowed-orgs';
import { openDescribes, type Describes } from './use-cases/describes';
import { createLimits } from './use-cases/limits';
import { createExportRuns, type ExportRuns } from './use-cases/export-runs';
import { openLoads, type OpenLoads } from './use-cases/loads/open-loads';
import { createRunning, type Running } from './use-cases/loads/running';
import { createSendGuard } from './use-cases/loads/send-guard';
import { createSetUp, type SetUp } from './use-cases/loads/set-up';
import { openOrgs, type Orgs } from './use-cases/orgs';
import { createStorage, openSettings, type SettingsStore, type Storage } from './use-cases/storage';

export type Program = {
  home: Home;
  secrets: Secrets;
  orgs: Orgs;
  /** The same orgs with those that a command brings a token for. */
  borrowed: BorrowedOrgs;
  describes: Describes;
  limits: ReturnType<typeof createLimits>;
  loads: OpenLoads;
  setUp: SetUp;
  running: Running;
  exports: ExportRuns;
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
};

/** Puts the program together. Knows every adapter and no Electron, so that it also runs without a window. */
export const composeProgram = async ({
  homePath,
  openPractice,
  publish,
  log,
}: Surroundings): Promise<Program> => {
  const home = await openHome(homePath);
  const unlock = await lockStore(home.lock);
  const secrets = openSecrets();
  const practice = openPractice(home.practiceOrg);
  const known = openOrgRegistry(home.orgs);
  const cache = openDescribeCache(home.describes);
  // What is known of an org goes with it.
  const registry: OrgRegistry = {
    ...known,
    remove: async (id) => {
      await known.remove(id);
      await cache.forget(id);
    },
  };
  const usage = openUsageMeter();
  const orgs = openOrgs({
    registry,
    secrets,
    practice,
    transport: usage.watch(nodeTransport),
    publish: (views) => publish('orgs.changed', views),
  });
  const loads = openLoads(home.loads, (view) => publish('load.changed', view));
  const borrowed = lendOrgs(orgs, usage.watch(nodeTransport));
  const exports = createExportRuns(borrowed.orgs, (view) => publish('export.changed', view));
  const settings = openSettings(home.settings);
  const describes = openDescribes({
    cache,
    registry: borrowed.registry(registry),
    orgs: borrowed.orgs,
    publish: (changed) => publish('describes.changed', changed),
    log,
  });
  const guard = createSendGuard({ loads, orgs: borrowed.orgs, settings, describes });
  const running = createRunning(loads, borrowed.orgs, { guard, log });
  const storage = createStorage(home, loads, settings, running.isRunning);
  return {
    home,
    secrets,
    orgs,
    borrowed,
    describes,
    limits: createLimits(orgs, usage),
    loads,
    running,
    exports,
    settings,
    storage,
    setUp: createSetUp(loads, borrowed.orgs, describes, (progress) => publish('load.reading', progress)),
    close: async () => {
      await exports.close();
      await running.leaveAll();
      await loads.closeAll();
      await practice.stop();
      await unlock();
    },
  };
};
