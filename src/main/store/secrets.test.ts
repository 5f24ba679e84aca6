import { describe, expect, it } from 'vitest';
import { openSecrets, type KeychainName } from './secrets';

const createKeychain = (works = true) => {
  const entries = new Map<string, string>();
  const guard = (): void => {
    if (!works) throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
  };
  return {
    entries,
    setPassword: async (_service: string, account: string, password: string) => {
      guard();
      entries.set(account, password);
    },
    getPassword: async (_service: string, account: string) => {
      guard();
      return entries.get(account) ?? null;
    },
    deletePassword: async (_service: string, account: string) => {
      guard();
      return entries.delete(account);
    },
  };
};

const pack = (name: KeychainName, keychain: ReturnType<typeof createKeychain>) => ({
  name,
  load: async () => keychain,
});

describe('openSecrets', () => {
  it('stores in the first keychain that answers and says which', async () => {
    const first = createKeychain();
    const second = createKeychain();
    const secrets = openSecrets([pack('keytar', first), pack('napi-keyring', second)]);
    expect(await secrets.store('org', 'token')).toBe('keytar');
    expect([...first.entries]).toEqual([['org', 'token']]);
    expect(second.entries.size).toBe(0);
  });

  it.each(['keytar', 'napi-keyring'] as const)(
    'finds an entry of %s though the other package is asked first',
    async (writer) => {
      const keytar = createKeychain();
      const napi = createKeychain();
      (writer === 'keytar' ? keytar : napi).entries.set('org', 'token');
      const secrets = openSecrets([pack('keytar', keytar), pack('napi-keyring', napi)]);
      const wrongGuess = writer === 'keytar' ? 'napi-keyring' : 'keytar';
      expect(await secrets.read('org', wrongGuess)).toBe('token');
    },
  );

  it('deletes an entry wherever it is', async () => {
    const keytar = createKeychain();
    const napi = createKeychain();
    keytar.entries.set('org', 'old');
    napi.entries.set('org', 'new');
    const secrets = openSecrets([pack('keytar', keytar), pack('napi-keyring', napi)]);
    await secrets.remove('org');
    expect(keytar.entries.size + napi.entries.size).toBe(0);
    expect(await secrets.read('org', 'keytar')).toBeNull();
  });

  it('keeps a secret for the session only where no keychain answers, and says so', async () => {
    const broken = { name: 'keytar' as const, load: async () => Promise.reject(new Error('not built')) };
    const secrets = openSecrets([broken, pack('napi-keyring', createKeychain(false))]);
    expect(await secrets.keychainLabel()).toBeNull();
    expect(await secrets.store('org', 'token')).toBe('session');
    expect(await secrets.read('org', 'session')).toBe('token');
    const nextSession = openSecrets([broken]);
    expect(await nextSession.read('org', 'session')).toBeNull();
  });
});
