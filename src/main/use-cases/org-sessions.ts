import type { OrgStanding, OrgType } from '../../shared/domain/org';
import type { SignInNotice } from '../../shared/domain/sign-in';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';
import { CallError } from '../load/ports';
import { readIdentity } from '../salesforce/identity';
import { isUnanswered } from '../salesforce/network-fault';
import { refreshTokens, revokeToken, type OAuthClient, type Tokens } from '../salesforce/oauth';
import type { Access, Session } from '../salesforce/session';
import { toAppError, toLostFailure } from '../salesforce/to-app-error';
import type { Transport } from '../salesforce/transport';
import type { KnownOrg, OrgRegistry } from '../store/org-registry';
import type { SecretPlace, Secrets } from '../store/secrets';

/** An org that somebody has signed in to: what only the org itself can tell is known. */
export type SignedInOrg = KnownOrg & { userId: string; apiVersion: string; clientId: string };
export type OrgSession = { org: SignedInOrg; session: Session };

export type Arrival = {
  tokens: Tokens;
  client: OAuthClient;
  /** Not even a keychain that is there is asked to keep it. */
  sessionOnly: boolean;
  /** The kind where it is known better than the org knows it itself. */
  type?: OrgType;
};

export type Adopted = {
  org: SignedInOrg;
  notice: SignInNotice | null;
  /** Username of whoever was signed in to this org the last time; null where it is the same or the first. */
  formerUser: string | null;
};

export type OrgSessions = {
  /** Whether calls can be made right now, without asking the keychain or the login host. */
  isLive: (id: string) => boolean;
  /** Whether the keychain has refused to keep what a refresh brought. */
  hasKeepFailed: (id: string) => boolean;
  /** A session, made from the kept sign-in where there is none yet. Throws where only a person can sign in. */
  open: (id: string) => Promise<OrgSession>;
  /**
   * Takes in a fresh sign-in: asks the org what it is and keeps the refresh token. Throws `auth.another-user` where
   * somebody else is signed in to that org: loads under way would go on as a user who may not see them.
   */
  adopt: (arrival: Arrival) => Promise<Adopted>;
  /** Drops the session, so that the next call makes a new one from the kept sign-in. */
  drop: (id: string) => void;
  /** Revokes and deletes the sign-in of an org. Says whether Salesforce has confirmed it. */
  end: (id: string) => Promise<boolean>;
};

type Ports = {
  registry: OrgRegistry;
  secrets: Secrets;
  transport: Transport;
  /** Orgs look different now. */
  announce: () => Promise<void>;
};

type Entry = { org: SignedInOrg; access: Access; refreshing: Promise<Access> | null };

/** Refusals that a person has to do something about; others may be gone at the next try. */
const final: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.expired',
  'auth.inactive-user',
  'auth.not-approved',
  'auth.not-installed',
  'auth.org-closed',
  'auth.refused',
  'auth.wrong-client',
]);
/** Whether somebody has signed in to the org at some time, so that it is known what only the org can tell. */
export const isSignedInOrg = (org: KnownOrg): org is SignedInOrg =>
  org.userId !== null && org.apiVersion !== null && org.clientId !== null;

/** What a person is told of a known org: whether calls can be made without them. */
export const readStanding = ({ place, refused }: KnownOrg, isLive: boolean): OrgStanding => {
  if (refused) return 'refused';
  if (isLive) return 'ready';
  return place === null || place === 'session' ? 'signed-out' : 'ready';
};

const toAccess = ({ instanceUrl, accessToken }: Tokens): Access => ({ instanceUrl, accessToken });

