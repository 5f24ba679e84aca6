import { randomBytes, timingSafeEqual } from 'node:crypto';
import { replyHtml, replyRedirect, type Reply } from '../http/reply';
import { readBodyText, type Request } from '../http/request';
import { requireTable, type Org } from '../org';
import { describeOrganization } from '../seed/seed-organization';
import { readPersonName } from '../store/computed';
import { readValue } from '../store/table';
import { writeAllowPage, writeErrorPage, type PageUser } from './page';
import { PRACTICE_CLIENT, type Client, type PendingPage } from './sessions';
import type { AuthorizeError } from '../settings';

/** The practice org's own choice: its client may call back on any loopback port. */
const LOOPBACK_CALLBACK = /^http:\/\/(localhost|127\.0\.0\.1):\d{1,5}\/OauthRedirect$/;
const PAGE_LIFE = 10 * 60_000;
/** Salesforce's authorization codes live 15 minutes. */
const CODE_LIFE = 15 * 60_000;

function isRegistered(client: Client, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  return client.id === PRACTICE_CLIENT && LOOPBACK_CALLBACK.test(redirectUri);
}

function backTo(redirectUri: string, params: Record<string, string | null>): Reply {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries(params))
    if (value !== null) target.searchParams.set(name, value);
  return replyRedirect(target.toString());
}

const refusePage = (code: string, description: string): Reply =>
  replyHtml(writeErrorPage(code, description), 400);

type Refusal = Omit<AuthorizeError, 'times'>;

const refusalOf = (error: string, description: string, where: Refusal['where'] = 'redirect'): Refusal => ({
  error,
  description,
  where,
});

/** What stands against a sign-in before anybody is asked: the app, the request, or a switch of the org. */
function findRefusal(org: Org, client: Client, query: URLSearchParams): Refusal | null {
  if (query.get('response_type') !== 'code')
    return refusalOf('unsupported_response_type', 'response type not supported');
  if (!client.installed) {
    const page = client.notInstalled === 'page';
    return page
      ? refusalOf(
          'OAUTH_APPROVAL_ERROR_GENERIC',
          'An unexpected error has occurred during authentication.',
          'page',
        )
      : refusalOf('invalid_client', 'app must be installed into org');
  }
  if (client.requirePkce && query.get('code_challenge') === null)
    return refusalOf('invalid_request', 'missing required code challenge');
  const switched = org.settings.authorizeError;
  if (!switched || switched.times <= 0) return null;
  switched.times -= 1;
  org.noteChange();
  return switched;
}

/** Whether a request carries this org's control token. */
export function hasControlToken(request: Request): boolean {
  const given = Buffer.from(request.headers['x-practice-control'] ?? '');
  const wanted = Buffer.from(request.controlToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function listUsers(org: Org, loginHint: string | null): PageUser[] {
  const users = requireTable(org, 'User');
  const hinted =
    [...users.rows].find(([, row]) => readValue(users, row, 'Username') === loginHint)?.[0] ?? org.adminId;
  return [...users.rows].map(([id, row]) => ({
    id,
    label: `${readPersonName(users, row) ?? id}${readValue(users, row, 'IsActive') === true ? '' : ' (inactive)'}`,
    chosen: id === hinted,
  }));
}

function approve(org: Org, page: PendingPage, userId: string): Reply {
  // Salesforce's codes end in `==`, which arrive percent-encoded: clients must decode them once.
  const code = `aPrx${randomBytes(40).toString('base64url').replace(/-/g, '.')}==`;
  const { clientId, redirectUri, scope, challenge, method } = page;
  org.sessions.codes.set(code, {
    clientId,
    redirectUri,
    userId,
    scope,
    challenge,
    method,
    expiresAt: org.clock.now() + CODE_LIFE,
  });
  return backTo(redirectUri, { code, state: page.state });
}

function readPage(request: Request, client: Client, redirectUri: string): PendingPage {
  const { query, org } = request;
  return {
    clientId: client.id,
    redirectUri,
    scope: query.get('scope') ?? 'api refresh_token web',
    // A challenge without a method is S256: that is how Salesforce's own tools send it.
    challenge: query.get('code_challenge'),
    method: query.get('code_challenge_method') === 'plain' ? 'plain' : 'S256',
    state: query.get('state'),
    expiresAt: org.clock.now() + PAGE_LIFE,
  };
}

/** `GET /services/oauth2/authorize`: asks the person, or approves at once for the control token. */
export function authorize(request: Request): Reply {
  const { org, query } = request;
  const client = org.sessions.clients.get(query.get('client_id') ?? '');
  if (!client) return refusePage('invalid_client_id', 'client identifier invalid');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRegistered(client, redirectUri))
    return refusePage('redirect_uri_mismatch', 'redirect_uri must match configuration');
  const page = readPage(request, client, redirectUri);
  const refusal = findRefusal(org, client, query);
  if (refusal?.where === 'page') return refusePage(refusal.error, refusal.description);
  if (refusal)
    return backTo(redirectUri, {
      error: refusal.error,
      error_description: refusal.description,
      state: page.state,
    });
  if (hasControlToken(request)) return approve(org, page, org.adminId);
  const pageId = randomBytes(24).toString('base64url');
  org.sessions.pages.set(pageId, page);
  const users = listUsers(org, query.get('login_hint'));
  return replyHtml(
    writeAllowPage({
      orgName: describeOrganization(org).name,
      appName: client.name,
      pageId,
      users,
      refresh: client.refreshTokens && /refresh_token|offline_access|full/.test(page.scope),
    }),
  );
}

/** `POST /services/oauth2/authorize`: the person's answer. Each page takes one. */
export async function decide(request: Request): Promise<Reply> {
  const { org } = request;
  const form = new URLSearchParams(await readBodyText(request));
  const pageId = form.get('page') ?? '';
  const page = org.sessions.pages.get(pageId);
  org.sessions.pages.delete(pageId);
  if (!page || page.expiresAt < org.clock.now())
    return refusePage('invalid_request', 'This page has expired. Start the sign-in again from the app.');
  if (form.get('decision') !== 'allow') {
    return backTo(page.redirectUri, {
      error: 'access_denied',
      error_description: 'end-user denied authorization',
      state: page.state,
    });
  }
  const userId = form.get('user') ?? '';
  return approve(org, page, requireTable(org, 'User').rows.has(userId) ? userId : org.adminId);
}
