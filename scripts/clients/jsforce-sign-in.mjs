import assert from 'node:assert/strict';
import jsforce from 'jsforce';
import { markCalls, readStatuses } from './calls.mjs';

/** @typedef {import('./practice-org.mjs').PracticeOrg} PracticeOrg */

const REDIRECT = 'http://localhost:1717/OauthRedirect';

/**
 * Opens the page that asks a person, presses Allow, and follows the answer back to the client.
 *
 * @param {PracticeOrg} org
 * @param {string} url
 * @returns {Promise<URL>}
 */
async function pressAllow(org, url) {
  const page = await (await fetch(url)).text();
  const id = /name="page" value="([^"]+)"/.exec(page)?.[1];
  assert.ok(id, 'the page that asks a person has no form');
  const answer = await fetch(`${org.instanceUrl}/services/oauth2/authorize`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ page: id, decision: 'allow' }),
  });
  assert.equal(answer.status, 302);
  return new URL(answer.headers.get('location') ?? '');
}

/** @type {import('./trials.mjs').Trial} */
export const SIGN_IN = {
  what: 'OAuth: authorization code with PKCE through the page a person sees, then a refresh after the session died',
  async go(org) {
    const oauth2 = new jsforce.OAuth2({
      loginUrl: org.instanceUrl,
      clientId: 'bulkhead-practice',
      redirectUri: REDIRECT,
      useVerifier: true,
    });
    const state = 'kept & brought back';
    const back = await pressAllow(org, oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state }));
    assert.equal(`${back.origin}${back.pathname}`, REDIRECT);
    assert.equal(back.searchParams.get('state'), state);
    const conn = new jsforce.Connection({ oauth2, version: '67.0' });
    const signedIn = await conn.authorize(back.searchParams.get('code') ?? '');
    const first = conn.accessToken;
    assert.equal((await conn.identity()).username, org.username);
    const since = await markCalls(org);
    await org.change({ expireSessions: true });
    const found = await conn.query('SELECT Id FROM Account LIMIT 1');
    assert.equal(found.records.length, 1);
    assert.notEqual(conn.accessToken, first);
    assert.equal((await conn.identity()).user_id, signedIn.id);
    assert.deepEqual(await readStatuses(org, since, /\/query\?|\/oauth2\/token$/), [401, 200, 200]);
    return 'signed in as the admin; the dead session cost one 401, one refresh and one repeat, by the org’s log';
  },
};
