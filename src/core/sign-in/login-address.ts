/** Why an address can't be signed in at: nothing typed, no https, a username, or no host name at all. */
export type AddressProblem = 'empty' | 'not-https' | 'username' | 'not-a-host';

export type LoginAddress =
  | {
      ok: true;
      /** Scheme and host without a path: where sign-in starts. */
      loginUrl: string;
      host: string;
      /** What the name gives away of the org; the org itself is asked after the sign-in. */
      looksLike: 'production' | 'sandbox' | 'this-computer';
    }
  | { ok: false; problem: AddressProblem };

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/**
 * Hosts under which an org is seen in the browser, and the My Domain host that signs in for it (Salesforce Help,
 * "My Domain URL Formats"). None of the left ones answers the API.
 */
const siblings: readonly [RegExp, string][] = [
  [/\.lightning\.force\.com$/, '.my.salesforce.com'],
  [/\.my\.salesforce-setup\.com$/, '.my.salesforce.com'],
  [/\.lightning\.force\.mil$/, '.my.salesforce.mil'],
  [/\.my\.salesforce-setup\.mil$/, '.my.salesforce.mil'],
];

const toMyDomain = (host: string): string => {
  for (const [ending, replacement] of siblings)
    if (ending.test(host)) return host.replace(ending, replacement);
  // A bare name is a My Domain; two dashes part the name of a sandbox from it.
  if (!host.includes('.'))
    return host.includes('--') ? `${host}.sandbox.my.salesforce.com` : `${host}.my.salesforce.com`;
  return host;
};

const isSandboxHost = (host: string): boolean =>
  host === 'test.salesforce.com' ||
  /\.(sandbox|scratch|develop)\.my\.salesforce\./.test(host) ||
  /^[^.]+--[^.]+\.my\.salesforce\./.test(host);

const isHostName = (host: string): boolean =>
  host.length <= 253 && host.split('.').every((part) => part.length <= 63 && label.test(part));

/**
 * Reads what a person typed or pasted as the address to sign in at: a bare My Domain name, a host, or any page of
 * the org. Anything but https is refused, except for a server on this computer.
 */
export const readLoginAddress = (typed: string): LoginAddress => {
  const text = typed.trim();
  if (text === '') return { ok: false, problem: 'empty' };
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s]*)(?:[/?#]\S*)?$/i.exec(text);
  if (parts === null) return { ok: false, problem: 'not-a-host' };
  const scheme = parts[1]?.toLowerCase();
  const authority = (parts[2] ?? '').toLowerCase();
  if (authority.includes('@')) return { ok: false, problem: 'username' };
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  if (loopback.test(name)) {
    const host = port === undefined ? name : `${name}:${port}`;
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https')
      return { ok: false, problem: 'not-https' };
    return { ok: true, loginUrl: `${scheme ?? 'http'}://${host}`, host, looksLike: 'this-computer' };
  }
  if (scheme !== undefined && scheme !== 'https') return { ok: false, problem: 'not-https' };
  const bare = name.replace(/\.$/, '');
  if (!isHostName(bare)) return { ok: false, problem: 'not-a-host' };
  const domain = toMyDomain(bare);
  const host = port === undefined || port === '443' ? domain : `${domain}:${port}`;
  return {
    ok: true,
    loginUrl: `https://${host}`,
    host,
    looksLike: isSandboxHost(domain) ? 'sandbox' : 'production',
  };
};
