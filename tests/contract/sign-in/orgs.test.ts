import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callForJson } from '../../../src/main/salesforce/session';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { openSignInWorld, type SignInWorld } from './world';

// Several orgs at once: which they are, which is current, and where their list may come from.

let world: SignInWorld;
beforeEach(async () => {
  world = await openSignInWorld('orgs');
});
afterEach(() => world.end());

const inSandbox = async (work: (sandbox: PracticeOrg) => Promise<void>): Promise<void> => {
  const sandbox = await startPracticeOrg({ seed: 'the sandbox', empty: true });
  try {
    await work(sandbox);
  } finally {
    await sandbox.close();
  }
};

describe('the kind of an org', () => {
  it.each(['production', 'sandbox', 'developer', 'scratch'] as const)(
    '%s is told by the org itself',
    async (kind) => {
      await world.control({ organization: { kind } });
      await world.signIn();
      expect((await world.orgOf(world.org.org.id)).type).toBe(kind);
    },
  );

  it('a trial is somebody’s company, with an end', async () => {
    await world.control({ organization: { kind: 'trial' } });
    await world.signIn();
    const view = await world.orgOf(world.org.org.id);
    expect(view.type).toBe('production');
    expect(view.endsAt).toBeGreaterThan(0);
  });

  it('is asked anew at each sign-in', async () => {
    await world.signIn();
    await world.control({ organization: { kind: 'sandbox', name: 'Acme UAT' } });
    await world.signIn();
    expect(await world.orgOf(world.org.org.id)).toMatchObject({ type: 'sandbox', name: 'Acme UAT' });
  });
});

