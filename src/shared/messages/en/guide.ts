/** What an admin does in Setup once, in the words Salesforce uses there. */
export const guide = {
  'guide.title': 'Let your org allow Bulkhead',
  'guide.sentence': 'Let your org allow Bulkhead',
  'guide.sub':
    'An admin of the org does this once, in Salesforce, in about five minutes. Everybody who may use it then signs in with the same consumer key.',
  'guide.notAdmin': 'You are not an admin? Copy the steps and send them to one.',
  'guide.copyAll': 'Copy all steps',
  'guide.copy': 'Copy {what}',
  'guide.copied': '{what} copied',

  'guide.open.title': 'Open the External Client App Manager',
  'guide.open.body':
    'In Salesforce open Setup, type the words below into Quick Find and choose the entry. Then choose New External Client App.',
  'guide.open.find': 'Quick Find',
  'guide.open.find.value': 'External Client App Manager',

  'guide.basics.title': 'Give it a name',
  'guide.basics.body':
    'Under Basic Information fill in a name and your own email as the contact, and leave Distribution State at Local.',
  'guide.basics.name': 'External Client App Name',
  'guide.basics.name.value': 'Bulkhead',

  'guide.oauth.title': 'Switch OAuth on',
  'guide.oauth.body':
    'Under API (Enable OAuth Settings) tick Enable OAuth. Paste the callback URLs, all three lines: the browser comes back over the first port of the three that is free. Then move two scopes to Selected.',
  'guide.oauth.callbacks': 'Callback URL',
  'guide.oauth.scope.api': 'OAuth scope',
  'guide.oauth.scope.api.value': 'Manage user data via APIs (api)',
  'guide.oauth.scope.refresh': 'OAuth scope',
  'guide.oauth.scope.refresh.value': 'Perform requests at any time (refresh_token, offline_access)',

  'guide.security.title': 'Ask for PKCE, and for no secret',
  'guide.security.body':
    'Under Security set the boxes like this. A program on people’s computers can’t keep a secret; PKCE protects each sign-in instead. Then choose Create.',
  'guide.security.pkce':
    'Require Proof Key for Code Exchange (PKCE) extension for Supported Authorization Flows: ticked',
  'guide.security.secret': 'Require secret for Web Server Flow: not ticked',
  'guide.security.refreshSecret': 'Require secret for Refresh Token Flow: not ticked',
  'guide.security.rotation':
    'Enable Refresh Token Rotation: ticked, if your company wants it. Bulkhead can do both.',

  'guide.people.title': 'Say who may use it',
  'guide.people.body':
    'Open the app’s Policies tab, choose Edit, and look at OAuth Policies. “All users may self-authorize” lets everybody in who may use the API. To choose people, take “Admin approved users are pre-authorized” and add their profiles or permission sets above.',
  'guide.people.rights': 'Each of them also needs the permission API Enabled.',

  'guide.key.title': 'Copy the consumer key here',
  'guide.key.body':
    'Open the app’s Settings tab, then OAuth Settings, and choose Consumer Key and Secret. Copy the Consumer Key. The Consumer Secret is not needed and does not belong here. A new app can take ten minutes before Salesforce knows it.',
  'guide.key.where': 'For {host}.',
  'guide.key.check': 'Check it by signing in',
  'guide.back': 'Back to Connect',
} as const;
