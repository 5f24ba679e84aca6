import { AppError, type ErrorCode } from '../../shared/errors/app-error';

type NetworkCode = Extract<ErrorCode, `network.${string}`>;

/** Names of failures, of Chromium's network stack (`net::ERR_…`) and of Node (`error.code`). */
const families: readonly (readonly [NetworkCode, RegExp])[] = [
  ['network.proxy-sign-in', /^ERR_(PROXY_AUTH|UNEXPECTED_PROXY_AUTH)/],
  ['network.proxy', /^ERR_(PROXY|TUNNEL|PAC|MANDATORY_PROXY|SOCKS|NO_SUPPORTED_PROXIES)/],
  ['network.offline', /^(ERR_INTERNET_DISCONNECTED|ENETUNREACH|ENETDOWN)$/],
  ['network.name', /^(ERR_NAME_|ERR_DNS_|ENOTFOUND|EAI_)/],
  ['network.certificate-date', /^(ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/],
  ['network.certificate-name', /^(ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID)$/],
  ['network.certificate', /^(ERR_CERT_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA)/],
  ['network.refused', /^(ERR_CONNECTION_REFUSED|ERR_ADDRESS_|ECONNREFUSED|EHOSTUNREACH)/],
  ['network.silent', /^(ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT)$/],
  [
    'network.cut-off',
    /^(ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_SSL_|ERR_INCOMPLETE_|ERR_CONTENT_|ERR_NETWORK_|ERR_ABORTED|ECONNRESET|EPIPE|EPROTO|ERR_SSL|HPE_|Z_)/,
  ],
];

const nameOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return '';
  const chromium = /^net::(ERR_\w+)/.exec(cause.message)?.[1];
  const { code } = cause as { code?: unknown };
  return chromium ?? (typeof code === 'string' ? code : '');
};

/**
 * Why no answer came, as an error a person can act on; null where the failure says nothing of the network.
 *
 * @param host the host that was asked
 * @param proxy host and port of the proxy on the way there, or null
 */
export const toNetworkError = (cause: unknown, host: string, proxy: string | null): AppError | null => {
  if (cause instanceof AppError) return cause;
  const name = nameOf(cause);
  const found = families.find(([, pattern]) => pattern.test(name));
  if (found === undefined) return null;
  // Behind a proxy only the proxy is looked up and connected to: what is not there is the proxy itself.
  const isConnecting = found[0] === 'network.name' || found[0] === 'network.refused';
  const code = proxy !== null && isConnecting ? 'network.proxy' : found[0];
  return new AppError(code, { host, proxy: proxy ?? '' }, { cause, detail: name });
};

/** Whether an error says that no answer came, and so nothing about what the org did or wants. */
export const isUnanswered = (error: AppError): boolean =>
  error.code === 'org.unreachable' || error.code.startsWith('network.');
