import { randomBytes } from 'node:crypto';
import type { Org } from '../org';

/** A live access token. */
export type Session = {
  token: string;
  userId: string;
  clientId: string;
  grantId: string | null;
  scope: string;
};

/** What a refresh token stands for. */
export type Grant = {
  id: string;
  refreshToken: string;
  userId: string;
  clientId: string;
  scope: string;
  createdAt: number;
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

export type Client = { id: string; name: string; secret: string | null; redirectUris: string[] };

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

export function createSessions(): Sessions {
  const clients = new Map<string, Client>([
    [PRACTICE_CLIENT, { id: PRACTICE_CLIENT, name: 'Bulkhead', secret: null, redirectUris: [] }],
  ]);
  return { live: new Map(), grants: new Map(), codes: new Map(), pages: new Map(), clients };
}

const randomWord = (bytes: number): string => randomBytes(bytes).toString('base64url').replace(/-/g, '.');

/** Starts a session. The token has the shape of a session id: `00D…!…`. */
export function openSession(
  org: Org,
  userId: string,
  clientId: string,
  scope: string,
  grantId: string | null,
): Session {
  const token = `${org.id.slice(0, 15)}!AQ${randomWord(60)}`;
  const session: Session = { token, userId, clientId, grantId, scope };
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
  };
  grants.set(grant.refreshToken, grant);
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

/** The session of an `Authorization` header, if it is alive. */
export function findSession(org: Org, authorization: string | undefined): Session | null {
  const found = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(authorization ?? '');
  return found?.[1] === undefined ? null : (org.sessions.live.get(found[1]) ?? null);
}
