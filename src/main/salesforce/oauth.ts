import { z } from 'zod';
import { explainRefusal, type OAuthMoment } from '../../core/sign-in/refusals';
import { scopes } from '../../shared/domain/sign-in';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';
import { readComplaint } from './to-app-error';
import { readText, type Transport } from './transport';

/** An app in the org that people may sign in through; public, so it has no secret. */
export type OAuthClient = { loginUrl: string; clientId: string };

export type Tokens = {
  accessToken: string;
  /** Null where none was given: the app grants no lasting sign-in, or the old one stays valid. */
  refreshToken: string | null;
  instanceUrl: string;
  /** 18-character Ids out of the identity URL. */
  organizationId: string;
  userId: string;
};

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  instance_url: z.string(),
  id: z.string(),
  scope: z.string().optional(),
});

/** A login host that is slower than this has no answer to give, milliseconds. */
const patience = 30_000;
/** Between two honest clocks, minutes. Salesforce's authorization codes live 15 minutes. */
const tolerableSkew = 5;

export const hostOf = (loginUrl: string): string => new URL(loginUrl).host;

/** The page a person signs in at: authorization code with PKCE (RFC 7636), method S256. */
export const buildAuthorizeUrl = (
  { loginUrl, clientId }: OAuthClient,
  params: { redirectUri: string; state: string; challenge: string; loginHint: string | null },
): string => {
  const url = new URL('/services/oauth2/authorize', loginUrl);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: params.redirectUri,
    scope: scopes.join(' '),
    state: params.state,
    code_challenge: params.challenge,
    code_challenge_method: 'S256',
    // A browser that is signed in to another org would otherwise let the app into that one without a word.
    prompt: 'login',
    ...(params.loginHint === null ? {} : { login_hint: params.loginHint }),
  }).toString();
  return url.href;
};

/** How far the clock of this computer is from the one of the answer, in whole minutes; 0 where it has none. */
const readSkew = (date: string | undefined, now: number): number => {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(theirs) ? 0 : Math.round(Math.abs(now - theirs) / 60_000);
};

type Words = Record<string, string | number>;

const wordsFor = (code: ErrorCode, host: string, redirectUri: string): Words => {
  if (code === 'auth.wrong-callback') return { uri: redirectUri };
  return code === 'auth.wrong-client' || code === 'auth.not-installed' ? { host } : {};
};

/** The error of a refusal, whichever way it came. */
export const toRefusal = (
  refusal: { error: string; description: string },
  moment: OAuthMoment,
  { host, redirectUri }: { host: string; redirectUri: string },
): AppError => {
  const code = explainRefusal(refusal, moment);
  return new AppError(code, wordsFor(code, host, redirectUri), {
    detail: `${refusal.error}: ${refusal.description}`,
  });
};

/** Why no answer came from a login host; the transport says it where it can. */
export const toUnreachable = (cause: unknown): AppError =>
  cause instanceof AppError
    ? cause
    : new AppError(
        'org.unreachable',
        {},
        { cause, detail: cause instanceof Error ? cause.message : String(cause) },
      );

const askTokenEndpoint = async (
  { loginUrl, clientId }: OAuthClient,
  form: Record<string, string>,
  moment: OAuthMoment,
  transport: Transport,
  signal?: AbortSignal,
): Promise<Tokens> => {
  const host = hostOf(loginUrl);
  let answer;
  let body: string;
  try {
    answer = await transport({
      method: 'POST',
      url: new URL('/services/oauth2/token', loginUrl).href,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams({ ...form, client_id: clientId }).toString(),
      silence: patience,
      ...(signal === undefined ? {} : { signal }),
    });
    body = await readText(answer);
  } catch (cause) {
    throw toUnreachable(cause);
  }
  if (answer.status === 200) {
    const parsed = TokenAnswer.safeParse(parseJson(body));
    if (!parsed.success) throw new AppError('auth.not-salesforce', { host });
    return toTokens(parsed.data, moment);
  }
  const complaint = readComplaint(body);
  if (complaint === null) {
    const detail = `HTTP ${answer.status}`;
    if (answer.status >= 500) throw new AppError('org.maintenance', {}, { detail });
    throw new AppError('auth.not-salesforce', { host }, { detail });
  }
  const refusal = { error: complaint.errorCode, description: complaint.message };
  const error = toRefusal(refusal, moment, { host, redirectUri: form['redirect_uri'] ?? '' });
  const minutes = readSkew(answer.headers.date, Date.now());
  if (minutes > tolerableSkew && (error.code === 'auth.code-expired' || error.code === 'auth.refused')) {
    throw new AppError(
      'auth.clock-skew',
      { minutes },
      error.detail === undefined ? {} : { detail: error.detail },
    );
  }
  throw error;
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
};

