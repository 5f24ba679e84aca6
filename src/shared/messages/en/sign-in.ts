export const signIn = {
  'signIn.page.done': 'You are signed in to {org}',
  'signIn.page.done.next': 'You can close this page and go back to Bulkhead.',
  'signIn.page.cancelled': 'The sign-in was cancelled',
  'signIn.page.next': 'Close this page and go back to Bulkhead. What to do next stands there.',
  'signIn.page.stranger': 'Nothing waits for this page',
  'signIn.page.stranger.why':
    'It belongs to a sign-in that has ended. Close it, and start the sign-in again in Bulkhead.',
} as const;
