import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findElectronProgram } from '../../e2e/launch';
import { listen, type Listening } from '../network/listen';
import { foundAuthority, hasProgram, type Authority } from '../network/make-certificates';
import { openProxy, type TestProxy } from '../network/open-proxy';
import { loadScript } from '../setup/load-script';
import { contacts } from './bench';

// The command as it is packaged: the same bundle, run by Electron, with the system's network.

const host = 'acme.my.salesforce.com';
const canFurnish =
  process.platform === 'linux' &&
  (await hasProgram('openssl', 'version')) &&
  (await hasProgram('certutil', '-H'));

let folder: string;
let authority: Authority;
let server: Listening;
let proxy: TestProxy;

beforeAll(async () => {
  if (canFurnish) authority = await foundAuthority();
});
afterAll(() => authority?.remove());
afterEach(async () => {
  await proxy?.close();
  await server?.close();
  if (folder !== undefined)
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

type Ended = { code: number | null; out: string; err: string };

const run = async (words: readonly string[], env: Record<string, string>): Promise<Ended> => {
  const { buildCli } = await loadScript<{ buildCli: () => Promise<string> }>('tasks/cli.mjs');
  const bundle = await buildCli();
  const manifest = { name: 'bulkhead-command', version: '0.0.0', main: 'main.mjs' };
  await writeFile(join(dirname(bundle), 'package.json'), JSON.stringify(manifest));
  const flags = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--ozone-platform=headless'];
  const child = spawn(findElectronProgram(), [...flags, dirname(bundle), ...words], {
    cwd: folder,
    env: {
      ...process.env,
      HOME: folder,
      BULKHEAD_HOME: join(folder, 'home'),
      TOKEN_OF_TEST: 'token',
      ...env,
    },
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => (ended.out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (ended.err += part.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })));
};

describe.runIf(canFurnish)('a command in Electron', () => {
  it('goes through the system’s proxy with the sign-in of the variable, and trusts the company', async () => {
    folder = await mkdtemp(join(tmpdir(), 'bulkhead-command-'));
    await authority.install(folder);
    await mkdir(join(folder, 'home'));
    await writeFile(join(folder, 'ok.csv'), contacts(3));
    server = await listen(
      (_request, response) => {
        response.writeHead(403, { 'Content-Type': 'application/json' });
        response.end('[{"errorCode":"API_DISABLED_FOR_ORG","message":"The API is off"}]');
      },
      await authority.issue(host),
    );
    proxy = await openProxy(server.port);
    proxy.require('ada:secret');
    const words = [
      'load',
      '--file',
      'ok.csv',
      '--object',
      'Contact',
      '--operation',
      'insert',
      '--out',
      'out',
    ];
    const org = ['--instance-url', `https://${host}`, '--access-token-env', 'TOKEN_OF_TEST'];
    const address = `http://ada:secret@${proxy.address}`;
    const { code, err } = await run([...words, ...org], { https_proxy: address });
    expect(err).not.toContain('secret');
    expect(server.seen.length).toBeGreaterThan(0);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer token');
    expect(proxy.tunnels.some(({ to, status }) => to === `${host}:443` && status === 200)).toBe(true);
    expect(code).toBe(2);
  });
});