const toTokens = (answer: z.infer<typeof TokenAnswer>, moment: OAuthMoment): Tokens => {
  const granted = answer.scope?.split(/[\s,]+/) ?? ['api'];
  if (moment === 'exchange' && !granted.includes('api') && !granted.includes('full')) {
    throw new AppError('auth.scope-missing', {}, { detail: `scope: ${granted.join(' ')}` });
  }
  const [organizationId, userId] = new URL(answer.id).pathname.split('/').slice(-2);
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    instanceUrl: answer.instance_url,
    organizationId: organizationId ?? '',
    userId: userId ?? '',
  };
};

/** Tokens for the code the browser brought. Throws `AppError`. */
export const exchangeCode = async (
  client: OAuthClient,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
  transport: Transport,
  signal: AbortSignal,
): Promise<Tokens> =>
  askTokenEndpoint(
    client,
    { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
    'exchange',
    transport,
    signal,
  );

/** A new access token; with token rotation on, a new refresh token comes along and the old one is dead. */
export const refreshTokens = async (
  client: OAuthClient,
  refreshToken: string,
  transport: Transport,
): Promise<Tokens> =>
  askTokenEndpoint(
    client,
    { grant_type: 'refresh_token', refresh_token: refreshToken },
    'refresh',
    transport,
  );

/**
 * Makes a token worthless, a refresh token with everything that came from it. Says whether that is certain; an org
 * that can't be reached does not keep a person from signing out.
 */
export const revokeToken = async (
  { loginUrl }: Pick<OAuthClient, 'loginUrl'>,
  token: string,
  transport: Transport,
): Promise<boolean> => {
  try {
    const answer = await transport({
      method: 'POST',
      url: new URL('/services/oauth2/revoke', loginUrl).href,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
      silence: patience,
    });
    await readText(answer);
    // 400 is what a token gets that is worth nothing any more.
    return answer.status === 200 || answer.status === 400;
  } catch {
    return false;
  }
};

const readWhole = async (
  url: string,
  accept: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<{ status: number; location: string; body: string }> => {
  try {
    const answer = await transport({
      method: 'GET',
      url,
      headers: { Accept: accept },
      silence: patience,
      signal,
    });
    const body = await readText(answer);
    return { status: answer.status, location: answer.headers.location ?? '', body };
  } catch (cause) {
    throw toUnreachable(cause);
  }
};

/**
 * Asks a login host, before a browser opens, whether it is there and is Salesforce: a browser on a mistyped
 * address never comes back. The list of versions needs no sign-in and is not counted. Throws `AppError`.
 */
export const reachLoginHost = async (
  loginUrl: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<void> => {
  const host = hostOf(loginUrl);
  const url = new URL('/services/data', loginUrl).href;
  const { status, body } = await readWhole(url, 'application/json', transport, signal);
  // The shared login hosts are known; how they answer this path is not promised.
  if (host === 'login.salesforce.com' || host === 'test.salesforce.com') return;
  if (status === 200 && Array.isArray(parseJson(body))) return;
  const detail = `HTTP ${status}`;
  if (status >= 500) throw new AppError('org.maintenance', {}, { detail });
  throw new AppError('auth.not-salesforce', { host }, { detail });
};

const refusalInAnswer = /error=([\w ]+)&(?:amp;)?error_description=([^"'<>\s&]*)/;

/**
 * Looks at the authorize page before the person does. A wrong client id or callback ends on a page of the login
 * host that leads nowhere, so the app would wait in vain; without a sign-in it already says what is wrong.
 * Throws `AppError` for a refusal that is known; whatever else comes is for the browser.
 */
export const probeAuthorize = async (
  url: string,
  redirectUri: string,
  transport: Transport,
  signal: AbortSignal,
): Promise<void> => {
  const { status, location, body } = await readWhole(url, 'text/html', transport, signal);
  if (status >= 500) throw new AppError('org.maintenance', {}, { detail: `HTTP ${status}` });
  const found = refusalInAnswer.exec(location) ?? refusalInAnswer.exec(body);
  if (found === null) return;
  const [, error = '', description = ''] = found;
  // Decoded the way of a query, which takes any text.
  const words = new URLSearchParams(`words=${description}`).get('words') ?? '';
  const refusal = toRefusal({ error, description: words }, 'browser', {
    host: new URL(url).host,
    redirectUri,
  });
  if (refusal.code !== 'auth.refused' || location.startsWith(redirectUri)) throw refusal;
};
