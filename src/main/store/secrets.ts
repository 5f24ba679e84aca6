type Keychain = {
  setPassword: (service: string, account: string, password: string) => Promise<void>;
  getPassword: (service: string, account: string) => Promise<string | null>;
  deletePassword: (service: string, account: string) => Promise<boolean>;
};

/** Which package wrote an entry: the two do not read each other's. */
export type KeychainName = 'keytar' | 'napi-keyring';
/** Where a secret was put; `session` is this process's memory. */
export type SecretPlace = KeychainName | 'session';

export type Secrets = {
  /** How the keychain of this computer is called by its users, or null where none answers. */
  keychainLabel: () => Promise<string | null>;
  /** Stores a secret and tells where; without a keychain it is kept for this session only. */
  store: (account: string, secret: string) => Promise<SecretPlace>;
  /** Looks first where the secret was put, then in the other keychain. */
  read: (account: string, place: SecretPlace) => Promise<string | null>;
  /** Deletes the secret everywhere it could be. */
  remove: (account: string) => Promise<void>;
};

const service = 'Bulkhead';

const labels: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'Windows Credential Manager',
  darwin: 'macOS Keychain',
  linux: 'system keyring',
};

type Loader = { name: KeychainName; load: () => Promise<Keychain> };

/** An optional package may not be installed, so neither the build nor the compiler may look for it. */
const loadKeychain = async (name: string): Promise<Keychain> => {
  const loaded = (await import(/* @vite-ignore */ name)) as { default?: Keychain } & Keychain;
  return loaded.default ?? loaded;
};

const loaders: Loader[] = [
  { name: 'keytar', load: async () => loadKeychain('keytar') },
  { name: 'napi-keyring', load: async () => loadKeychain('@napi-rs/keyring/keytar.js') },
];

/** A keychain that has answered: it wrote, read and deleted a trial entry. */
const proveKeychain = async (keychain: Keychain): Promise<boolean> => {
  const account = `trial-${process.pid}`;
  try {
    await keychain.setPassword(service, account, 'trial');
    const answer = await keychain.getPassword(service, account);
    await keychain.deletePassword(service, account);
    return answer === 'trial';
  } catch {
    return false;
  }
};

/**
 * Refresh tokens in the keychain of the operating system: keytar first, the other package where keytar could
 * not be built. Nothing secret is ever written to a file; without a keychain secrets live in memory only.
 */
export const openSecrets = (packages: Loader[] = loaders): Secrets => {
  const session = new Map<string, string>();
  let answering: Promise<Map<KeychainName, Keychain>> | null = null;

  const findKeychains = async (): Promise<Map<KeychainName, Keychain>> => {
    const found = new Map<KeychainName, Keychain>();
    for (const { name, load } of packages) {
      const keychain = await load().catch(() => null);
      if (keychain !== null && (await proveKeychain(keychain))) found.set(name, keychain);
    }
    return found;
  };
  const keychains = async (): Promise<Map<KeychainName, Keychain>> => (answering ??= findKeychains());

  return {
    keychainLabel: async () =>
      (await keychains()).size === 0 ? null : (labels[process.platform] ?? 'system keychain'),
    store: async (account, secret) => {
      for (const [name, keychain] of await keychains()) {
        try {
          await keychain.setPassword(service, account, secret);
          session.delete(account);
          return name;
        } catch {
          continue;
        }
      }
      session.set(account, secret);
      return 'session';
    },
    read: async (account, place) => {
      const inMemory = session.get(account);
      if (inMemory !== undefined) return inMemory;
      const all = [...(await keychains())].sort(([name]) => (name === place ? -1 : 1));
      for (const [, keychain] of all) {
        const secret = await keychain.getPassword(service, account).catch(() => null);
        if (secret !== null && secret !== '') return secret;
      }
      return null;
    },
    remove: async (account) => {
      session.delete(account);
      for (const [, keychain] of await keychains())
        await keychain.deletePassword(service, account).catch(() => false);
    },
  };
};
