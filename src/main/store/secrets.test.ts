import { describe, expect, it } from 'vitest';
import { openSecrets, scopeSecrets, type KeychainName, type Secrets } from './secrets';

const createKeychain = (refusal: string | null = null) => {
  const entries = new Map<string, string>();
  const guard = (): void => {
    if (keychain.refusal !== null) throw new Error(keychain.refusal);
  };
  const keychain = {
    entries,
    refusal,
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
  return keychain;
};

const noBus = 'Cannot autolaunch D-Bus without X11 $DISPLAY';

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
    const secrets = openSecrets([broken, pack('napi-keyring', createKeychain(noBus))]);
    expect((await secrets.keychain()).state).toBe('missing');
    expect(await secrets.store('org', 'token')).toBe('session');
    expect(await secrets.read('org', 'session')).toBe('token');
    const nextSession = openSecrets([broken]);
    expect(await nextSession.read('org', 'session')).toBeNull();
  });

  it.each([
    ['keytar', 'Cannot create an item in a locked collection'],
    ['napi-keyring', "Couldn't access platform storage: Secret Service: unlock prompt was dismissed"],
    ['keytar', 'User interaction is not allowed.'],
    ['keytar', 'The user name or passphrase you entered is not correct.'],
  ] as const)('tells a locked keychain from none: %s, %s', async (name, words) => {
    const keychain = createKeychain(words);
    const secrets = openSecrets([pack(name, keychain)]);
    expect((await secrets.keychain()).state).toBe('locked');
    await expect(secrets.read('org', name)).rejects.toMatchObject({ code: 'keychain.locked' });
    // Unlocked meanwhile, it is asked again.
    keychain.refusal = null;
    keychain.entries.set('org', 'token');
    expect((await secrets.keychain()).state).toBe('ready');
    expect(await secrets.read('org', name)).toBe('token');
  });

  it('does not take a keychain that locks itself for one that never had the secret', async () => {
    const keychain = createKeychain();
    const secrets = openSecrets([pack('keytar', keychain)]);
    expect(await secrets.store('org', 'token')).toBe('keytar');
    keychain.refusal = 'Cannot create an item in a locked collection';
    await expect(secrets.read('org', 'keytar')).rejects.toMatchObject({ code: 'keychain.locked' });
  });

  it('does not wait for ever for a keychain that waits for its owner', async () => {
    const silent = { ...createKeychain(), setPassword: async () => new Promise<void>(() => undefined) };
    const secrets = openSecrets([pack('keytar', silent)], 20);
    expect((await secrets.keychain()).state).toBe('locked');
  });

  it('keeps a secret of this session out of the keychain and clears what was there', async () => {
    const keychain = createKeychain();
    const secrets = openSecrets([pack('keytar', keychain)]);
    await secrets.store('org', 'old');
    expect(await secrets.storeForSession('org', 'new')).toBe('session');
    expect(keychain.entries.size).toBe(0);
    expect(await secrets.read('org', 'session')).toBe('new');
  });
});

describe('scopeSecrets', () => {
  it('keeps the sign-ins of two homes to the same org apart, in the same keychain', async () => {
    const keychain = createKeychain();
    const openHomes = () =>
      ['first', 'second'].map((home) => scopeSecrets(openSecrets([pack('keytar', keychain)]), home));
    const [first, second] = openHomes() as [Secrets, Secrets];
    await first.store('org', 'one');
    await second.store('org', 'two');
    const [later, other] = openHomes() as [Secrets, Secrets];
    expect(await later.read('org', 'keytar')).toBe('one');
    await later.remove('org');
    expect([await other.read('org', 'keytar'), await later.read('org', 'keytar')]).toEqual(['two', null]);
    await other.storeForSession('org', 'three');
    expect([await other.read('org', 'session'), keychain.entries.size]).toEqual(['three', 0]);
  });
});
