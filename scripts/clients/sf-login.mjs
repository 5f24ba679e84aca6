import assert from 'node:assert/strict';
import { markCalls } from './calls.mjs';
import { judgeGoodEnd } from './sf-program.mjs';

/** What the org is called in every later command. */
export const ALIAS = 'practice';

/**
 * @param {import('./sf-program.mjs').Sf} sf
 * @returns {import('./trials.mjs').Trial}
 */
export function createSfLogin(sf) {
  return {
    what: '`sf org login access-token --instance-url http://localhost:…`, then `sf org display`',
    async go(org) {
      const since = await markCalls(org);
      const url = `http://localhost:${org.port}`;
      const login = await sf.call(
        ['org', 'login', 'access-token', '--instance-url', url, '--alias', ALIAS, '--no-prompt', '--json'],
        { SF_ACCESS_TOKEN: org.accessToken },
      );
      judgeGoodEnd(login);
      assert.equal(login.json.result.username, org.username);
      const display = await sf.call(['org', 'display', '--target-org', ALIAS, '--json']);
      judgeGoodEnd(display);
      assert.equal(display.json.result.connectedStatus, 'Connected');
      const calls = await org.readCalls(since);
      // Asking whether the org knows scratch orgs is part of a login; that this one refuses is an answer too.
      const refused = calls.filter(({ status }) => status !== 200);
      assert.deepEqual(
        refused.map(({ path, status }) => [/ScratchOrgInfo/.test(path), status]),
        [[true, 400]],
      );
      return `exit 0 and connected as the admin; the org answered all ${calls.length} calls, one of them, as it should, with “no such object”`;
    },
  };
}
