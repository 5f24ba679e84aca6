import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { text } from '../../src/shared/messages/format';
import { listen, type Listening } from '../contract/network/listen';
import { foundAuthority, hasProgram, type Authority } from '../contract/network/make-certificates';
import { openProxy, type TestProxy } from '../contract/network/open-proxy';
import { launchBulkhead, type LaunchedBulkhead } from './launch';
import { findBarriers } from './screens/axe';
import { button, sentence } from './screens/window';

// The app on a computer as offices have it: a proxy that asks who is there, and a company's own certificates.

const host = 'acme.my.salesforce.com';
const isLinux = process.platform === 'linux';
const canFurnish =
  isLinux && (await hasProgram('openssl', 'version')) && (await hasProgram('certutil', '-H'));

let authority: Authority;
let server: Listening;
let proxy: TestProxy;
let home: string;
let launched: LaunchedBulkhead;
const problems: string[] = [];

beforeAll(async () => {
  if (canFurnish) authority = await foundAuthority();
});
afterAll(() => authority?.remove());

beforeEach(async () => {
  if (!canFurnish) return;
  server = await listen(
    (request, response) => {
      if (request.url === '/services/data') response.end('[{"version":"67.0"}]');
      else response.writeHead(302, { Location: `https://${host}/?ec=302` }).end();
    },
    await authority.issue(host),
  );
  proxy = await openProxy(server.port);
  home = await mkdtemp(join(tmpdir(), 'bulkhead-office-'));
  await authority.install(home);
  launched = await launchBulkhead({ env: { HOME: home, https_proxy: `http://${proxy.address}` } });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await sentence(launched.page).waitFor();
});
afterEach(async () => {
  if (!canFurnish) return;
  await launched.close();
  problems.push(...launched.problems);
  await proxy.close();
  await server.close();
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});

const card = () => launched.page.getByRole('region', { name: text('doctor.title') });
const lineOf = (check: 'secure' | 'app' | 'scopes') =>
  card()
    .getByRole('listitem')
    .filter({ has: launched.page.getByText(text(`doctor.${check}`), { exact: true }) });

const fillInHost = async (): Promise<void> => {
  await launched.page.getByLabel(text('connect.own')).check();
  await launched.page.getByLabel(text('connect.address')).fill(host);
};

const answer = async (password: string): Promise<void> => {
  const dialog = launched.page.getByRole('dialog', { name: text('proxy.title') });
  await dialog.getByLabel(text('proxy.username')).fill('ada');
  await dialog.getByLabel(text('proxy.password')).fill(password);
  await button(dialog, 'proxy.give').click();
};

describe.runIf(canFurnish)('in an office', () => {
  it('asks nothing of the network by itself', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(proxy.tunnels).toEqual([]);
  });

  it('notices that the computer has slept', async () => {
    await launched.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    const log = join(launched.home, 'bulkhead.log');
    await expect.poll(async () => readFile(log, 'utf8')).toContain('network resumed');
  });

  it('asks for the proxy’s sign-in once, and checks the connection through it', async () => {
    const { page } = launched;
    proxy.require('ada:secret');
    await fillInHost();
    await button(card(), 'doctor.check', { host }).click();

    const dialog = page.getByRole('dialog', { name: text('proxy.title') });
    await dialog.getByText('Acme office', { exact: false }).waitFor();
    await launched.screenshot('proxy');
    expect(await findBarriers(page, 'proxy')).toEqual([]);
    await answer('wrong');
    await dialog.getByText(text('proxy.again')).waitFor();
    await answer('secret');
    await card().getByText(text('doctor.soFar', { host })).waitFor();
    await lineOf('secure')
      .getByText(text('doctor.found.secure-proxy', { host, proxy: proxy.address }))
      .waitFor();
    await lineOf('app').getByText(text('doctor.found.no-client')).waitFor();
    await lineOf('scopes').getByText(text('doctor.found.signed-out')).waitFor();
    for (const [name, width] of [
      ['doctor', 1280],
      ['doctor-narrow', 900],
    ] as const) {
      await page.setViewportSize({ width, height: 1000 });
      await card().scrollIntoViewIfNeeded();
      await launched.screenshot(name);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await launched.screenshot('doctor-dark');
    expect(await findBarriers(page, 'doctor')).toEqual([]);

    await button(card(), 'doctor.again').click();
    await button(card(), 'doctor.copy').waitFor();
    expect(await dialog.count()).toBe(0);
    expect(server.seen.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false);
  });

  it('says at which line it breaks, and gives a report of it', async () => {
    const { app, page } = launched;
    proxy.refuse();
    await fillInHost();
    await button(card(), 'doctor.check', { host }).click();
    await card()
      .getByText(text('doctor.broken', { host, check: text('doctor.secure') }))
      .waitFor();
    await lineOf('secure').getByText(text('error.network.proxy.remedy', { host })).waitFor();
    await card().scrollIntoViewIfNeeded();
    await launched.screenshot('doctor-broken');
    expect(await findBarriers(page, 'doctor, broken')).toEqual([]);
    await button(card(), 'doctor.copy').click();
    await button(card(), 'doctor.copied').waitFor();
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain(`[${text('doctor.state.failing')}] ${text('doctor.secure')}`);
    expect(copied).toContain('network.proxy: ERR_TUNNEL_CONNECTION_FAILED');
  });

  it('takes no for an answer, and says so', async () => {
    proxy.require('ada:secret');
    await fillInHost();
    await button(card(), 'doctor.check', { host }).click();
    const dialog = launched.page.getByRole('dialog', { name: text('proxy.title') });
    await button(dialog, 'proxy.decline').click();
    await lineOf('secure').getByText(text('error.network.proxy-sign-in.remedy')).waitFor();
    expect(server.seen).toEqual([]);
  });

  it('has met nothing unforeseen', () => expect(problems).toEqual([]));
});
