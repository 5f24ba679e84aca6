import type { KeychainView } from '../../shared/domain/sign-in';
import { AppError } from '../../shared/errors/app-error';

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
  /** Whether the keychain takes secrets at this moment, and how its users call it. */
  keychain: () => Promise<KeychainView>;
  /** Stores a secret and tells where; without a keychain it is kept for this session only. */
  store: (account: string, secret: string) => Promise<SecretPlace>;
  /** Keeps a secret in memory and nowhere else; what a keychain held of this account is deleted. */
  storeForSession: (account: string, secret: string) => Promise<SecretPlace>;
  /**
   * Looks first where the secret was put, then in the other keychain. Null where there is none; throws
   * `keychain.locked` or `keychain.missing` where a keychain that should know does not answer.
   */
  read: (account: string, place: SecretPlace) => Promise<string | null>;
  /** Deletes the secret everywhere it could be. */
  remove: (account: string) => Promise<void>;
};

const service = 'Bulkhead';
/** A keychain that asks its owner for a password waits for them, but not the program for it: milliseconds. */
const patience = 20_000;

const labels: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'Windows Credential Manager',
  darwin: 'macOS Keychain',
  linux: 'system keyring',
};
const label = labels[process.platform] ?? 'system keychain';

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

const inTime = async <T>(work: Promise<T>, limit: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('locked: no answer in time')), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * How keychains say that somebody has to unlock them: libsecret's locked collection, a prompt that was dismissed
 * or that can't be shown (errSecInteractionNotAllowed), a wrong or cancelled password on macOS.
 */
const lockedWords = /locked|dismiss|interaction|passphrase|cancel/i;

type Proof = KeychainView['state'];

/** A keychain is ready once it has written, read and deleted a trial entry: reading alone proves nothing. */
const proveKeychain = async (keychain: Keychain, limit: number): Promise<Proof> => {
  const account = `trial-${process.pid}`;
  const trial = async (): Promise<boolean> => {
    await keychain.setPassword(service, account, 'trial');
    const answer = await keychain.getPassword(service, account);
    await keychain.deletePassword(service, account);
    return answer === 'trial';
  };
  try {
    return (await inTime(trial(), limit)) ? 'ready' : 'missing';
  } catch (cause) {
    return lockedWords.test(String(cause)) ? 'locked' : 'missing';
  }
};

type Found = { ready: Map<KeychainName, Keychain>; state: Proof };

/**
 * Refresh tokens in the keychain of the operating system: keytar first, the other package where keytar could
 * not be built. Nothing secret is ever written to a file; without a keychain secrets live in memory only.
 */
export const openSecrets = (packages: Loader[] = loaders, limit = patience): Secrets => {
  const session = new Map<string, string>();
  let looking: Promise<Found> | null = null;

  const findKeychains = async (): Promise<Found> => {
    const ready = new Map<KeychainName, Keychain>();
    let state: Proof = 'missing';
    for (const { name, load } of packages) {
      const keychain = await load().catch(() => null);
      if (keychain === null) continue;
      const proof = await proveKeychain(keychain, limit);
      if (proof === 'ready') ready.set(name, keychain);
      if (proof === 'locked' && state === 'missing') state = 'locked';
    }
    return { ready, state: ready.size > 0 ? 'ready' : state };
  };
  /** What is ready counts as such until it fails; what did not answer may have been unlocked since. */
  const look = async (): Promise<Found> => {
    looking ??= findKeychains();
    const found = await looking;
    if (found.state !== 'ready') looking = null;
    return found;
  };
  const lookAgain = async (): Promise<Found> => {
    looking = null;
    return look();
  };
  const refuse = (state: Proof): AppError =>
    new AppError(state === 'locked' ? 'keychain.locked' : 'keychain.missing');

  const removeEverywhere = async (account: string): Promise<void> => {
    for (const [, keychain] of (await look()).ready)
      await inTime(keychain.deletePassword(service, account), limit).catch(() => false);
  };

  return {
    keychain: async () => ({ state: (await lookAgain()).state, label }),
    store: async (account, secret) => {
      for (const [name, keychain] of (await look()).ready) {
        try {
          await inTime(keychain.setPassword(service, account, secret), limit);
          session.delete(account);
          return name;
        } catch {
          looking = null;
        }
      }
      session.set(account, secret);
      return 'session';
    },
    storeForSession: async (account, secret) => {
      session.set(account, secret);
      await removeEverywhere(account);
      return 'session';
    },
    read: async (account, place) => {
      const inMemory = session.get(account);
      if (inMemory !== undefined) return inMemory;
      if (place === 'session') return null;
      const search = async ({ ready }: Found): Promise<string | null> => {
        for (const [, keychain] of [...ready].sort(([name]) => (name === place ? -1 : 1))) {
          const secret = await inTime(keychain.getPassword(service, account), limit).catch(() => null);
          if (secret !== null && secret !== '') return secret;
        }
        return null;
      };
      const found = await look();
      if (found.state !== 'ready') throw refuse(found.state);
      const secret = await search(found);
      if (secret !== null) return secret;
      // A keychain that was locked meanwhile says "none" just like one that never had it.
      const again = await lookAgain();
      if (again.state !== 'ready') throw refuse(again.state);
      return search(again);
    },
    remove: async (account) => {
      session.delete(account);
      await removeEverywhere(account);
    },
  };
};

/**
 * The secrets of one home. Several homes of one person share the keychain, and each may be signed in to the same
 * org: none must read, replace or delete what another has put there.
 */
export const scopeSecrets = (secrets: Secrets, homeId: string): Secrets => {
  const nameOf = (account: string): string => `${account} ${homeId}`;
  return {
    keychain: secrets.keychain,
    store: (account, secret) => secrets.store(nameOf(account), secret),
    storeForSession: (account, secret) => secrets.storeForSession(nameOf(account), secret),
    read: (account, place) => secrets.read(nameOf(account), place),
    remove: (account) => secrets.remove(nameOf(account)),
  };
};
