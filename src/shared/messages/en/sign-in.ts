export const signIn = {
  'signIn.reaching': 'Asking {host} whether it is there',
  'signIn.waiting': 'Your browser shows the sign-in page of {host}',
  'signIn.waiting.why': 'Sign in there and choose Allow. Bulkhead waits until {time}.',
  'signIn.noBrowser': 'No browser has opened',
  'signIn.noBrowser.why':
    'Copy the address and open it in a browser on this computer. Bulkhead waits until {time}.',
  'signIn.exchanging': 'Your browser is back. Getting the sign-in from {host}',
  'signIn.reading': 'Signed in. Asking the org what it is',
  'signIn.openPage': 'Open the page again',
  'signIn.copyLink': 'Copy the address',
  'signIn.cancel': 'Cancel the sign-in',
  'signIn.sessionOnly': 'Sign in for this session only',
  'signIn.toGuide': 'Open the guide',
  'signIn.toSettings': 'Open Settings',
  'signIn.copyUri': 'Copy the callback URL',
  'signIn.notice.keychain-failed.title': 'You are signed in to {org} until Bulkhead closes',
  'signIn.notice.keychain-failed.why':
    'The keychain did not take the sign-in, so it is kept in memory. Unlock the keychain and sign in again to stay signed in.',
  'signIn.notice.no-refresh-token.title': 'You are signed in to {org} until Bulkhead closes',
  'signIn.notice.no-refresh-token.why':
    'The app in the org gives no lasting sign-in. Ask an admin to add the scope “Perform requests at any time (refresh_token, offline_access)” to it.',
  'signIn.notice.another-org.title': 'You signed in to {org}, not to {wanted}',
  'signIn.notice.another-org.why':
    'The user you chose in the browser belongs to another org. {org} is in your list now; {wanted} still waits for its sign-in.',
  'signIn.formerUser.title': 'You are signed in to {org} as {user}',
  'signIn.formerUser.why':
    'Before, it was {former}. Loads and exports in this org go on as {user}, with what that user may see and change.',
  'signIn.keepFailed.title': 'The sign-in to {org} lasts until Bulkhead closes',
  'signIn.keepFailed.why':
    'Salesforce renewed it, and the keychain did not take the new one. Sign in again once the keychain is unlocked.',

  'signIn.page.done': 'You are signed in to {org}',
  'signIn.page.done.next': 'You can close this page and go back to Bulkhead.',
  'signIn.page.cancelled': 'The sign-in was cancelled',
  'signIn.page.next': 'Close this page and go back to Bulkhead. What to do next stands there.',
  'signIn.page.stranger': 'Nothing waits for this page',
  'signIn.page.stranger.why':
    'It belongs to a sign-in that has ended. Close it, and start the sign-in again in Bulkhead.',
} as const;
