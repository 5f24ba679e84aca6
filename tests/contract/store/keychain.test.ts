import { describe, expect, it } from 'vitest';
import { openSecrets, type KeychainName } from '../../../src/main/store/secrets';

type Package = {
  setPassword: (service: string, account: string, password: string) => Promise<void>;
  getPassword: (service: string, account: string) => Promise<string | null>;
  deletePassword: (service: string, account: string) => Promise<boolean>;
};

const load = async (name: string): Promise<Package | null> => {
  try {
    const loaded = (await import(/* @vite-ignore */ name)) as { default?: Package } & Package;
    return loaded.default ?? loaded;
  } catch {
    return null;
  }
};

const packages: readonly [KeychainName, Package | null][] = [
  ['keytar', await load('keytar')],
  ['napi-keyring', await load('@napi-rs/keyring/keytar.js')],
];
const installed = packages.filter((entry): entry is [KeychainName, Package] => entry[1] !== null);

/** Only a throw-away keychain that the test run unlocked for itself is ever written to. */
const hasKeychain = process.env['BULKHEAD_KEYRING'] === 'ready';

describe.skipIf(!hasKeychain)('a real keychain', () => {
  it('keeps a refresh token and gives it back to another session', async () => {
    const place = await openSecrets().store('test-org', 'refresh-token');
    expect(place).not.toBe('session');
    const later = openSecrets();
    expect((await later.keychain()).state).toBe('ready');
    expect(await later.read('test-org', place)).toBe('refresh-token');
    await later.remove('test-org');
    expect(await openSecrets().read('test-org', place)).toBeNull();
  });

  // keytar is optional: where it could not be compiled it is left out, here as in the program.
  it.each(installed)('finds and removes what %s alone had stored', async (name, keychain) => {
    await keychain.setPassword('Bulkhead', 'test-other', 'token');
    const secrets = openSecrets();
    expect(await secrets.read('test-other', name)).toBe('token');
    await secrets.remove('test-other');
    expect(await keychain.getPassword('Bulkhead', 'test-other')).toBeNull();
  });
});

describe.skipIf(hasKeychain)('no keychain', () => {
  it('is said plainly, and the sign-in is kept for the session only', async () => {
    const secrets = openSecrets();
    if ((await secrets.keychain()).state === 'ready') return;
    expect(await secrets.store('test-org', 'refresh-token')).toBe('session');
    expect(await openSecrets().read('test-org', 'session')).toBeNull();
  });
});
