import type { ErrorCode } from '../../shared/errors/app-error';

/** What Salesforce's OAuth endpoints say when they refuse: `error` and `error_description`. */
export type OAuthRefusal = { error: string; description: string };

/** When it was said: on the way back from the browser, for the code, or for a new access token. */
export type OAuthMoment = 'browser' | 'exchange' | 'refresh';

/**
 * Surest first, because the names are coarse and the words decide: `invalid_client` alone can mean an app that is
 * not installed, one that wants a secret, or an unknown client id. Names after Salesforce Help, "OAuth
 * Authorization Errors"; words as seen in answers.
 */
const rules: readonly [RegExp, ErrorCode][] = [
  [
    /not admin.approved|hasn.t (been )?approved|app_access|app is blocked|app_blocked|user_not_approved/,
    'auth.not-approved',
  ],
  [/not installed|must be installed|approval_error|uninstalled/, 'auth.not-installed'],
  [/^access_denied|denied authorization/, 'auth.denied'],
  [/ip restricted|ip_restricted|login hours/, 'auth.ip-restricted'],
  [/redirect_uri/, 'auth.wrong-callback'],
  [/^invalid_client_id|client identifier invalid/, 'auth.wrong-client'],
  [/client secret|client credentials/, 'auth.secret-required'],
  [/^invalid_client/, 'auth.wrong-client'],
  [/^inactive_user/, 'auth.inactive-user'],
  [/^inactive_org/, 'auth.org-closed'],
  [/rate_limit|login rate exceeded/, 'auth.rate-limit'],
  [/^invalid_scope|scope/, 'auth.scope-missing'],
  [/^unsupported_/, 'auth.flow-off'],
  [/^invalid_grant .*authorization code/, 'auth.code-expired'],
];

/** The error a refusal is shown as; one that no rule knows is `auth.refused`, with its words as detail. */
export const explainRefusal = ({ error, description }: OAuthRefusal, moment: OAuthMoment): ErrorCode => {
  const words = `${error} ${description}`.toLowerCase();
  const known = rules.find(([sign]) => sign.test(words))?.[1];
  if (known !== undefined) return known;
  // A refresh token that is expired, revoked or used up; Salesforce has several wordings for it.
  if (moment === 'refresh' && error === 'invalid_grant') return 'auth.expired';
  return 'auth.refused';
};
