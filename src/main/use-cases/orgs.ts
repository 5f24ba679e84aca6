import { z } from 'zod';
import type { OrgView } from '../../shared/domain/org';
import type { LoadableObject, SObjectSummary } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';
import { CallError } from '../load/ports';
import type { PracticeProcess, PracticeReady } from '../practice-process';
import { queryAll } from '../salesforce/connection';
import { describeObject, listObjects } from '../salesforce/describe';
import { isUnanswered } from '../salesforce/network-fault';
import { callForJson, type Access, type Session } from '../salesforce/session';
import { refreshTokens, revokeToken, signIn, type OAuthClient, type Tokens } from '../salesforce/sign-in';
import { toLostFailure } from '../salesforce/to-app-error';
import { readText, type Transport } from '../salesforce/transport';
import type { KnownOrg, OrgRegistry } from '../store/org-registry';
import type { Secrets } from '../store/secrets';

export type OrgSession = { org: KnownOrg; session: Session };

export type Orgs = {
  list: () => Promise<OrgView[]>;
  openPractice: () => Promise<OrgView>;
  signOut: (id: string) => Promise<OrgView[]>;
  /** The signed-in session of an org; brings the practice org up where that is what it takes. */
  open: (id: string) => Promise<OrgSession>;
  objects: (id: string) => Promise<SObjectSummary[]>;
  describe: (id: string, object: string) => Promise<LoadableObject>;
};

type Ports = {
  registry: OrgRegistry;
  secrets: Secrets;
  practice: PracticeProcess;
  transport: Transport;
  publish: (orgs: OrgView[]) => void;
};

/** Newest version of the API this program was built and tested for. */
const newestVersion = 67;
const practiceClientId = 'bulkhead-practice';

type Live = { org: KnownOrg; access: Access; refreshing: Promise<Access> | null };

const Versions = z.array(z.object({ version: z.string() }));
const UserInfo = z.object({ name: z.string(), preferred_username: z.string() });

const chooseVersion = (versions: z.infer<typeof Versions>): string =>
  versions
    .map(({ version }) => version)
    .filter((version) => Number(version) <= newestVersion)
    .sort((a, b) => Number(a) - Number(b))
    .at(-1) ?? `${newestVersion}.0`;

