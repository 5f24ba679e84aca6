import type { Route } from '../http/router';
import { authorize, decide } from './authorize';
import { describeIdentity, describeUserInfo } from './identity';
import { issueToken, revokeToken } from './token';

export const OAUTH_ROUTES: readonly Route[] = [
  { path: '/services/oauth2/authorize', access: 'open', methods: { GET: authorize, POST: decide } },
  { path: '/services/oauth2/token', access: 'open', methods: { POST: issueToken } },
  { path: '/services/oauth2/revoke', access: 'open', methods: { GET: revokeToken, POST: revokeToken } },
  {
    path: '/services/oauth2/userinfo',
    access: 'session',
    methods: { GET: describeUserInfo, POST: describeUserInfo },
  },
  { path: '/id/*/*', access: 'open', methods: { GET: describeIdentity, POST: describeIdentity } },
];
