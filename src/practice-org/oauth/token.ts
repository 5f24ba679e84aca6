import { createHash, createHmac } from 'node:crypto';
import { replyEmpty, replyJson, type Reply } from '../http/reply';
import { readBodyText, type Request } from '../http/request';
import { requireTable, type Org } from '../org';
import { noteLogin } from '../seed/seed-access';
import { readValue } from '../store/table';
import { replyOAuthError } from './oauth-fault';
import {
  endGrant,
  openGrant,
  openSession,
  rotateGrant,
  takeGrant,
  type Client,
  type PendingCode,
  type Session,
} from './sessions';

const deadRefresh = (): Reply => replyOAuthError('invalid_grant', 'expired access/refresh token');

/** Keeps the order Salesforce lists scopes in: none is promised, so the one asked for will do. */
function describeToken(request: Request, session: Session, refreshToken: string | null): Reply {
  const { org, origin } = request;
  const instance = new URL(origin);
  instance.hostname = org.settings.instanceHost || instance.hostname;
  const id = `${origin}/id/${org.id}/${session.userId}`;
  const issuedAt = String(org.clock.now());
  const secret = org.sessions.clients.get(session.clientId)?.secret ?? session.clientId;
  const reply = replyJson({
    access_token: session.token,
    ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
    signature: createHmac('sha256', secret)
      .update(id + issuedAt)
      .digest('base64'),
    scope: session.scope,
    instance_url: instance.origin,
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  });
  return { ...reply, headers: { ...reply.headers, 'Cache-Control': 'no-store' } };
}

function isActive(org: Org, userId: string): boolean {
  const users = requireTable(org, 'User');
  const row = users.rows.get(userId);
  return row !== undefined && readValue(users, row, 'IsActive') === true;
}

function checkVerifier(pending: PendingCode, verifier: string | null): Reply | null {
  if (pending.challenge === null) return null;
  if (verifier === null || verifier === '') return replyOAuthError('invalid_grant', 'missing code verifier');
  const proof =
    pending.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return proof === pending.challenge.replace(/=+$/, '')
    ? null
    : replyOAuthError('invalid_request', 'invalid code verifier');
}

/** Public clients send no secret; one that is sent must be right, and some must send theirs. */
function hasRightSecret(client: Client, form: URLSearchParams): boolean {
  const secret = form.get('client_secret') ?? '';
  if (client.secret === null) return true;
  return secret === '' ? !client.requireSecret : secret === client.secret;
}

function checkClient(org: Org, form: URLSearchParams): Reply | null {
  const client = org.sessions.clients.get(form.get('client_id') ?? '');
  if (!client) return replyOAuthError('invalid_client_id', 'client identifier invalid');
  if (!client.installed)
    return replyOAuthError('invalid_client', 'External client app is not installed in this org');
  return hasRightSecret(client, form)
    ? null
    : replyOAuthError('invalid_client', 'invalid client credentials');
}

function exchangeCode(request: Request, form: URLSearchParams): Reply {
  const { org } = request;
  const code = form.get('code') ?? '';
  const pending = org.sessions.codes.get(code);
  if (!pending) return replyOAuthError('invalid_grant', 'invalid authorization code');
  org.sessions.codes.delete(code);
  if (pending.expiresAt < org.clock.now())
    return replyOAuthError('invalid_grant', 'expired authorization code');
  if (pending.clientId !== form.get('client_id'))
    return replyOAuthError('invalid_grant', 'invalid authorization code');
  if (pending.redirectUri !== form.get('redirect_uri'))
    return replyOAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const refused = checkVerifier(pending, form.get('code_verifier'));
  if (refused) return refused;
  if (!isActive(org, pending.userId)) return replyOAuthError('inactive_user', 'user is inactive');
  const stays =
    /\b(refresh_token|offline_access|full)\b/.test(pending.scope) &&
    org.sessions.clients.get(pending.clientId)?.refreshTokens === true;
  const grant = stays ? openGrant(org, pending.userId, pending.clientId, pending.scope) : null;
  const session = openSession(org, pending.userId, pending.clientId, pending.scope, grant?.id ?? null);
  const app = org.sessions.clients.get(pending.clientId)?.name ?? pending.clientId;
  noteLogin(org, pending.userId, app, org.clock.now(), '127.0.0.1');
  return describeToken(request, session, grant?.refreshToken ?? null);
}

function refresh(request: Request, form: URLSearchParams): Reply {
  const { org } = request;
  const grant = takeGrant(org, form.get('refresh_token') ?? '');
  if (!grant || grant.clientId !== form.get('client_id')) return deadRefresh();
  if (!isActive(org, grant.userId)) return replyOAuthError('inactive_user', 'user is inactive');
  const rotates = org.settings.rotateRefreshTokens;
  if (rotates) rotateGrant(org, grant);
  const session = openSession(org, grant.userId, grant.clientId, grant.scope, grant.id);
  return describeToken(request, session, rotates ? grant.refreshToken : null);
}

/** `POST /services/oauth2/token`: authorization codes and refresh tokens. */
export async function issueToken(request: Request): Promise<Reply> {
  const form = new URLSearchParams(await readBodyText(request));
  const refused = checkClient(request.org, form);
  if (refused) return refused;
  const type = form.get('grant_type');
  if (type === 'authorization_code') return exchangeCode(request, form);
  if (type === 'refresh_token') return refresh(request, form);
  return replyOAuthError('unsupported_grant_type', 'grant type not supported');
}

/** `POST` or `GET /services/oauth2/revoke`: ends an access token, or a refresh token with its sessions. */
export async function revokeToken(request: Request): Promise<Reply> {
  const { org } = request;
  const form = request.method === 'GET' ? request.query : new URLSearchParams(await readBodyText(request));
  const token = form.get('token') ?? '';
  const grant = org.sessions.grants.get(token);
  if (grant) {
    endGrant(org, grant);
    return replyEmpty(200);
  }
  if (!org.sessions.live.delete(token))
    return replyOAuthError('unsupported_token_type', 'this token type is not supported');
  org.noteChange();
  return replyEmpty(200);
}