/** Sign-ins: which orgs are known, which are connected, and their sessions. */
export const openOrgs = ({ registry, secrets, practice, transport, publish }: Ports): Orgs => {
  const live = new Map<string, Live>();
  let opening: Promise<OrgView> | null = null;

  const toView = ({ id, name, type, username, userName, apiVersion, place }: KnownOrg): OrgView => ({
    id,
    name,
    type,
    username,
    userName,
    apiVersion,
    connected: live.has(id),
    signIn: place === 'session' ? 'session' : 'keychain',
  });
  const list = async (): Promise<OrgView[]> => (await registry.list()).map(toView);
  const announce = async (): Promise<void> => publish(await list());

  /** Keeps a rotated refresh token before anything uses the access token that came with it. */
  const keepTokens = async (org: KnownOrg, tokens: Tokens): Promise<KnownOrg> => {
    if (tokens.refreshToken === null) return org;
    const place = await secrets.store(org.id, tokens.refreshToken);
    const kept = { ...org, place };
    await registry.save(kept);
    return kept;
  };

  const refresh = async (entry: Live): Promise<Access> => {
    const refreshToken = await secrets.read(entry.org.id, entry.org.place);
    if (refreshToken === null) throw new AppError('auth.expired');
    const tokens = await refreshTokens(transport, entry.org, refreshToken);
    entry.org = await keepTokens(entry.org, tokens);
    entry.access = { instanceUrl: tokens.instanceUrl, accessToken: tokens.accessToken };
    return entry.access;
  };

  const toSession = (entry: Live): Session => ({
    orgName: entry.org.name,
    apiVersion: entry.org.apiVersion,
    transport,
    access: () => entry.access,
    refresh: async () => {
      entry.refreshing ??= refresh(entry).finally(() => (entry.refreshing = null));
      try {
        return await entry.refreshing;
      } catch (cause) {
        const error = cause instanceof AppError ? cause : new AppError('auth.expired', {}, { cause });
        // Without an answer the sign-in is as good as it was: nobody is signed out for want of a network.
        if (isUnanswered(error)) throw new CallError(toLostFailure(error, entry.org.name), cause);
        const params = { org: entry.org.name };
        throw new CallError({ kind: 'held-up', error: { code: error.code, params } }, cause);
      }
    },
  });

  /** The practice org gives its consent to whoever knows its control token: the program that started it. */
  const consentToPractice =
    (ready: PracticeReady) =>
    async (url: string): Promise<void> => {
      const headers = { 'X-Practice-Control': ready.controlToken };
      const answer = await transport({ method: 'GET', url, headers });
      await readText(answer);
      const redirect = answer.headers.location;
      if (redirect === undefined) throw new AppError('auth.refused', {}, { detail: `HTTP ${answer.status}` });
      await readText(await transport({ method: 'GET', url: redirect }));
    };

  const readIdentity = async (tokens: Tokens, client: OAuthClient): Promise<KnownOrg> => {
    const access = { instanceUrl: tokens.instanceUrl, accessToken: tokens.accessToken };
    const session: Session = {
      orgName: client.loginUrl,
      apiVersion: `${newestVersion}.0`,
      transport,
      access: () => access,
      refresh: async () => access,
    };
    const versions = Versions.parse(await callForJson(session, { method: 'GET', path: '/services/data' }));
    const apiVersion = chooseVersion(versions);
    const user = UserInfo.parse(
      await callForJson(session, { method: 'GET', path: '/services/oauth2/userinfo' }),
    );
    const [organization] = await queryAll({ ...session, apiVersion }, 'SELECT Name FROM Organization');
    return {
      id: tokens.organizationId,
      name: typeof organization?.['Name'] === 'string' ? organization['Name'] : client.loginUrl,
      type: 'practice',
      username: user.preferred_username,
      userName: user.name,
      userId: tokens.userId,
      apiVersion,
      loginUrl: client.loginUrl,
      clientId: client.clientId,
      place: 'session',
    };
  };

  /** Signs in with the refresh token in the keychain; null where there is none or it is not accepted. */
  const signInSilently = async (ready: PracticeReady): Promise<Live | null> => {
    const known = (await registry.list()).find(({ type }) => type === 'practice');
    if (known === undefined) return null;
    const access = { instanceUrl: ready.instanceUrl, accessToken: '' };
    const entry: Live = { org: { ...known, loginUrl: ready.loginUrl }, access, refreshing: null };
    try {
      await refresh(entry);
      await registry.save(entry.org);
      return entry;
    } catch {
      return null;
    }
  };

  const connectPractice = async (): Promise<OrgView> => {
    const ready = await practice.start();
    const silent = await signInSilently(ready);
    if (silent !== null) {
      live.set(silent.org.id, silent);
    } else {
      const client = { loginUrl: ready.loginUrl, clientId: practiceClientId };
      const tokens = await signIn(transport, client, consentToPractice(ready));
      const org = await keepTokens(await readIdentity(tokens, client), tokens);
      await registry.save(org);
      for (const other of await registry.list()) {
        if (other.type === 'practice' && other.id !== org.id) await registry.remove(other.id);
      }
      const access = { instanceUrl: tokens.instanceUrl, accessToken: tokens.accessToken };
      live.set(org.id, { org, access, refreshing: null });
    }
    await announce();
    const view = (await list()).find(({ type }) => type === 'practice');
    if (view === undefined) throw new AppError('org.practice-start');
    return view;
  };

  const openPractice = async (): Promise<OrgView> => {
    opening ??= connectPractice().finally(() => (opening = null));
    return opening;
  };

  const open = async (id: string): Promise<OrgSession> => {
    const known = (await registry.list()).find((org) => org.id === id);
    if (known === undefined) throw new AppError('org.not-connected');
    if (known.type === 'practice' && (practice.running() === null || !live.has(id))) await openPractice();
    const entry = live.get(id);
    if (entry === undefined) throw new AppError('org.not-connected');
    return { org: entry.org, session: toSession(entry) };
  };

  return {
    list,
    openPractice,
    open,
    signOut: async (id) => {
      const entry = live.get(id);
      const known = (await registry.list()).find((org) => org.id === id);
      if (known !== undefined) {
        const refreshToken = await secrets.read(id, known.place);
        if (refreshToken !== null) await revokeToken(transport, known, refreshToken);
        if (entry !== undefined) await revokeToken(transport, known, entry.access.accessToken);
      }
      await secrets.remove(id);
      live.delete(id);
      await registry.remove(id);
      await announce();
      return list();
    },
    objects: async (id) => listObjects((await open(id)).session),
    describe: async (id, object) => describeObject((await open(id)).session, object),
  };
};
