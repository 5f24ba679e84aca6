export const doctor = {
  'doctor.title': 'Check the connection',
  'doctor.why':
    'From the name of the login host to what the org still allows today. Changes nothing in the org.',
  'doctor.which': 'Which connection',
  'doctor.check': 'Check {host}',
  'doctor.again': 'Check again',
  'doctor.copy': 'Copy the report',
  'doctor.copied': 'Copied',
  'doctor.checking': 'Checking {host}',
  'doctor.none': 'Choose where to sign in, and the way there can be checked.',
  'doctor.all': 'Every line of the connection to {host} is in order.',
  'doctor.soFar': 'The connection to {host} is in order as far as it can be checked yet.',
  'doctor.broken': 'The connection to {host} breaks at “{check}”.',

  'doctor.name': 'Address',
  'doctor.secure': 'Proxy and certificate',
  'doctor.host': 'Login host',
  'doctor.app': 'App in Salesforce',
  'doctor.scopes': 'Scopes of the app',
  'doctor.api': 'API of the org',
  'doctor.bulk': 'Bulk jobs',
  'doctor.limits': 'What is left today',

  'doctor.state.waiting': 'Waiting',
  'doctor.state.checking': 'Checking',
  'doctor.state.ok': 'In order',
  'doctor.state.failing': 'Fails here',
  'doctor.state.unchecked': 'Not checked',

  'doctor.found.name-known': 'A name server knows {host}.',
  'doctor.found.name-left-to-proxy': 'The proxy {proxy} is known, and it finds {host}.',
  'doctor.found.this-computer': '{host} is this computer.',
  'doctor.found.secure-direct': '{host} shows a certificate this computer trusts. No proxy is used.',
  'doctor.found.secure-proxy': '{host} shows a certificate this computer trusts, through the proxy {proxy}.',
  'doctor.found.secure-not-needed': 'It stays on this computer and needs no certificate.',
  'doctor.found.host-answers': '{host} is a login host of Salesforce.',
  'doctor.found.app-known':
    'Salesforce knows the consumer key and the way back to Bulkhead. Whether the app is installed in your org shows when you sign in.',
  'doctor.found.scopes-lasting': 'The sign-in is good for the API and lasts.',
  'doctor.found.scopes-for-now': 'The sign-in is good for the API until Bulkhead closes.',
  'doctor.found.api-answers': 'The org answers {user} in version {version}.',
  'doctor.found.bulk-answers': 'The org lists the bulk jobs of {user}.',
  'doctor.found.limits-left':
    '{left, number} of {max, number} API calls and {batches, number} bulk batches are left within 24 hours.',
  'doctor.found.limits-calls-left': '{left, number} of {max, number} API calls are left within 24 hours.',
  'doctor.found.limits-hidden':
    'The user may not see what is left: that takes View Setup and Configuration. Loads work all the same.',
  'doctor.found.earlier-failed': 'Comes after the line that fails.',
  'doctor.found.no-client': 'Fill in the consumer key to have it checked.',
  'doctor.found.signed-out': 'Can be checked once you are signed in.',

  'doctor.report.title': 'Bulkhead {version}: connection to {host}, {time}',
} as const;
