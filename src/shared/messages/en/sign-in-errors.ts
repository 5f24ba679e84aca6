/** Every way in which a sign-in can end, each with what to do next; part of the errors of `errors.ts`. */
export const signInErrors = {
  'error.auth.another-user.title': 'You are signed in to {org} as another user',
  'error.auth.another-user.why':
    'Bulkhead keeps one sign-in for each org. It is that of {known}; the browser came back as {came}, and nothing was changed.',
  'error.auth.another-user.remedy':
    'Choose {known} in the browser. To change to {came}, sign out of the org under Settings first.',
  'error.auth.api-off.title': 'The API is off for this user or org',
  'error.auth.api-off.why':
    'The sign-in worked, but Salesforce lets no program in: the user lacks the permission API Enabled, or the edition comes without the API.',
  'error.auth.api-off.remedy':
    'Ask an admin to give the user API Enabled, in a permission set or the profile, then sign in again.',
  'error.auth.bad-address.title': 'This is not an address to sign in at',
  'error.auth.bad-address.why':
    'An address looks like acme or acme.my.salesforce.com; any page of your org works too.',
  'error.auth.bad-address.remedy': 'Open your org in the browser and copy its address from there.',
  'error.auth.busy.title': 'A sign-in is under way',
  'error.auth.busy.why': 'Bulkhead waits for your browser, and for one sign-in at a time.',
  'error.auth.busy.remedy': 'Finish it in the browser, or cancel it here first.',
  'error.auth.cancelled.title': 'The sign-in was cancelled',
  'error.auth.cancelled.why': 'You ended it before Salesforce answered. Nothing was kept.',
  'error.auth.cancelled.remedy': 'Start the sign-in again when you are ready.',
  'error.auth.clock-skew.title': 'The clock of this computer is wrong',
  'error.auth.clock-skew.why':
    'It differs from Salesforce’s by {minutes, plural, one {# minute} other {# minutes}}, and sign-ins are only good for a few.',
  'error.auth.clock-skew.remedy':
    'Set date and time to automatic in the system settings, then sign in again.',
  'error.auth.code-expired.title': 'The sign-in took too long',
  'error.auth.code-expired.why':
    'What the browser brought back is good once and for a few minutes, and they have passed.',
  'error.auth.code-expired.remedy': 'Start the sign-in again.',
  'error.auth.denied.title': 'Access was not allowed',
  'error.auth.denied.why': 'In the browser somebody chose Deny, so Salesforce gave nothing to Bulkhead.',
  'error.auth.denied.remedy': 'Start the sign-in again and choose Allow.',
  'error.auth.expired.title': 'Your sign-in has expired',
  'error.auth.expired.why': 'Salesforce ends a sign-in after a while, or when an admin revokes it.',
  'error.auth.expired.remedy': 'Sign in again. The load goes on from here.',
  'error.auth.flow-off.title': 'The app does not allow this way of signing in',
  'error.auth.flow-off.why':
    'The authorization code flow is switched off in the org or in the app an admin made for Bulkhead.',
  'error.auth.flow-off.remedy':
    'Ask an admin to allow the web server flow (authorization code) in the app, then sign in again.',
  'error.auth.inactive-user.title': 'This user is switched off',
  'error.auth.inactive-user.why': 'An admin has deactivated the user, or frozen it.',
  'error.auth.inactive-user.remedy': 'Ask an admin to activate the user, or sign in as another.',
  'error.auth.ip-restricted.title': 'Signing in is not allowed from here, or not now',
  'error.auth.ip-restricted.why':
    'The org lets this user in from certain networks or at certain hours only, and this is none of them.',
  'error.auth.ip-restricted.remedy':
    'Connect to the company’s network or VPN, or ask an admin to relax the IP restrictions of the app.',
  'error.auth.no-client.title': 'The consumer key is missing',
  'error.auth.no-client.why':
    'Each org has its own for Bulkhead. It comes from the app an admin makes there once, and is no secret.',
  'error.auth.no-client.remedy': 'Paste the key for {host}. The guide says where it is found.',
  'error.auth.not-approved.title': 'This user may not use the app',
  'error.auth.not-approved.why':
    'The app an admin made for Bulkhead is there, but only for users an admin has chosen, or it is blocked.',
  'error.auth.not-approved.remedy':
    'Ask an admin to add the user’s profile or permission set under the policies of the app.',
  'error.auth.not-https.title': 'The address is not safe to sign in at',
  'error.auth.not-https.why': 'It does not begin with https, so others on the way could read along.',
  'error.auth.not-https.remedy': 'Use the address that begins with https, or leave that part out.',
  'error.auth.not-installed.title': 'The app is not installed in this org',
  'error.auth.not-installed.why':
    'Salesforce knows the consumer key, but lets in only apps that an admin has installed in the org itself. Signed in at {host}.',
  'error.auth.not-installed.remedy':
    'Ask an admin to make the app in this org, or to install it under Connected Apps OAuth Usage. The guide shows each step.',
  'error.auth.not-salesforce.title': 'There is no Salesforce org at {host}',
  'error.auth.not-salesforce.why':
    'Something answers there, but not the way Salesforce does. A proxy’s own page can look like that too.',
  'error.auth.not-salesforce.remedy':
    'Open your org in the browser and copy its address from there. If it is right, ask your IT about the proxy.',
  'error.auth.org-closed.title': 'This org is locked or closed',
  'error.auth.org-closed.why': 'Salesforce lets nobody in: a trial has ended, or the contract has.',
  'error.auth.org-closed.remedy': 'Ask whoever owns the org, or Salesforce.',
  'error.auth.port-taken.title': 'The way back from the browser is taken',
  'error.auth.port-taken.why':
    'The browser comes back to Bulkhead over a port of this computer, and other programs hold all of them: {ports}.',
  'error.auth.port-taken.remedy':
    'Close other programs that are signing in to Salesforce, the sf command line for one, then try again.',
  'error.auth.rate-limit.title': 'Too many sign-ins',
  'error.auth.rate-limit.why': 'Salesforce allows each user only so many an hour.',
  'error.auth.rate-limit.remedy': 'Wait an hour, then sign in again.',
  'error.auth.refused.title': 'Salesforce refused the sign-in',
  'error.auth.refused.why': 'Its own words stand under Details.',
  'error.auth.refused.remedy': 'Sign in again. If it happens again, show the details to an admin of the org.',
  'error.auth.scope-missing.title': 'The app does not give Bulkhead the API',
  'error.auth.scope-missing.why':
    'Among the OAuth scopes of the app is no “Manage user data via APIs (api)”.',
  'error.auth.scope-missing.remedy':
    'Ask an admin to add that scope and “Perform requests at any time (refresh_token, offline_access)”, then sign in again.',
  'error.auth.secret-required.title': 'The app asks for a secret',
  'error.auth.secret-required.why':
    'A program on your computer can’t keep one, so Bulkhead has none; PKCE protects the sign-in in its place.',
  'error.auth.secret-required.remedy':
    'Ask an admin to untick “Require secret for Web Server Flow” and “Require secret for Refresh Token Flow” in the app.',
  'error.auth.timed-out.title': 'The browser did not come back',
  'error.auth.timed-out.why':
    'Bulkhead waited for it and has stopped. Where Salesforce refuses an app it sometimes shows a page and leads nowhere.',
  'error.auth.timed-out.remedy':
    'Start the sign-in again. If the browser shows an error, let the guide lead you through the settings of the app.',
  'error.auth.username-typed.title': 'This is a username',
  'error.auth.username-typed.why': 'Signing in begins at the address of the org; who you are is asked there.',
  'error.auth.username-typed.remedy': 'Open your org in the browser and copy its address from there.',
  'error.auth.wrong-callback.title': 'The app does not know the way back',
  'error.auth.wrong-callback.why':
    'Salesforce sends a browser back only to addresses that are registered in the app, letter by letter.',
  'error.auth.wrong-callback.remedy': 'Ask an admin to add this line to the callback URLs of the app: {uri}.',
  'error.auth.wrong-client.title': 'Salesforce does not know the consumer key',
  'error.auth.wrong-client.why':
    'It was mistyped, belongs to another org, or the app is younger than ten minutes. Signed in at {host}.',
  'error.auth.wrong-client.remedy':
    'Copy the consumer key from the app again. If it is right, wait ten minutes and try once more.',

  'error.keychain.locked.title': 'The keychain is locked',
  'error.keychain.locked.why': 'Sign-ins are kept there and nowhere else, and it does not open for Bulkhead.',
  'error.keychain.locked.remedy': 'Unlock it and try again, or sign in for this session only.',
  'error.keychain.missing.title': 'No keychain answers on this computer',
  'error.keychain.missing.why':
    'Sign-ins are kept in the keychain of the system and never in a file, so there is no place for one.',
  'error.keychain.missing.remedy': 'Sign in for this session only, or set a keychain up and try again.',
  'error.sf.missing.title': 'The sf command line is not here',
  'error.sf.missing.why': 'No program called sf is found on this computer.',
  'error.sf.missing.remedy': 'Add the org by signing in to it. That takes the address and the consumer key.',
  'error.sf.unreadable.title': 'The list of the sf command line can’t be read',
  'error.sf.unreadable.why': 'The program sf is here, but did not answer with a list of orgs.',
  'error.sf.unreadable.remedy':
    'Try “sf org list” in a terminal. If it fails there too, update the program; or add the org by signing in.',
} as const;
