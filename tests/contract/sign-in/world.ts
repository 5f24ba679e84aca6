import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeProgram, type Program } from '../../../src/main/compose';
import { createHandlers } from '../../../src/main/ipc/handlers';
import type { Handlers } from '../../../src/main/ipc/serve';
import { callForJson } from '../../../src/main/salesforce/session';
import { openSecrets } from '../../../src/main/store/secrets';
import type { OrgView } from '../../../src/shared/domain/org';
import type { SignInState } from '../../../src/shared/domain/sign-in';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { control } from '../practice-org/client';
import { openGateway, type Gateway } from './gateway';
import { goThroughBrowser, type Conduct } from './person';

/** A keychain of the test's own, that outlives a program and can be locked. */
export type TestKeychain = { entries: Map<string, string>; refusal: string | null; writes: string[] };

export const clientId = '3MVG9.the-admins-own-app';

/** The program without a window, an org behind a gateway, and a person with a browser. */
export type SignInWorld = {
  program: Program;
  call: Handlers;
  org: PracticeOrg;
  gateway: Gateway;
  keychain: TestKeychain;
  homePath: string;
  states: SignInState[];
  /** Snapshots of the orgs as windows got them. */
  snapshots: OrgView[][];
  /** What the person does in the browser; null leaves it alone. */
  person: Conduct | null;
  /** Addresses the browser was opened at. */
  opened: string[];
  /** The last page each browser showed. */
  pages: Promise<string>[];
  control: (body: object) => Promise<unknown>;
  /** Begins to sign in and waits for how it ends. */
  signIn: (wish?: { address?: string; clientId?: string; sessionOnly?: boolean }) => Promise<SignInState>;
  ended: () => Promise<SignInState>;
  orgOf: (id: string) => Promise<OrgView>;
  /** Makes a call to an org as the program does; nothing of it is kept. */
  ask: (id: string) => Promise<unknown>;
  restart: () => Promise<void>;
  end: () => Promise<void>;
};

const packKeychain = (keychain: TestKeychain) => {
  const guard = (): void => {
    if (keychain.refusal !== null) throw new Error(keychain.refusal);
  };
  return {
    setPassword: async (_service: string, account: string, secret: string) => {
      guard();
      keychain.writes.push(secret);
      keychain.entries.set(account, secret);
    },
    getPassword: async (_service: string, account: string) => {
      guard();
      return keychain.entries.get(account) ?? null;
    },
    deletePassword: async (_service: string, account: string) => {
      guard();
      return keychain.entries.delete(account);
    },
  };
};

const desktop = {
  info: async () => ({ version: '0', platform: 'test', electron: '' }),
  chooseFile: async () => null,
  samplePath: () => '',
  readClipboard: async () => '',
  reveal: async () => undefined,
  applyAppearance: () => undefined,
  chooseSavePath: async () => null,
  chooseDescribes: async () => null,
  showInFolder: () => undefined,
};

type Options = { ports?: readonly number[]; patience?: number; browserWorks?: boolean };

export const openSignInWorld = async (seed: string, options: Options = {}): Promise<SignInWorld> => {
  const homePath = await mkdtemp(join(tmpdir(), 'bulkhead-sign-in-'));
  const org = await startPracticeOrg({ seed, empty: true });
  await control(org, {
    registerClient: { clientId, redirectUris: [], name: 'Bulkhead' },
  });
  const gateway = await openGateway(org.instanceUrl);
  const keychain: TestKeychain = { entries: new Map(), refusal: null, writes: [] };

  const compose = async (): Promise<Program> =>
    composeProgram({
      homePath,
      openPractice: () => ({
        start: async () => ({ ...org, pid: process.pid }),
        running: () => ({ ...org, pid: process.pid }),
        stop: async () => undefined,
      }),
      openBrowser: async (url) => {
        world.opened.push(url);
        if (options.browserWorks === false) throw new Error('no browser');
        if (world.person !== null) world.pages.push(goThroughBrowser(url, world.person));
      },
      callbackPorts: options.ports ?? [0, 0, 0],
      patience: options.patience ?? 20_000,
      secrets: openSecrets([{ name: 'keytar', load: async () => packKeychain(keychain) }], 1_000),
      publish: (name, payload) => {
        if (name === 'signIn.changed') world.states.push(payload as SignInState);
        if (name === 'orgs.changed') world.snapshots.push(payload as OrgView[]);
      },
      log: () => undefined,
    });

  const world: SignInWorld = {
    program: undefined as unknown as Program,
    call: undefined as unknown as Handlers,
    org,
    gateway,
    keychain,
    homePath,
    states: [],
    snapshots: [],
    person: { decision: 'allow' },
    opened: [],
    pages: [],
    control: async (body) => control(org, body),
    signIn: async (wish = {}) => {
      await world.call['signIn.start']({
        address: gateway.url,
        clientId: 'bulkhead-practice',
        sessionOnly: false,
        ...wish,
      });
      return world.ended();
    },
    ended: async () => {
      for (;;) {
        const state = world.program.signIns.state();
        if (['idle', 'done', 'failed'].includes(state.phase)) return state;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    orgOf: async (id) => {
      const found = (await world.call['orgs.list'](undefined)).find((view) => view.id === id);
      if (found === undefined) throw new Error(`${id} is not known`);
      return found;
    },
    ask: async (id) => {
      const { session } = await world.program.orgs.open(id);
      return callForJson(session, { method: 'GET', path: '/services/data/v67.0/limits' });
    },
    restart: async () => {
      await world.program.close();
      world.program = await compose();
      world.call = createHandlers(world.program, desktop);
    },
    end: async () => {
      await world.program.close();
      await gateway.close();
      await org.close();
      await rm(homePath, { recursive: true, force: true });
    },
  };
  world.program = await compose();
  world.call = createHandlers(world.program, desktop);
  return world;
};
