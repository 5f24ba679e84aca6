import { execFileSync } from 'node:child_process';
import { openSecrets, type KeychainName } from '../../../src/main/store/secrets';

/**
 * Runs beside a keychain of its own. Argument: the package to use. Stores a secret, locks the keychain the way a
 * desktop does, and prints what the program makes of it as one line of JSON.
 */
type Keychain = Awaited<ReturnType<NonNullable<Parameters<typeof openSecrets>[0]>[number]['load']>>;

const modules: Record<KeychainName, string> = {
  keytar: 'keytar',
  'napi-keyring': '@napi-rs/keyring/keytar.js',
};
const name = process.argv[2] as KeychainName;
const load = async (): Promise<Keychain> => {
  const loaded = (await import(/* @vite-ignore */ modules[name])) as { default?: Keychain } & Keychain;
  return loaded.default ?? loaded;
};
const open = () => openSecrets([{ name, load }]);

const lock = (): void => {
  const collection = '/org/freedesktop/secrets/collection/login';
  const method = 'org.freedesktop.Secret.Service.Lock';
  execFileSync('dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    method,
    `array:objpath:${collection}`,
  ]);
};

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (cause: unknown) => (cause as { code?: unknown }).code,
  );

const secrets = open();
const place = await secrets.store('org', 'refresh-token');
lock();
const report = {
  place,
  // Of the program that stored it, and of the next start.
  states: [(await secrets.keychain()).state, (await open().keychain()).state],
  reads: [await codeOf(secrets.read('org', place)), await codeOf(open().read('org', place))],
  stored: await open().store('org', 'another'),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
