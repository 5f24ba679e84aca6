import { callbackPorts, toCallbackUri } from '../shared/domain/sign-in';
import type { EventName, EventPayload } from '../shared/contract';
import type { PracticeProcess } from './practice-process';
import { openNodeWatch, type NetworkWatch } from './network-watch';
import { openNodeNetwork } from './salesforce/node-network';
import { signInPatience } from './salesforce/sign-in';
import { openPracticeControl } from './salesforce/practice-control';
import type { Network, SignInToProxy } from './salesforce/transport';
import { openUsageMeter } from './salesforce/usage';
import { openDescribeCache } from './store/describe-cache';
import { openHome, readHomeId, type Home } from './store/home';
import { lockStore } from './store/lock';
import { openOrgRegistry, type OrgRegistry } from './store/org-registry';
import { openClientRegistry } from './store/client-registry';
import { openSecrets, scopeSecrets, type Secrets } from './store/secrets';
import { lendOrgs, type BorrowedOrgs } from './use-cases/borrowed-orgs';
import { openDescribes, type Describes } from './use-cases/describes';
import { createLimits } from './use-cases/limits';
import { createExportRuns, type ExportRuns } from './use-cases/export-runs';
import { createDoctor, type Doctor } from './use-cases/doctor';
import { createRecordFinder, type RecordFinder } from './use-cases/loads/find-records';
import { openLoads, type OpenLoads } from './use-cases/loads/open-loads';
import { createRunning, type AroundEffect, type Running } from './use-cases/loads/running';
import { createSendGuard } from './use-cases/loads/send-guard';
import { createSetUp, type SetUp } from './use-cases/loads/set-up';
import { openOrgSessions, type OrgSessions } from './use-cases/org-sessions';
import { createOrgs, readOrgViews, type Orgs } from './use-cases/orgs';
import { openPractice } from './use-cases/practice';
import { createProxySignIns, type ProxySignIns } from './use-cases/proxy-sign-in';
import { importSfOrgs, type SfImport } from './use-cases/sf-orgs';
import { openSignIns, type SignIns } from './use-cases/sign-ins';
import { createPracticeConditions, type PracticeConditions } from './use-cases/practice-conditions';
import { createStorage, openSettings, type SettingsStore, type Storage } from './use-cases/storage';

export type Program = {
  home: Home;
  secrets: Secrets;
  proxies: ProxySignIns;
  orgs: Orgs;
  /** The same orgs with those that a command brings a token for. */
  borrowed: BorrowedOrgs;
  describes: Describes;
  limits: ReturnType<typeof createLimits>;
  doctor: Doctor;
  signIns: SignIns;
  /** Takes the org list of Salesforce's own command line over. */
  importOrgs: () => Promise<SfImport>;
  conditions: PracticeConditions;
  loads: OpenLoads;
  finder: RecordFinder;
  setUp: SetUp;
  running: Running;
  exports: ExportRuns;
  settings: SettingsStore;
  storage: Storage;
  /** Leaves running jobs to the org, closes the store and gives it back. */
  close: () => Promise<void>;
};

export type Surroundings = {
  homePath: string;
  /** The network, given who answers a proxy that wants to know who is there; left out: Node's own. */
  openNetwork?: (signInToProxy: SignInToProxy) => Network;
  /** Who notices sleep and networks that come back; left out: this process by itself. */
  watch?: NetworkWatch;
  /** The practice org as a process, given the folder for its data. */
  openPractice: (dataFolder: string) => PracticeProcess;
  /** Opens a page in the person's own browser; left out where there is none. */
  openBrowser?: (url: string) => Promise<void>;
  /** Ports the browser may come back to; left out: those the guide has registered. */
  callbackPorts?: readonly number[];
  /** How long a browser is waited for, milliseconds. */
  patience?: number;
  /** Where sign-ins are kept; left out: in the keychain of this computer. */
  secrets?: Secrets;
  publish: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  log: (line: string) => void;
  /** Stands around each effect of each load: what a test needs to end the program at a chosen moment. */
  around?: AroundEffect;
};

