import { expect, test } from 'vitest';
import { explainRefusal } from './refusals';

test.each([
  ['access_denied', 'end-user denied authorization', 'browser', 'auth.denied'],
  ['invalid_client', 'app must be installed into org', 'browser', 'auth.not-installed'],
  ['invalid_client', 'External client app is not installed in this org', 'exchange', 'auth.not-installed'],
  ['OAUTH_APPROVAL_ERROR_GENERIC', 'An unexpected error has occurred', 'browser', 'auth.not-installed'],
  [
    'OAUTH_APP_ACCESS_DENIED',
    'user is not admin approved to access this app',
    'browser',
    'auth.not-approved',
  ],
  ['invalid_app_access', 'user is not admin approved to access this app', 'browser', 'auth.not-approved'],
  ['invalid_grant', 'user hasn’t approved this consumer', 'exchange', 'auth.not-approved'],
  ['OAUTH_APP_BLOCKED', 'this app is blocked by admin', 'browser', 'auth.not-approved'],
  ['invalid_client_id', 'client identifier invalid', 'exchange', 'auth.wrong-client'],
  ['invalid_client', 'invalid client credentials', 'exchange', 'auth.secret-required'],
  ['invalid_client', '', 'exchange', 'auth.wrong-client'],
  ['inactive_user', 'user is inactive', 'exchange', 'auth.inactive-user'],
  ['inactive_user', 'user is inactive', 'refresh', 'auth.inactive-user'],
  ['inactive_org', 'organization is inactive', 'exchange', 'auth.org-closed'],
  ['redirect_uri_mismatch', 'redirect_uri must match configuration', 'exchange', 'auth.wrong-callback'],
  ['rate_limit_exceeded', 'login rate exceeded', 'exchange', 'auth.rate-limit'],
  ['invalid_grant', 'ip restricted', 'exchange', 'auth.ip-restricted'],
  ['ip restricted', '', 'browser', 'auth.ip-restricted'],
  ['invalid_scope', 'the requested scope is not allowed', 'browser', 'auth.scope-missing'],
  ['unsupported_response_type', 'response type not supported', 'browser', 'auth.flow-off'],
  ['unsupported_grant_type', 'grant type not supported', 'exchange', 'auth.flow-off'],
  ['invalid_grant', 'expired authorization code', 'exchange', 'auth.code-expired'],
  ['invalid_grant', 'invalid authorization code', 'exchange', 'auth.code-expired'],
  ['invalid_grant', 'expired access/refresh token', 'refresh', 'auth.expired'],
  ['invalid_grant', 'authentication failure', 'refresh', 'auth.expired'],
  ['invalid_grant', 'authentication failure', 'exchange', 'auth.refused'],
  ['invalid_request', 'invalid code verifier', 'exchange', 'auth.refused'],
  ['something_new', 'never seen', 'browser', 'auth.refused'],
] as const)('%s (%s) at the %s is %s', (error, description, moment, code) => {
  expect(explainRefusal({ error, description }, moment)).toBe(code);
});
