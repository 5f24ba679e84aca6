import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPracticeOrg, type PracticeOrg } from '../../src/practice-org/server';
import { callbackUris } from '../../src/shared/domain/sign-in';
import { control } from '../contract/practice-org/client';
import { openGateway, type Gateway } from '../contract/sign-in/gateway';
import { goThroughBrowser } from '../contract/sign-in/person';
import { findRepository, launchBulkhead, type LaunchedBulkhead } from './launch';
import { askProgram } from './screens/bridge';
import { catchBrowser, readOpened } from './screens/sign-in';

// Every token the org hands out during a whole run is looked for everywhere but in memory and in the keychain.

const clientId = '3MVG9.the-admins-own-app';
let folder: string;
let org: PracticeOrg;
let gateway: Gateway;
let launched: LaunchedBulkhead;
let printed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-tokens-'));
  org = await startPracticeOrg({ seed: 'tokens', empty: true, settings: { rotateRefreshTokens: true } });
  await control(org, { registerClient: { clientId, name: 'Bulkhead', redirectUris: callbackUris } });
  gateway = await openGateway(org.instanceUrl);
  launched = await launchBulkhead({
    home: join(folder, 'home'),
    preloads: [join(findRepository(), 'tests', 'e2e', 'record-traffic.cjs')],
    env: { BULKHEAD_TRAFFIC: join(folder, 'traffic.jsonl') },
  });
  const { stdout, stderr } = launched.app.process();
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
});
afterAll(async () => {
  await launched.close();
  await gateway.close();
  await org.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const signIn = async (): Promise<string> => {
  const { app, page } = launched;
  await catchBrowser(app);
  await askProgram(page, 'signIn.start', {
    address: gateway.url,
    clientId,
    // With a keychain the sign-in is kept there, else nowhere; neither may leave a trace on disk.
    sessionOnly: process.env['BULKHEAD_KEYRING'] !== 'ready',
  });
  await goThroughBrowser(await readOpened(app), { decision: 'allow' });
  await expect
    .poll(async () => (await askProgram(page, 'orgs.list', undefined)).filter(({ connected }) => connected), {
      timeout: 30_000,
    })
    .toHaveLength(1);
  return (await askProgram(page, 'orgs.list', undefined))[0]?.id ?? '';
};

const load = async (orgId: string): Promise<void> => {
  const { page } = launched;
  const path = join(folder, 'contacts.csv');
  await writeFile(path, 'Last Name\nBerg\nDahl\n');
  const { id: loadId } = await askProgram(page, 'loads.create', { orgId, path });
  await askProgram(page, 'loads.setTarget', { loadId, object: 'Contact', operation: 'insert' });
  await askProgram(page, 'loads.review', { loadId });
  // The session ends before and during the load: it is renewed, with a new refresh token each time.
  await control(org, { expireSessions: true });
  await askProgram(page, 'loads.send', { loadId, rows: 2 });
  await control(org, { expireSessions: true });
  // A session that ends while it is being renewed pauses the load, and a person goes on.
  const goOn = async (): Promise<string> => {
    const { phase } = await askProgram(page, 'loads.get', { loadId });
    if (phase === 'paused') await askProgram(page, 'loads.resume', { loadId });
    return phase;
  };
  await expect.poll(goOn, { timeout: 60_000 }).toBe('finished');
};

/** Every file below a folder, as text. */
const readAll = async (path: string): Promise<[string, string][]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry): Promise<[string, string]> => {
      const name = join(entry.parentPath, entry.name);
      return [name, (await readFile(name).catch(() => Buffer.alloc(0))).toString('latin1')];
    }),
  );
};

it(
  'leaves no token on disk, in the log, on the console or between window and program',
  { timeout: 120_000 },
  async () => {
    const { page } = launched;
    const orgId = await signIn();
    await load(orgId);
    await askProgram(page, 'orgs.objects', { orgId });
    await askProgram(page, 'orgs.signOut', { orgId });
    // Once more, refused this time: errors carry details.
    await signIn();
    await control(org, { expireSessions: true, revokeGrants: true });
    await askProgram(page, 'orgs.objects', { orgId }).catch(() => undefined);
    await launched.close();

    const { tokens } = gateway;
    expect(tokens.length).toBeGreaterThanOrEqual(6);
    const traffic = await readFile(join(folder, 'traffic.jsonl'), 'utf8');
    expect(traffic).toContain('"signIn.start"');
    expect(traffic).toContain('"orgs.changed"');
    const places: [string, string][] = [
      ['the console', printed],
      ['between window and program', traffic],
      ...(await readAll(join(folder, 'home'))),
    ];
    expect(places.some(([name]) => name.endsWith('orgs.json'))).toBe(true);
    expect(places.some(([name]) => name.endsWith('bulkhead.log'))).toBe(true);
    // Codes and verifiers are as good as tokens as long as they last.
    const secrets = [
      ...tokens,
      ...gateway.calls.flatMap(({ form }) => [form.get('code'), form.get('code_verifier')]),
    ].filter((secret): secret is string => secret !== null && secret !== '');
    const found = places.flatMap(([name, content]) =>
      secrets
        .filter((secret) => content.includes(secret) || content.includes(encodeURIComponent(secret)))
        .map((secret) => `${name}: ${secret.slice(0, 12)}…`),
    );
    expect(found).toEqual([]);
  },
);
