import { getProxyForUrl } from 'proxy-from-env';
import { AppError } from '../../shared/errors/app-error';
import { isLoopback, type SignInToProxy } from './transport';

const readVariable = (name: string): string =>
  process.env[name.toLowerCase()] ?? process.env[name.toUpperCase()] ?? '';

/** The address of HTTPS_PROXY or ALL_PROXY; without a scheme it is http, as with curl. */
const readAddress = (): string => {
  const named = readVariable('https_proxy') || readVariable('all_proxy');
  return named === '' || named.includes('://') ? named : `http://${named}`;
};

const hostOf = (proxy: URL): string =>
  `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}`;

/**
 * The proxy for a URL after HTTPS_PROXY, ALL_PROXY and NO_PROXY, or null; this computer itself needs none.
 * Throws where the variable names something that is no http proxy.
 */
export const findProxy = (target: URL): { url: URL; host: string } | null => {
  if (isLoopback(target.hostname) || getProxyForUrl(target.href) === '') return null;
  const address = readAddress();
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    // Not the whole address, which may hold a password.
    const proxy = address.slice(Math.max(address.lastIndexOf('@'), address.lastIndexOf('/')) + 1);
    throw new AppError('network.proxy', { host: target.hostname, proxy });
  }
  const url = new URL(address);
  return { url, host: hostOf(url) };
};

/** Answers a proxy with the user name and password that the same variable holds for it, where nobody can be asked. */
export const signInFromVariables: SignInToProxy = async (proxy, _realm, rejected) => {
  const address = readAddress();
  if (rejected !== null || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username === '' || hostOf(url) !== proxy) return null;
  return { username: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
};
