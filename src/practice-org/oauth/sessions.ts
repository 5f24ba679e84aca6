import { randomBytes } from 'node:crypto';
import type { Org } from '../org';

/** A live access token. */
export type Session = {
  token: string;
  userId: string;
  clientId: string;
  grantId: string | null;
  scope: string;
  /** By the org's clock, in epoch ms. */
  issuedAt: number;
};

/** What a refresh token stands for. */
export type Grant = {
  id: string;
  refreshToken: string;
  userId: string;
  clientId: string;
  scope: string;
  createdAt: number;
  /** When it was made or last used. */
  usedAt: number;
};

/** A sign-in that was approved and not yet exchanged. */
export type PendingCode = {
  clientId: string;
  redirectUri: string;
  userId: string;
  scope: string;
  challenge: string | null;
  method: 'S256' | 'plain';
  expiresAt: number;
};

/** An authorize page that waits for Allow or Deny. */
export type PendingPage = Omit<PendingCode, 'userId' | 'expiresAt'> & {
  state: string | null;
  expiresAt: number;
};

/** An app that may sign in. */
export type Client = {
  id: string;
  name: string;
  secret: string | null;
  redirectUris: string[];
  /** Whether an admin installed it in this org. */
  installed: boolean;
  /** How the sign-in of one that is not installed ends: back in the app, or on a page that leads nowhere. */
  notInstalled: 'redirect' | 'page';
  /** Whether it is given refresh tokens at all. */
  refreshTokens: boolean;
  requirePkce: boolean;
  requireSecret: boolean;
};

export type Sessions = {
  live: Map<string, Session>;
  grants: Map<string, Grant>;
  codes: Map<string, PendingCode>;
  pages: Map<string, PendingPage>;
  clients: Map<string, Client>;
};

/** The practice org's own client: any loopback port may be its callback. */
export const PRACTICE_CLIENT = 'bulkhead-practice';

/** Salesforce keeps about this many grants per user and client; the next one costs the oldest its life. */
const GRANTS_KEPT = 5;

/** A public client with everything not said left at what is usual. */
export const makeClient = (id: string, extra: Partial<Client> = {}): Client => ({
  id,
  name: id,
  secret: null,
  redirectUris: [],
  installed: true,
  notInstalled: 'redirect',
  refreshTokens: true,
  requirePkce: false,
  requireSecret: false,
  ...extra,
});

export function createSessions(): Sessions {
  const clients = new Map<string, Client>([
    [PRACTICE_CLIENT, makeClient(PRACTICE_CLIENT, { name: 'Bulkhead' })],
  ]);
  return { live: new Map(), grants: new Map(), codes: new Map(), pages: new Map(), clients };
}

const randomWord = (bytes: number): string => randomBytes(bytes).toString('base64url').replace(/-/g, '.');

/** An access token in the shape of a session id: `00D…!…`. */
export const makeToken = (org: Org): string => `${org.id.slice(0, 15)}!AQ${randomWord(60)}`;

/** Starts a session. */
export function openSession(
  org: Org,
  userId: string,
  clientId: string,
  scope: string,
  grantId: string | null,
  token = makeToken(org),
): Session {
  const session: Session = { token, userId, clientId, grantId, scope, issuedAt: org.clock.now() };
  org.sessions.live.set(token, session);
  org.noteChange();
  return session;
}

export function openGrant(org: Org, userId: string, clientId: string, scope: string): Grant {
  const { grants } = org.sessions;
  const own = [...grants.values()].filter((grant) => grant.userId === userId && grant.clientId === clientId);
  for (const old of own.slice(0, Math.max(0, own.length - GRANTS_KEPT + 1))) endGrant(org, old);
  const grant: Grant = {
    id: randomWord(12),
    refreshToken: `5Aep861${randomWord(48)}`,
    userId,
    clientId,
    scope,
    createdAt: org.clock.now(),
    usedAt: org.clock.now(),
  };
  grants.set(grant.refreshToken, grant);
  return grant;
}

/** The grant of a refresh token, if it is alive; using it keeps it so. */
export function takeGrant(org: Org, refreshToken: string): Grant | null {
  const grant = org.sessions.grants.get(refreshToken);
  const { refreshTokenMs } = org.settings;
  if (!grant) return null;
  if (refreshTokenMs > 0 && org.clock.now() - grant.usedAt > refreshTokenMs) {
    endGrant(org, grant);
    return null;
  }
  grant.usedAt = org.clock.now();
  org.noteChange();
  return grant;
}

/** Gives a grant a new refresh token; the old one is dead at once. */
export function rotateGrant(org: Org, grant: Grant): void {
  org.sessions.grants.delete(grant.refreshToken);
  grant.refreshToken = `5Aep861${randomWord(48)}`;
  org.sessions.grants.set(grant.refreshToken, grant);
  org.noteChange();
}

/** Ends a grant with every session that came from it. */
export function endGrant(org: Org, grant: Grant): void {
  org.sessions.grants.delete(grant.refreshToken);
  for (const session of org.sessions.live.values()) {
    if (session.grantId === grant.id) org.sessions.live.delete(session.token);
  }
  org.noteChange();
}

/** Ends every access token; refresh tokens live on. */
export function expireSessions(org: Org): void {
  org.sessions.live.clear();
  org.noteChange();
}

/** Ends every refresh token, and with them the sessions that came from them. */
export function revokeGrants(org: Org): void {
  for (const grant of org.sessions.grants.values()) endGrant(org, grant);
}

/** The session of an `Authorization` header, if it is alive. */
export function findSession(org: Org, authorization: string | undefined): Session | null {
  const found = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(authorization ?? '');
  const session = found?.[1] === undefined ? undefined : org.sessions.live.get(found[1]);
  if (!session) return null;
  const { accessTokenMs } = org.settings;
  if (accessTokenMs <= 0 || org.clock.now() - session.issuedAt <= accessTokenMs) return session;
  org.sessions.live.delete(session.token);
  org.noteChange();
  return null;
}
