import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refresh } from '../practice-org/sign-in';
import { openSignInWorld, type SignInWorld } from './world';

// What becomes of a sign-in: kept, renewed, refused, ended.

let world: SignInWorld;
let id: string;
beforeEach(async () => {
  world = await openSignInWorld('sessions');
  await world.signIn();
  id = world.org.org.id;
  world.gateway.calls.length = 0;
});
afterEach(() => world.end());

const countRefreshes = (): number =>
  world.gateway.calls.filter(({ form }) => form.get('grant_type') === 'refresh_token').length;
const lastToken = (): string => world.keychain.entries.get(id) ?? '';

describe('a session that has expired', () => {
  it('is renewed once for all calls that notice, and each is repeated once', async () => {
    await world.control({ expireSessions: true });
    await Promise.all(Array.from({ length: 8 }, async () => world.ask(id)));
    await world.ask(id);
    expect(countRefreshes()).toBe(1);
  });

  it('is not renewed again for a call whose refusal comes late', async () => {
    const { session } = await world.program.orgs.open(id);
    const old = session.access();
    await world.control({ expireSessions: true });
    const renewed = await session.refresh(old);
    expect(await session.refresh(old)).toBe(renewed);
    expect(countRefreshes()).toBe(1);
  });

  it('keeps a rotated refresh token before it uses the new access token', async () => {
    await world.control({ settings: { rotateRefreshTokens: true }, expireSessions: true });
    const before = lastToken();
    let keptAtFirstUse: string | undefined;
    world.gateway.intervene = async ({ path }) => {
      if (path.startsWith('/services/data') && countRefreshes() > 0) keptAtFirstUse ??= lastToken();
      return false;
    };
    const { session } = await world.program.orgs.open(id);
    await session.refresh();
    await world.ask(id);
    expect(world.gateway.tokens.at(-1)).toBe(lastToken());
    expect(lastToken()).not.toBe(before);
    expect(keptAtFirstUse).toBe(lastToken());
  });

  it('says so when the keychain does not take the rotated token, and goes on until the app closes', async () => {
    await world.control({ settings: { rotateRefreshTokens: true }, expireSessions: true });
    const { session } = await world.program.orgs.open(id);
    world.gateway.intervene = async ({ path }) => {
      if (path === '/services/oauth2/token')
        world.keychain.refusal = 'Cannot create an item in a locked collection';
      return false;
    };
    await session.refresh();
    expect(await world.orgOf(id)).toMatchObject({ keepFailed: true, signIn: 'session', connected: true });
    expect(world.snapshots.at(-1)).toMatchObject([{ id, keepFailed: true }]);
    // The next renewal takes the token from memory.
    await world.control({ expireSessions: true });
    await world.ask(id);
    expect(countRefreshes()).toBe(2);
    world.keychain.refusal = null;
    await world.restart();
    expect((await world.orgOf(id)).standing).toBe('signed-out');
  });

  it('waits for the login host and loses nothing where that does not answer', async () => {
    await world.control({ expireSessions: true });
    const { session } = await world.program.orgs.open(id);
    world.gateway.intervene = async ({ path }, response) => {
      if (path !== '/services/oauth2/token') return false;
      response.destroy();
      return true;
    };
    await expect(session.refresh()).rejects.toMatchObject({ failure: { kind: 'lost' } });
    expect((await world.orgOf(id)).standing).toBe('ready');
    world.gateway.intervene = async () => false;
    expect((await session.refresh()).accessToken).toBe(world.gateway.tokens.at(-1));
  });
});

describe('a sign-in that was revoked in Salesforce', () => {
  beforeEach(async () => {
    await world.call['orgs.dress']({ orgId: id, ownName: 'Acme', colour: 'rose' });
    await world.control({ expireSessions: true, revokeGrants: true });
  });
  const meetRefusal = async (): Promise<unknown> =>
    world.ask(id).then(
      () => 'no refusal',
      (cause: unknown) => cause,
    );

  it('is said to have ended, and asked for once only', async () => {
    expect(await meetRefusal()).toMatchObject({
      failure: { kind: 'held-up', error: { code: 'auth.expired', params: { org: 'Acme' } } },
    });
    expect(await world.orgOf(id)).toMatchObject({ standing: 'refused', connected: false, isCurrent: true });
    expect(world.snapshots.at(-1)).toMatchObject([{ id, standing: 'refused' }]);
    const before = countRefreshes();
    await expect(world.ask(id)).rejects.toMatchObject({ code: 'auth.expired' });
    expect(countRefreshes()).toBe(before);
  });

  it('comes back by signing in again at the same place, with the username offered', async () => {
    await meetRefusal();
    await expect(world.program.orgs.open(id)).rejects.toMatchObject({ code: 'auth.expired' });
    await world.call['signIn.startAgain']({ orgId: id, sessionOnly: false });
    expect(await world.ended()).toMatchObject({ phase: 'done', signedIn: id, notice: null });
    expect(new URL(world.opened.at(-1) ?? '').searchParams.get('login_hint')).toBe(world.org.username);
    expect(await world.orgOf(id)).toMatchObject({ standing: 'ready', name: 'Acme', colour: 'rose' });
    await world.ask(id);
  });
});

