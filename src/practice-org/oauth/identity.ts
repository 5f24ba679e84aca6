import { replyJson, type Reply } from '../http/reply';
import { requireSession, type Request } from '../http/request';
import { requireTable } from '../org';
import { readPersonName } from '../store/computed';
import { readValue } from '../store/table';
import { findSession } from './sessions';
import { formatRestDateTime } from '../values/date';
import { POSITION } from '../schema/fields';

function describeUrls(origin: string): Record<string, string> {
  const data = `${origin}/services/data/v{version}`;
  return {
    enterprise: `${origin}/services/Soap/c/{version}/`,
    metadata: `${origin}/services/Soap/m/{version}/`,
    partner: `${origin}/services/Soap/u/{version}/`,
    rest: `${data}/`,
    sobjects: `${data}/sobjects/`,
    search: `${data}/search/`,
    query: `${data}/query/`,
    recent: `${data}/recent/`,
    tooling_rest: `${data}/tooling/`,
    profile: `${origin}/{user_id}`,
  };
}

function readUser(request: Request, userId: string): (name: string) => string | boolean | number | null {
  const users = requireTable(request.org, 'User');
  const row = users.rows.get(userId) ?? [];
  return (name) => (name === 'Name' ? readPersonName(users, row) : readValue(users, row, name));
}

/** How far a zone is from UTC outside of daylight saving time, in ms. */
function offsetOf(timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  const offsets = [0, 6].map((month) => {
    const [, sign = '+', hours = '0', minutes = '0'] =
      /GMT([+-])(\d\d):(\d\d)/.exec(format.format(Date.UTC(2026, month, 1))) ?? [];
    return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  });
  return Math.min(...offsets);
}

/** `GET /services/oauth2/userinfo`. */
export function describeUserInfo(request: Request): Reply {
  const { org, origin } = request;
  const { userId } = requireSession(request);
  const user = readUser(request, userId);
  return replyJson({
    sub: `${origin}/id/${org.id}/${userId}`,
    user_id: userId,
    organization_id: org.id,
    preferred_username: user('Username'),
    nickname: user('CommunityNickname'),
    name: user('Name'),
    email: user('Email'),
    email_verified: true,
    given_name: user('FirstName'),
    family_name: user('LastName'),
    zoneinfo: user('TimeZoneSidKey'),
    locale: user('LocaleSidKey'),
    language: user('LanguageLocaleKey'),
    urls: describeUrls(origin),
    active: user('IsActive'),
    user_type: 'STANDARD',
    is_app_installed: true,
  });
}

/** `GET /id/{org}/{user}`: takes the token in the header or, as jsforce sends it, in the query. */
export function describeIdentity(request: Request): Reply {
  const { org, origin, query, params } = request;
  const inQuery = query.get('oauth_token');
  const session =
    findSession(org, request.headers['authorization']) ??
    (inQuery === null ? null : findSession(org, `Bearer ${inQuery}`));
  if (!session)
    return { status: 403, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: 'Bad_OAuth_Token' };
  const [orgId = '', userId = ''] = params;
  const users = requireTable(org, 'User');
  const row = users.rows.get(userId);
  if (orgId.slice(0, 15) !== org.id.slice(0, 15) || !row)
    return { status: 404, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: 'Bad_Id' };
  const user = readUser(request, userId);
  return replyJson({
    id: `${origin}/id/${org.id}/${userId}`,
    asserted_user: true,
    user_id: userId,
    organization_id: org.id,
    username: user('Username'),
    nick_name: user('CommunityNickname'),
    display_name: user('Name'),
    email: user('Email'),
    email_verified: true,
    first_name: user('FirstName'),
    last_name: user('LastName'),
    timezone: user('TimeZoneSidKey'),
    active: user('IsActive'),
    user_type: 'STANDARD',
    language: user('LanguageLocaleKey'),
    locale: user('LocaleSidKey'),
    utcOffset: offsetOf(String(user('TimeZoneSidKey'))),
    last_modified_date: formatRestDateTime(Number(row[POSITION.LastModifiedDate])),
    urls: describeUrls(origin),
    is_app_installed: true,
  });
}