describe('two orgs', () => {
  it('live side by side, and the newest is current until another is chosen', async () => {
    await world.signIn();
    const first = world.org.org.id;
    await inSandbox(async (sandbox) => {
      await world.signIn({ address: sandbox.instanceUrl });
      const second = sandbox.org.id;
      expect((await world.orgOf(second)).isCurrent).toBe(true);
      expect(await world.orgOf(first)).toMatchObject({ isCurrent: false, connected: true });
      const [ofFirst, ofSecond] = await Promise.all([
        world.call['orgs.objects']({ orgId: first }),
        world.call['orgs.objects']({ orgId: second }),
      ]);
      expect(ofFirst.objects.length).toBeGreaterThan(0);
      expect(ofSecond.objects.length).toBeGreaterThan(0);

      const chosen = await world.call['orgs.choose']({ orgId: first });
      expect(chosen.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([first]);
      expect(world.snapshots.at(-1)).toEqual(chosen);
      await world.restart();
      expect((await world.orgOf(first)).isCurrent).toBe(true);

      await world.call['orgs.signOut']({ orgId: second });
      expect((await world.orgOf(second)).standing).toBe('signed-out');
      expect((await world.orgOf(first)).standing).toBe('ready');
      await world.call['orgs.remove']({ orgId: second });
      expect((await world.call['orgs.list'](undefined)).map(({ id }) => id)).toEqual([first]);
    });
  });

  it('are not taken for each other when another one answers a sign-in', async () => {
    await world.signIn();
    const first = world.org.org.id;
    await world.call['orgs.signOut']({ orgId: first });
    await inSandbox(async (sandbox) => {
      world.gateway.target = sandbox.instanceUrl;
      await world.call['signIn.startAgain']({ orgId: first, sessionOnly: false });
      expect(await world.ended()).toMatchObject({
        phase: 'done',
        orgId: first,
        signedIn: sandbox.org.id,
        notice: 'another-org',
      });
      expect((await world.orgOf(first)).standing).toBe('signed-out');
      expect(await world.orgOf(sandbox.org.id)).toMatchObject({ standing: 'ready', isCurrent: false });
      world.gateway.target = world.org.instanceUrl;
    });
  });

  it('carry the person’s own name and colour, which a new sign-in leaves alone', async () => {
    await world.signIn();
    const id = world.org.org.id;
    const plain = await world.orgOf(id);
    await world.call['orgs.dress']({ orgId: id, ownName: '  Acme live  ', colour: 'teal' });
    expect(await world.orgOf(id)).toMatchObject({
      name: 'Acme live',
      salesforceName: plain.salesforceName,
      colour: 'teal',
    });
    await world.signIn();
    await world.restart();
    expect(await world.orgOf(id)).toMatchObject({ name: 'Acme live', colour: 'teal' });
    await world.call['orgs.dress']({ orgId: id, ownName: '', colour: null });
    expect(await world.orgOf(id)).toMatchObject({ name: plain.salesforceName, colour: null });
  });

  it('stay known to a list that an older version wrote', async () => {
    await world.signIn();
    await world.program.close();
    const path = join(world.homePath, 'orgs.json');
    const [org] = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>[];
    const { ownName: _n, colour: _c, edition: _e, endsAt: _a, refused: _r, current: _u, ...old } = org ?? {};
    await writeFile(path, JSON.stringify([old]));
    await world.restart();
    expect(await world.orgOf(world.org.org.id)).toMatchObject({ standing: 'ready', colour: null });
  });
});

describe('another user of the same org', () => {
  const findBruno = async (orgId: string): Promise<string> => {
    const { session } = await world.program.orgs.open(orgId);
    const soql = "SELECT Id FROM User WHERE FirstName = 'Bruno'";
    const path = `/services/data/v67.0/query?q=${encodeURIComponent(soql)}`;
    return ((await callForJson(session, { method: 'GET', path })) as { records: [{ Id: string }] }).records[0]
      .Id;
  };
  const ada = 'ada.admin@practice.bulkhead.example';
  const bruno = 'bruno.baker@practice.bulkhead.example';

  it('is turned away while somebody is signed in, and takes their place once they are not', async () => {
    await world.signIn();
    const { id } = world.org.org;
    world.person = { decision: 'allow', user: await findBruno(id) };
    const before = new Map(world.keychain.entries);
    expect(await world.signIn()).toMatchObject({
      phase: 'failed',
      error: { code: 'auth.another-user', params: { known: ada, came: bruno } },
    });
    expect(await world.orgOf(id)).toMatchObject({ username: ada, standing: 'ready' });
    expect(world.keychain.entries).toEqual(before);
    await world.ask(id);

    await world.call['orgs.signOut']({ orgId: id });
    expect(await world.signIn()).toMatchObject({ phase: 'done', signedIn: id, formerUser: ada });
    expect(await world.orgOf(id)).toMatchObject({ username: bruno, standing: 'ready' });
    expect(await world.signIn()).toMatchObject({ phase: 'done', formerUser: null });
  });
});

describe('the practice org', () => {
  it('is opened by a click, needs no browser, and is forgotten when it is signed out of', async () => {
    const view = await world.call['orgs.openPractice'](undefined);
    expect(view).toMatchObject({ type: 'practice', connected: true, isCurrent: true });
    expect(world.opened).toEqual([]);
    expect(world.states).toEqual([]);
    await world.restart();
    expect(await world.orgOf(view.id)).toMatchObject({ standing: 'ready' });
    await world.call['orgs.objects']({ orgId: view.id });
    expect(await world.call['orgs.signOut']({ orgId: view.id })).toEqual({ revoked: true });
    expect(await world.call['orgs.list'](undefined)).toEqual([]);
  });

  it('opens with the keychain locked, and with a sign-in that was taken back', async () => {
    world.keychain.refusal = 'Cannot create an item in a locked collection';
    const view = await world.call['orgs.openPractice'](undefined);
    expect(view).toMatchObject({ connected: true, signIn: 'session' });
    world.keychain.refusal = null;
    await world.control({ expireSessions: true, revokeGrants: true });
    await expect(world.call['orgs.objects']({ orgId: view.id })).rejects.toMatchObject({
      failure: { error: { code: 'auth.expired' } },
    });
    expect(await world.call['orgs.openPractice'](undefined)).toMatchObject({ id: view.id, connected: true });
    await world.call['orgs.objects']({ orgId: view.id });
  });
});

describe('the list of the sf command line', () => {
  const id = '00D8c0000001AbCEAU';
  const secret = '00D8c0000001AbC!AQEAQ.a_token_of_an_older_version';
  const list = {
    status: 0,
    result: {
      nonScratchOrgs: [
        {
          accessToken: secret,
          orgId: '00D8c0000001AbC',
          username: 'ada@acme.example',
          instanceUrl: 'https://acme.my.salesforce.com',
          loginUrl: 'https://login.salesforce.com',
          alias: 'acme',
          isSandbox: false,
          connectedStatus: 'Unknown',
        },
        { username: 'half an entry' },
      ],
      devHubs: [
        {
          orgId: id,
          username: 'ada@acme.example',
          instanceUrl: 'https://acme.my.salesforce.com',
          alias: 'acme',
        },
      ],
      sandboxes: [
        {
          orgId: '00D8d0000001AbCEAU',
          username: 'ada@acme.example.uat',
          instanceUrl: 'https://acme--uat.sandbox.my.salesforce.com/',
          isSandbox: true,
        },
      ],
      scratchOrgs: [],
      other: [],
    },
    warnings: [],
  };
  const path = process.env['PATH'] ?? '';
  let folder: string;
  const placeSf = async (script: string): Promise<void> => {
    folder = join(world.homePath, 'bin');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'sf'), `#!${process.execPath}\n${script}`);
    await chmod(join(folder, 'sf'), 0o755);
    process.env['PATH'] = folder;
  };
  afterEach(() => {
    process.env['PATH'] = path;
  });

  it.skipIf(process.platform === 'win32')(
    'is taken over when asked for: names and addresses, no sign-in, nothing twice',
    async () => {
      await placeSf(
        `require('node:fs').writeFileSync(__filename + '.asked', process.argv.slice(2).join(' '));\nconsole.log(${JSON.stringify(JSON.stringify(list))});`,
      );
      expect(await world.call['orgs.importSf'](undefined)).toEqual({ added: 2, known: 0 });
      expect(await readFile(join(folder, 'sf.asked'), 'utf8')).toBe(
        'org list --json --skip-connection-status',
      );
      expect(await world.call['orgs.list'](undefined)).toMatchObject([
        {
          id,
          name: 'acme',
          type: 'production',
          username: 'ada@acme.example',
          loginUrl: 'https://acme.my.salesforce.com',
          standing: 'signed-out',
          hasClient: false,
          apiVersion: null,
        },
        { name: 'ada@acme.example.uat', type: 'sandbox', standing: 'signed-out' },
      ]);
      expect(await readFile(join(world.homePath, 'orgs.json'), 'utf8')).not.toContain(secret);
      expect(await world.call['orgs.importSf'](undefined)).toEqual({ added: 0, known: 2 });
      await expect(world.call['signIn.startAgain']({ orgId: id, sessionOnly: false })).rejects.toMatchObject({
        code: 'auth.no-client',
        params: { host: 'acme.my.salesforce.com' },
      });
    },
  );

  it('says that there is no sf', async () => {
    process.env['PATH'] = world.homePath;
    await expect(world.call['orgs.importSf'](undefined)).rejects.toMatchObject({ code: 'sf.missing' });
  });

  it.skipIf(process.platform === 'win32').each([
    ['no JSON', 'console.log("Salesforce CLI, what shall it be?")'],
    ['an error', 'console.log(JSON.stringify({status: 1, name: "E"})); process.exit(1)'],
    ['a crash', 'process.exit(3)'],
  ])('says that its answer can’t be read: %s', async (_what, script) => {
    await placeSf(script);
    await expect(world.call['orgs.importSf'](undefined)).rejects.toMatchObject({ code: 'sf.unreadable' });
    expect(await world.call['orgs.list'](undefined)).toEqual([]);
  });
});
