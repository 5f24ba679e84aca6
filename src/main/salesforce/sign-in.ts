import { createHash, randomBytes } from 'node:crypto';
import type { SignInEvent } from '../../core/sign-in/step';
import { AppError } from '../../shared/errors/app-error';
import { buildAuthorizeUrl, exchangeCode, hostOf, probeAuthorize, revokeToken, toRefusal } from './oauth';
import type { OAuthClient, Tokens } from './oauth';
import { listenForRedirect, type BrowserAnswer, type RedirectListener } from './redirect-listener';
import { toAppError } from './to-app-error';
import type { Transport } from './transport';

/** Long enough for single sign-on with a second factor, milliseconds. A refused app often never redirects. */
export const signInPatience = 5 * 60_000;

export type SignInRequest<T> = {
  client: OAuthClient;
  /** A username the login page offers; null for none. */
  loginHint: string | null;
  /** Ports for the redirect, in the order they are tried; 0 for any free one. */
  ports: readonly number[];
  transport: Transport;
  /** Brings a person, or the practice org's own consent, to the authorize page. Its failure ends the sign-in. */
  openPage: (url: string) => Promise<void>;
  signal: AbortSignal;
  /** Milliseconds to wait for the redirect. */
  patience: number;
  tell: (event: SignInEvent) => void;
  /** What is done with the tokens before the browser's page says that all went well; names the org for that page. */
  finish: (tokens: Tokens) => Promise<{ org: string; result: T }>;
};

const cancelled = (): AppError => new AppError('auth.cancelled');

/** What the browser brings, unless the person cancels, the time runs out or the page can't be opened. */
const awaitAnswer = async (
  listener: RedirectListener,
  opening: Promise<void>,
  patience: number,
  signal: AbortSignal,
): Promise<BrowserAnswer> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('auth.timed-out')), patience);
    const giveUp = (): void => reject(cancelled());
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    opening.catch(reject);
    void listener.answer.then(resolve).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    });
  });

/**
 * OAuth 2.0 authorization code flow with PKCE (RFC 7636) and a loopback redirect (RFC 8252). Throws `AppError`;
 * tokens that came before it failed or was cancelled are made worthless again.
 */
export const signIn = async <T>(request: SignInRequest<T>): Promise<T> => {
  const { client, transport, signal, tell, patience } = request;
  const state = randomBytes(24).toString('base64url');
  const verifier = randomBytes(48).toString('base64url');
  const listener = await listenForRedirect(state, request.ports);
  let tokens: Tokens | null = null;
  try {
    const url = buildAuthorizeUrl(client, {
      redirectUri: listener.callbackUri,
      state,
      challenge: createHash('sha256').update(verifier).digest('base64url'),
      loginHint: request.loginHint,
    });
    await probeAuthorize(url, listener.callbackUri, transport, signal);
    tell({ kind: 'listening', url, callbackUri: listener.callbackUri, until: Date.now() + patience });
    const answer = await awaitAnswer(listener, request.openPage(url), patience, signal);
    const { callbackUri: redirectUri } = listener;
    if ('error' in answer) throw toRefusal(answer, 'browser', { host: hostOf(client.loginUrl), redirectUri });
    tell({ kind: 'code-came' });
    tokens = await exchangeCode(client, { code: answer.code, verifier, redirectUri }, transport, signal);
    tell({ kind: 'tokens-came' });
    if (signal.aborted) throw cancelled();
    const { org, result } = await request.finish(tokens);
    listener.end({ kind: 'signed-in', org });
    return result;
  } catch (cause) {
    const error = signal.aborted ? cancelled() : toAppError(cause);
    listener.end(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error });
    if (tokens !== null) void revokeToken(client, tokens.refreshToken ?? tokens.accessToken, transport);
    throw error;
  }
};
