/** Why no answer comes back, in the order in which a connection is made. Part of the errors' catalogue. */
export const networkErrors = {
  'error.network.offline.title': 'This computer is offline',
  'error.network.offline.why': 'No network carries requests to {host} at the moment.',
  'error.network.offline.remedy': 'Connect to a network, then try again. Nothing is lost.',
  'error.network.name.title': 'The address is not known',
  'error.network.name.why': 'No name server knows {host}, so there is nothing to connect to.',
  'error.network.name.remedy':
    'Check the spelling of the address. On a company network, check that the VPN is on.',
  'error.network.refused.title': 'Nothing answers at this address',
  'error.network.refused.why': '{host} refused the connection, or no way leads there from this network.',
  'error.network.refused.remedy': 'Check the address, and ask your IT whether a firewall blocks it.',
  'error.network.silent.title': 'No answer came in time',
  'error.network.silent.why': '{host} was asked and stayed silent.',
  'error.network.silent.remedy':
    'Try again. If it stays like this, ask your IT whether a firewall holds the connection.',
  'error.network.cut-off.title': 'The connection was cut off',
  'error.network.cut-off.why': 'It broke before {host} had answered.',
  'error.network.cut-off.remedy':
    'Try again. If it happens every time, ask your IT whether something on the way inspects or blocks it.',
  'error.network.certificate.title': 'The connection can’t be trusted',
  'error.network.certificate.why':
    'The certificate of {host} comes from an authority this computer does not know. Some companies inspect traffic with a certificate of their own.',
  'error.network.certificate.remedy':
    'Ask your IT to install the company’s certificate on this computer. Bulkhead then trusts it too.',
  'error.network.certificate-date.title': 'A certificate is out of date, or the clock is wrong',
  'error.network.certificate-date.why':
    'By the clock of this computer the certificate of {host} is not valid now.',
  'error.network.certificate-date.remedy':
    'Check the date and time of this computer. If they are right, tell your IT.',
  'error.network.certificate-name.title': 'The certificate belongs to another address',
  'error.network.certificate-name.why': 'What answers as {host} can’t prove that it is.',
  'error.network.certificate-name.remedy':
    'Check the spelling of the address, or ask your IT whether something on the way redirects it.',
  'error.network.proxy.title': 'The proxy does not let the connection through',
  'error.network.proxy.why':
    'The way to {host} leads through the proxy {proxy}, which refused or did not answer.',
  'error.network.proxy.remedy':
    'Ask your IT whether the proxy is right and lets {host} through. On another network it may not be needed.',
  'error.network.proxy-sign-in.title': 'The proxy wants to know who you are',
  'error.network.proxy-sign-in.why':
    'The proxy {proxy} lets requests through with a user name and a password only.',
  'error.network.proxy-sign-in.remedy':
    'Check the connection on Connect, and give them when you are asked. On the command line they belong in HTTPS_PROXY.',
} as const;

/** The words these errors bring for their sentences. */
export const networkErrorWords = {
  'network.offline': ['host'],
  'network.name': ['host'],
  'network.refused': ['host'],
  'network.silent': ['host'],
  'network.cut-off': ['host'],
  'network.certificate': ['host'],
  'network.certificate-date': ['host'],
  'network.certificate-name': ['host'],
  'network.proxy': ['host', 'proxy'],
  'network.proxy-sign-in': ['proxy'],
} as const;

/** What a proxy asks a person for. */
export const proxy = {
  'proxy.title': 'The proxy asks who you are',
  'proxy.why':
    'Your network lets requests out through {proxy}, which wants a user name and a password. It is not Salesforce that asks.',
  'proxy.realm': 'The proxy calls itself “{realm}”.',
  'proxy.again': 'The proxy did not accept these. Check them and try again.',
  'proxy.username': 'User name at the proxy',
  'proxy.password': 'Password at the proxy',
  'proxy.kept': 'Both are kept in memory until Bulkhead closes, and are sent to the proxy only.',
  'proxy.give': 'Go on',
  'proxy.decline': 'Go on without',
} as const;