/** Puts the program together. Knows every adapter and no Electron, so that it also runs without a window. */
export const composeProgram = async ({
  homePath,
  openNetwork = openNodeNetwork,
  watch = openNodeWatch(),
  openPractice: openPracticeProcess,
  openBrowser = async () => Promise.reject(new Error('no browser here')),
  callbackPorts: ports = callbackPorts,
  patience = signInPatience,
  secrets: given,
  publish,
  log,
  around,
}: Surroundings): Promise<Program> => {
  const home = await openHome(homePath);
  const unlock = await lockStore(home.lock);
  const secrets = given ?? scopeSecrets(openSecrets(), await readHomeId(home));
  const proxies = createProxySignIns((question) => publish('network.proxyAsks', question));
  const network = openNetwork(proxies.signIn);
  watch.onWake((reason) => {
    log(`network ${reason}`);
    void network
      .dropConnections()
      .catch(() => log('network: connections stay'))
      .then(() => running.wake());
  });
  const practiceProcess = openPracticeProcess(home.practiceOrg);
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
  const transport = usage.watch(network.transport);
  const announce = async (): Promise<void> => publish('orgs.changed', await readOrgViews(registry, sessions));
  const sessions: OrgSessions = openOrgSessions({ registry, secrets, transport, announce });
  const practice = openPractice({ practice: practiceProcess, sessions, registry, transport });
  const orgs = createOrgs({ registry, sessions, practice, announce });
  const signIns = openSignIns({
    registry,
    clients: openClientRegistry(home.clients),
    secrets,
    sessions,
    choose: async (id) => void (await orgs.choose(id)),
    transport,
    openBrowser,
    ports,
    patience,
    publish: (state) => publish('signIn.changed', state),
    log,
  });
  const loads = openLoads(home.loads, (view) => publish('load.changed', view));
  const borrowed = lendOrgs(orgs, transport);
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
  const running = createRunning(loads, borrowed.orgs, {
    guard,
    log,
    ...(around === undefined ? {} : { around }),
  });
  const storage = createStorage(home, loads, settings, running.isRunning);
  const limits = createLimits(orgs, usage);
  const doctor = createDoctor({
    network,
    findOrg: async (id) => {
      // The practice org has an address while it runs.
      if ((await registry.find(id))?.type === 'practice') await practice.connect();
      return registry.find(id);
    },
    openSession: async (id) => {
      const org = (await orgs.list()).find((view) => view.id === id);
      return org?.standing === 'ready' ? orgs.open(id) : null;
    },
    limits,
    askAgain: proxies.askAgain,
    callbackUri: toCallbackUri(ports[0] ?? callbackPorts[0]),
    publish: (report) => publish('doctor.changed', report),
  });
  return {
    home,
    secrets,
    proxies,
    orgs,
    borrowed,
    describes,
    limits,
    doctor,
    signIns,
    importOrgs: async () => {
      const report = await importSfOrgs(registry);
      await announce();
      return report;
    },
    conditions: createPracticeConditions({
      control: openPracticeControl(practiceProcess, transport),
      orgs,
      forget: async (orgId) => {
        await cache.forget(orgId);
        publish('describes.changed', { orgId, object: null });
      },
      tellReading: (progress) => publish('practice.reading', progress),
    }),
    loads,
    finder: createRecordFinder(borrowed.orgs),
    running,
    exports,
    settings,
    storage,
    setUp: createSetUp(loads, borrowed.orgs, describes, (progress) => publish('load.reading', progress)),
    close: async () => {
      await exports.close();
      watch.close();
      signIns.cancel();
      await running.leaveAll();
      await loads.closeAll();
      await practiceProcess.stop();
      await unlock();
    },
  };
};
