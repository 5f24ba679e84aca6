import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../shared/errors/app-error';
import { attachTransport } from './jsforce-transport';
import type { Transport } from './transport';

/** An app in the org that people may sign in through; public, so it has no secret. */
export type OAuthClient = { loginUrl: string; clientId: string };

export type Tokens = {
  accessToken: string;
  refreshToken: string | null;
  instanceUrl: string;
  /** 18-character Ids out of the identity URL. */
  organizationId: string;
  userId: string;
};

type TokenAnswer = { access_token: string; refresh_token?: string; instance_url: string; id: string };

const callbackPath = '/OauthRedirect';

/** jsforce is heavy to load and not needed before someone signs in. */
const openOAuth = async (transport: Transport, { loginUrl, clientId }: OAuthClient, redirectUri?: string) => {
  const { OAuth2 } = (await import('jsforce')).default;
  const oauth = new OAuth2({ loginUrl, clientId, ...(redirectUri === undefined ? {} : { redirectUri }) });
  attachTransport(oauth, transport);
  return oauth;
};

const toTokens = (answer: TokenAnswer): Tokens => {
  const [organizationId, userId] = new URL(answer.id).pathname.split('/').slice(-2);
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    instanceUrl: answer.instance_url,
    organizationId: organizationId ?? '',
    userId: userId ?? '',
  };
};

/** Salesforce's OAuth refusals by name (`error` of the token endpoint); anything else is no answer. */
const toAuthError = (cause: unknown): AppError => {
  if (cause instanceof AppError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  const detail = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  if (name === 'invalid_grant') return new AppError('auth.expired', {}, { cause, detail });
  if (/^(invalid_|inactive_|unsupported_|unauthorized_|redirect_uri|access_denied|rate_limit)/.test(name)) {
    return new AppError('auth.refused', {}, { cause, detail });
  }
  return new AppError('org.unreachable', {}, { cause, detail });
};

const page = (title: string, sentence: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${sentence}</p></html>`;

type Redirect = { uri: string; code: Promise<string>; close: () => void };

/** Listens on loopback for the one redirect that carries our `state`; others are answered and ignored. */
const awaitRedirect = async (state: string, timeout: number): Promise<Redirect> => {
  let settle: { resolve: (code: string) => void; reject: (error: AppError) => void } | null = null;
  const code = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  code.catch(() => undefined);
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const answer = url.searchParams;
    if (url.pathname !== callbackPath || answer.get('state') !== state) {
      response.writeHead(404).end();
      return;
    }
    const found = answer.get('code');
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', Connection: 'close' });
    if (found !== null) {
      response.end(page('You are signed in', 'You can close this page and go back to Bulkhead.'));
      settle?.resolve(found);
      return;
    }
    response.end(page('You are not signed in', 'Go back to Bulkhead to try again.'));
    const detail = `${answer.get('error') ?? ''}: ${answer.get('error_description') ?? ''}`;
    settle?.reject(new AppError('auth.refused', {}, { detail }));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const timer = setTimeout(() => settle?.reject(new AppError('auth.timed-out')), timeout);
  return {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}${callbackPath}`,
    code,
    close: () => {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
};

/**
 * OAuth 2.0 authorization code flow with PKCE (RFC 7636) and a loopback redirect (RFC 8252).
 *
 * @param openPage brings a person (or the practice org's own consent) to the authorize page
 * @param timeout milliseconds to wait for the redirect; a refused app often never redirects
 */
export const signIn = async (
  transport: Transport,
  client: OAuthClient,
  openPage: (url: string) => Promise<void>,
  timeout = 120_000,
): Promise<Tokens> => {
  const state = randomBytes(24).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const redirect = await awaitRedirect(state, timeout);
  try {
    const oauth = await openOAuth(transport, client, redirect.uri);
    await openPage(
      oauth.getAuthorizationUrl({
        scope: 'api refresh_token',
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
    );
    const code = await redirect.code;
    return toTokens(await oauth.requestToken(code, { code_verifier: verifier }));
  } catch (cause) {
    throw toAuthError(cause);
  } finally {
    redirect.close();
  }
};

/** A new access token; with token rotation on, a new refresh token comes along and the old one is dead. */
export const refreshTokens = async (
  transport: Transport,
  client: OAuthClient,
  refreshToken: string,
): Promise<Tokens> => {
  try {
    const oauth = await openOAuth(transport, client);
    return toTokens(await oauth.refreshToken(refreshToken));
  } catch (cause) {
    throw toAuthError(cause);
  }
};

/** Makes a token worthless. An org that can't be reached does not keep a person from signing out. */
export const revokeToken = async (
  transport: Transport,
  client: OAuthClient,
  token: string,
): Promise<void> => {
  const oauth = await openOAuth(transport, client);
  await oauth.revokeToken(token).catch(() => undefined);
};
