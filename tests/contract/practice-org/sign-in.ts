import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { PracticeOrg } from '../../../src/practice-org/server';
import { call, type Answer, type Body } from './client';

export const REDIRECT = 'http://localhost:1717/OauthRedirect';
export const VERIFIER = 'v'.repeat(171);
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

export function authorizeUrl(params: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'bulkhead-practice',
    redirect_uri: REDIRECT,
    state: 'st&te',
    scope: 'api refresh_token',
    ...params,
  });
  return `/services/oauth2/authorize?${query.toString()}`;
}

export async function approve(practice: PracticeOrg, params: Record<string, string> = {}): Promise<URL> {
  const answer = await call(practice, 'GET', authorizeUrl(params), {
    token: null,
    headers: { 'X-Practice-Control': practice.controlToken },
  });
  expect(answer.status).toBe(302);
  return new URL(String(answer.headers.get('location')));
}

export const form = (practice: PracticeOrg, path: string, fields: Record<string, string>): Promise<Answer> =>
  call(practice, 'POST', path, {
    token: null,
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });

export const exchange = (
  practice: PracticeOrg,
  code: string,
  fields: Record<string, string> = {},
): Promise<Answer> =>
  form(practice, '/services/oauth2/token', {
    grant_type: 'authorization_code',
    client_id: 'bulkhead-practice',
    redirect_uri: REDIRECT,
    code,
    ...fields,
  });

export const refresh = (practice: PracticeOrg, token: string): Promise<Answer> =>
  form(practice, '/services/oauth2/token', {
    grant_type: 'refresh_token',
    client_id: 'bulkhead-practice',
    refresh_token: token,
  });

export async function signIn(practice: PracticeOrg): Promise<Body> {
  const back = await approve(practice);
  return (await exchange(practice, String(back.searchParams.get('code')))).json() as Body;
}

/** Opens the page a person sees and answers it. */
export async function decide(
  practice: PracticeOrg,
  decision: string,
  user?: string,
  params: Record<string, string> = {},
): Promise<Answer> {
  const page = await call(practice, 'GET', authorizeUrl(params), { token: null });
  const pageId = /name="page" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return form(practice, '/services/oauth2/authorize', {
    page: pageId,
    decision,
    ...(user === undefined ? {} : { user }),
  });
}