/** The sessions of all orgs: access tokens live here and nowhere else. */
export const openOrgSessions = ({ registry, secrets, transport, announce }: Ports): OrgSessions => {
  const live = new Map<string, Entry>();
  const connecting = new Map<string, Promise<Entry>>();
  const keepFailed = new Set<string>();

  /** Keeps a rotated refresh token before anything uses the access token that came with it. */
  const keepRotated = async (org: SignedInOrg, refreshToken: string): Promise<SignedInOrg> => {
    const { id } = org;
    const place =
      org.place === 'session'
        ? await secrets.storeForSession(id, refreshToken)
        : await secrets.store(id, refreshToken);
    if (place === org.place) return org;
    if (place === 'session') keepFailed.add(id);
    await registry.change(id, { place });
    return { ...org, place };
  };

  const renew = async (org: SignedInOrg): Promise<{ org: SignedInOrg; access: Access }> => {
    try {
      const refreshToken = org.place === null ? null : await secrets.read(org.id, org.place);
      if (refreshToken === null) throw new AppError('auth.expired');
      const tokens = await refreshTokens(org, refreshToken, transport);
      const kept = tokens.refreshToken === null ? org : await keepRotated(org, tokens.refreshToken);
      return { org: kept, access: toAccess(tokens) };
    } catch (cause) {
      const error = toAppError(cause);
      if (final.has(error.code)) {
        live.delete(org.id);
        await registry.change(org.id, { refused: true });
        await announce();
      }
      throw error;
    }
  };

  const refresh = async (entry: Entry): Promise<Access> => {
    const before = entry.org.place;
    const { org, access } = await renew(entry.org);
    entry.org = org;
    entry.access = access;
    if (org.place !== before) await announce();
    return access;
  };

  const toSession = (entry: Entry): Session => ({
    orgName: entry.org.ownName ?? entry.org.name,
    apiVersion: entry.org.apiVersion,
    transport,
    access: () => entry.access,
    refresh: async (refused) => {
      if (refused !== undefined && refused.accessToken !== entry.access.accessToken) return entry.access;
      entry.refreshing ??= refresh(entry).finally(() => (entry.refreshing = null));
      try {
        return await entry.refreshing;
      } catch (cause) {
        const error = toAppError(cause);
        const orgName = entry.org.ownName ?? entry.org.name;
        // Without an answer the sign-in is as good as it was: nobody is signed out for want of a network.
        if (isUnanswered(error)) throw new CallError(toLostFailure(error, orgName), cause);
        const { code, params, detail } = error;
        const told = {
          code,
          params: { ...params, org: orgName },
          ...(detail === undefined ? {} : { detail }),
        };
        throw new CallError({ kind: code === 'org.maintenance' ? 'lost' : 'held-up', error: told }, cause);
      }
    },
  });

  const put = (org: SignedInOrg, access: Access): Entry => {
    const known = live.get(org.id);
    if (known === undefined) {
      const entry = { org, access, refreshing: null };
      live.set(org.id, entry);
      return entry;
    }
    // Loads under way hold on to their session; it goes on with what is new.
    known.org = org;
    known.access = access;
    return known;
  };

  const connect = async (id: string): Promise<Entry> => {
    const known = await registry.find(id);
    if (known === null || !isSignedInOrg(known) || known.place === null)
      throw new AppError('org.not-connected');
    if (known.refused) throw new AppError('auth.expired');
    // A sign-in for one session ended with that session; nobody refused it.
    if (known.place === 'session' && (await secrets.read(id, known.place)) === null)
      throw new AppError('org.not-connected');
    const { org, access } = await renew(known);
    const entry = put(org, access);
    await announce();
    return entry;
  };

  const open = async (id: string): Promise<OrgSession> => {
    let entry = live.get(id);
    if (entry === undefined) {
      const pending = connecting.get(id) ?? connect(id).finally(() => connecting.delete(id));
      connecting.set(id, pending);
      entry = await pending;
    } else {
      // A person may have renamed it since.
      const ownName = (await registry.find(id))?.ownName ?? null;
      entry.org = { ...entry.org, ownName };
    }
    return { org: entry.org, session: toSession(entry) };
  };

  const keepNew = async (
    id: string,
    refreshToken: string | null,
    sessionOnly: boolean,
  ): Promise<{ place: KnownOrg['place']; notice: SignInNotice | null }> => {
    if (refreshToken === null) {
      await secrets.remove(id);
      return { place: 'session', notice: 'no-refresh-token' };
    }
    if (sessionOnly) return { place: await secrets.storeForSession(id, refreshToken), notice: null };
    const place = await secrets.store(id, refreshToken);
    return { place, notice: place === 'session' ? 'keychain-failed' : null };
  };

  /** Locked, a keychain can be opened and the sign-in deleted; where none is there, nothing can. */
  const readForTheLastTime = async (id: string, place: SecretPlace): Promise<string | null> => {
    try {
      return await secrets.read(id, place);
    } catch (cause) {
      if (toAppError(cause).code === 'keychain.locked') throw cause;
      return null;
    }
  };

  return {
    isLive: (id) => live.has(id),
    hasKeepFailed: (id) => keepFailed.has(id),
    open,
    adopt: async ({ tokens, client, sessionOnly, type }) => {
      const id = tokens.organizationId;
      const access = toAccess(tokens);
      const passing = {
        orgName: client.loginUrl,
        transport,
        access: () => access,
        refresh: async () => access,
      };
      const identity = await readIdentity(passing, tokens.userId);
      const known = await registry.find(id);
      const formerUser =
        known === null || known.userId === null || known.userId === tokens.userId ? null : known.username;
      const stands = known !== null && readStanding(known, live.has(id)) === 'ready';
      // The practice org is signed in to by the program, whoever its seed made the admin.
      if (stands && formerUser !== null && type !== 'practice')
        throw new AppError('auth.another-user', {
          org: known.ownName ?? known.name,
          known: formerUser,
          came: identity.username,
        });
      const former =
        known === null || known.place === null ? null : await secrets.read(id, known.place).catch(() => null);
      const { place, notice } = await keepNew(id, tokens.refreshToken, sessionOnly);
      const org: SignedInOrg = {
        ...identity,
        id,
        type: type ?? identity.type,
        ownName: known?.ownName ?? null,
        colour: known?.colour ?? null,
        current: known?.current ?? false,
        userId: tokens.userId,
        loginUrl: client.loginUrl,
        clientId: client.clientId,
        place,
        refused: false,
      };
      await registry.save(org);
      keepFailed.delete(id);
      put(org, access);
      // The sign-in it takes the place of would stay open in Salesforce, kept by nobody.
      if (known !== null && former !== null && former !== tokens.refreshToken)
        void revokeToken(known, former, transport);
      await announce();
      return { org, notice, formerUser };
    },
    drop: (id) => {
      live.delete(id);
    },
    end: async (id) => {
      const known = await registry.find(id);
      if (known === null) return true;
      const entry = live.get(id);
      const refreshToken = known.place === null ? null : await readForTheLastTime(id, known.place);
      // A refresh token takes its access tokens along.
      const token = refreshToken ?? entry?.access.accessToken ?? null;
      const isOver = token === null && (known.place === null || known.refused || known.place === 'session');
      await secrets.remove(id);
      live.delete(id);
      keepFailed.delete(id);
      await registry.change(id, { place: null, refused: false });
      await announce();
      return token === null ? isOver : revokeToken(known, token, transport);
    },
  };
};