it('a session that somebody holds goes on with what a new sign-in brings', async () => {
  const { session } = await world.program.orgs.open(id);
  await world.control({ expireSessions: true, revokeGrants: true });
  await world.signIn();
  expect(session.access().accessToken).toBe(world.gateway.tokens.at(-2));
});

describe('the next start', () => {
  it('shows the org at once and signs in without a person when it is needed', async () => {
    await world.restart();
    world.gateway.calls.length = 0;
    world.opened.length = 0;
    expect(await world.orgOf(id)).toMatchObject({ standing: 'ready', isCurrent: true });
    expect(world.gateway.calls).toEqual([]);
    await Promise.all([world.ask(id), world.ask(id)]);
    expect(countRefreshes()).toBe(1);
    expect(world.opened).toEqual([]);
  });

  it('says that the keychain is locked, and takes that for no refusal', async () => {
    await world.restart();
    world.keychain.refusal = 'Cannot create an item in a locked collection';
    await expect(world.ask(id)).rejects.toMatchObject({
      code: 'keychain.locked',
    });
    expect((await world.orgOf(id)).standing).toBe('ready');
    world.keychain.refusal = null;
    await world.ask(id);
  });

  it('knows nothing any more of a sign-in for one session', async () => {
    await world.signIn({ sessionOnly: true });
    expect(world.keychain.entries.size).toBe(0);
    expect((await world.orgOf(id)).signIn).toBe('session');
    await world.restart();
    expect((await world.orgOf(id)).standing).toBe('signed-out');
    await expect(world.ask(id)).rejects.toMatchObject({
      code: 'org.not-connected',
    });
  });
});

describe('signing out', () => {
  it('makes the tokens worthless in Salesforce, deletes them here, and keeps the org in the list', async () => {
    const token = lastToken();
    expect(await world.call['orgs.signOut']({ orgId: id })).toEqual({ revoked: true });
    expect((await refresh(world.org, token)).status).toBe(400);
    expect(world.keychain.entries.size).toBe(0);
    expect(await world.orgOf(id)).toMatchObject({ standing: 'signed-out', signIn: null });
    const dead = await fetch(`${world.gateway.url}/services/data/v67.0/limits`, {
      headers: { Authorization: `Bearer ${world.gateway.tokens[0] ?? ''}` },
    });
    expect(dead.status).toBe(401);
  });

  it('says that Salesforce has not heard of it where it can’t be reached, and deletes all the same', async () => {
    world.gateway.intervene = async (_call, response) => {
      response.destroy();
      return true;
    };
    expect(await world.call['orgs.signOut']({ orgId: id })).toEqual({ revoked: false });
    expect(world.keychain.entries.size).toBe(0);
  });

  it('is refused while the keychain is locked, since the sign-in would stay in it', async () => {
    await world.restart();
    world.keychain.refusal = 'Cannot create an item in a locked collection';
    await expect(world.call['orgs.signOut']({ orgId: id })).rejects.toMatchObject({
      code: 'keychain.locked',
    });
    world.keychain.refusal = null;
    expect(await world.call['orgs.remove']({ orgId: id })).toEqual({ revoked: true });
    expect(await world.call['orgs.list'](undefined)).toEqual([]);
  });

  it('signing in anew ends the sign-in before it', async () => {
    const former = lastToken();
    await world.signIn();
    expect(lastToken()).not.toBe(former);
    await expect.poll(async () => (await refresh(world.org, former)).status).toBe(400);
    expect((await refresh(world.org, lastToken())).status).toBe(200);
  });
});

it('says that the app grants no lasting sign-in', async () => {
  await world.control({
    registerClient: {
      clientId: 'brief',
      redirectUris: ['http://localhost:17191/OauthRedirect'],
      refreshTokens: false,
    },
  });
  const own = await openSignInWorld('brief', { ports: [17191] });
  own.gateway.target = world.org.instanceUrl;
  try {
    expect(await own.signIn({ clientId: 'brief' })).toMatchObject({
      phase: 'done',
      notice: 'no-refresh-token',
    });
    expect(await own.orgOf(id)).toMatchObject({ connected: true, signIn: 'session' });
    await world.control({ expireSessions: true });
    await expect(own.ask(id)).rejects.toMatchObject({
      failure: { error: { code: 'auth.expired' } },
    });
    expect((await own.orgOf(id)).standing).toBe('refused');
  } finally {
    await own.end();
  }
});
