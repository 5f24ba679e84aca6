import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createPracticeConditions,
  type PracticeConditions,
} from '../../../src/main/use-cases/practice-conditions';
import { openPracticeControl, type PracticeControl } from '../../../src/main/salesforce/practice-control';
import { openNodeNetwork } from '../../../src/main/salesforce/node-network';
import type { Session } from '../../../src/main/salesforce/session';
import type { OrgSession } from '../../../src/main/use-cases/orgs';
import { startPracticeOrg, type PracticeOrg } from '../../../src/practice-org/server';
import { openWorld, type World } from '../loads/world';
import { crane, wharf } from './describes';

// Objects of a person's own in the practice org: from a file, and from an org that is connected.

let world: World;
beforeEach(async () => {
  world = await openWorld({ empty: true });
});
afterEach(async () => world.end());

const takeFile = async (text: string | Uint8Array) =>
  world.call['practice.takeFile']({ path: await world.file('objects.json', text) });

const both = [
  { name: 'Crane__c', label: 'Crane', records: 0, fields: expect.any(Number) as number },
  { name: 'Wharf__c', label: 'Wharf', records: 0, fields: expect.any(Number) as number },
];
const envelope = (result: unknown): string =>
  `${JSON.stringify({ status: 0, result, warnings: [] }, null, 2)}\n`;
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a file', () => {
  it.each([
    ['a list', JSON.stringify([wharf, crane]), 2],
    ['a map by name', JSON.stringify({ Wharf__c: wharf, Crane__c: crane }), 2],
    ['one description', JSON.stringify(wharf, null, 2), 1],
    ['what sf writes with --json', envelope(wharf), 1],
    ['what PowerShell makes of it', utf16(envelope(wharf).replaceAll('\n', '\r\n')), 1],
    ['text with a byte order mark', `\ufeff${JSON.stringify([wharf])}`, 1],
  ])('with %s is taken over', async (_name, text, count) => {
    const view = await takeFile(text);
    expect(view.schema).toBe('own');
    expect(view.objects).toEqual(count === 2 ? both : both.slice(1));
  });

  it('shows in the org: objects, fields, and rules of the fields', async () => {
    const view = await takeFile(JSON.stringify([wharf]));
    const names = (await world.call['orgs.objects']({ orgId: world.orgId })).objects.map(({ name }) => name);
    expect(names).toContain('Wharf__c');
    expect(names).not.toContain('Account');
    const described = await world.call['orgs.describe']({ orgId: world.orgId, object: 'Wharf__c' });
    const raw = (await world.ask('/services/data/v67.0/sobjects/Wharf__c/describe')) as { fields: object[] };
    expect(view.objects.map(({ fields }) => fields)).toEqual([raw.fields.length]);
    expect(described.keys).toContain('Wharf_No__c');
    const side = described.fields.find(({ name }) => name === 'Side__c');
    expect(side).toMatchObject({ restrictedPicklist: true });
    expect(side?.picklist.map(({ value }) => value)).toEqual(['Port', 'Starboard']);
  });

  it('stays through a restart of the program and a reset; the sample company comes back when asked', async () => {
    await takeFile(JSON.stringify([wharf]));
    await world.restart();
    expect((await world.call['practice.reset'](undefined)).objects.map(({ name }) => name)).toEqual([
      'Wharf__c',
    ]);
    const back = await world.call['practice.takeSample'](undefined);
    expect(back.schema).toBe('company');
    expect(back.objects.map(({ name }) => name)).toContain('Account');
  });

  const broken = JSON.stringify([wharf, { ...crane, keyPrefix: 'long one' }], null, 2);
  it.each([
    ['that is no JSON', 'Name,Label\nWharf__c,Wharf\n', 1],
    [
      'that ends too early',
      JSON.stringify([wharf], null, 2).slice(0, -2),
      JSON.stringify([wharf], null, 2).split('\n').length - 1,
    ],
    [
      'with an object that makes no sense',
      broken,
      broken.slice(0, broken.indexOf('"Crane__c"')).split('\n').length - 1,
    ],
    ['with nothing in it', '', 1],
    ['with an empty list', '[]', 1],
  ])('%s is refused with line and reason, and nothing changes', async (_name, text, line) => {
    const before = await world.call['practice.conditions'](undefined);
    await expect(takeFile(text)).rejects.toMatchObject({
      code: 'practice.schema-refused',
      params: { line, reason: expect.stringMatching(/\S.*[^.]$/) as string },
    });
    expect((await world.call['practice.conditions'](undefined)).objects).toEqual(before.objects);
  });

  it('names the line of the file, not of what was taken out of it', async () => {
    const text = envelope({ ...wharf, keyPrefix: '' });
    await expect(takeFile(text)).rejects.toMatchObject({ params: { line: 3 } });
  });

  it('that is no text, too large or not there is refused before it is sent', async () => {
    await expect(takeFile(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xc3]))).rejects.toMatchObject({
      code: 'file.not-text',
    });
    await expect(takeFile(`[${' '.repeat(41_000_000)}]`)).rejects.toMatchObject({
      code: 'practice.schema-large',
    });
    await expect(
      world.call['practice.takeFile']({ path: `${world.folder}/none.json` }),
    ).rejects.toMatchObject({
      code: 'file.not-found',
    });
  });
});

describe('a connected org', () => {
  let other: PracticeOrg;
  let conditions: PracticeConditions;
  let control: PracticeControl;
  let progress: { done: number; of: number }[];

  beforeEach(async () => {
    progress = [];
    other = await startPracticeOrg({ seed: 'theirs', schema: JSON.stringify([wharf, crane]) });
    const session: Session = {
      orgName: 'Theirs',
      apiVersion: '67.0',
      transport: openNodeNetwork().transport,
      access: () => ({ instanceUrl: other.instanceUrl, accessToken: other.accessToken }),
      refresh: async () => session.access(),
    };
    const { orgs } = world.program;
    control = openPracticeControl(
      { start: async () => ({ ...world.org, pid: 0 }), running: () => null, stop: async () => undefined },
      openNodeNetwork().transport,
    );
    conditions = createPracticeConditions({
      control,
      orgs: {
        list: orgs.list,
        open: async (id) => (id === 'theirs' ? ({ session } as OrgSession) : orgs.open(id)),
      },
      forget: async () => undefined,
      tellReading: (step) => progress.push(step),
    });
  });
  afterEach(async () => other.close());

  it('gives its descriptions, and nothing is written there', async () => {
    const view = await conditions.takeOrg('theirs', ['Wharf__c', 'Crane__c', 'Wharf__c']);
    expect(view).toMatchObject({ schema: 'own', objects: both });
    expect(progress).toEqual([
      { done: 0, of: 2 },
      { done: 1, of: 2 },
    ]);
    const calls = other.org.log.map(({ method, path }) => `${method} ${path}`);
    expect(calls).toEqual([
      'GET /services/data/v67.0/sobjects/Wharf__c/describe',
      'GET /services/data/v67.0/sobjects/Crane__c/describe',
    ]);
    const theirs = (await (
      await fetch(`${other.instanceUrl}/services/data/v67.0/sobjects/Wharf__c/describe`, {
        headers: { Authorization: `Bearer ${other.accessToken}` },
      })
    ).json()) as { fields: { name: string; type: string }[] };
    const ours = (await world.ask('/services/data/v67.0/sobjects/Wharf__c/describe')) as typeof theirs;
    const kinds = (object: typeof theirs): string[] =>
      object.fields.map(({ name, type }) => `${name} ${type}`).sort();
    expect(kinds(ours)).toEqual(kinds(theirs));
  });

  it('whose object the practice org can’t use is told which, without the line of a file nobody has', async () => {
    const odd = { ...crane, keyPrefix: '' };
    const open = async (): Promise<OrgSession> =>
      ({
        session: {
          orgName: 'Odd',
          apiVersion: '67.0',
          transport: async () => ({
            status: 200,
            headers: {},
            body: Readable.from([Buffer.from(JSON.stringify(odd))]),
          }),
          access: () => ({ instanceUrl: 'https://odd.test', accessToken: '' }),
          refresh: async () => Promise.reject(new Error('not asked for')),
        },
      }) as unknown as OrgSession;
    const taking = createPracticeConditions({
      control,
      orgs: { list: async () => [], open },
      forget: async () => undefined,
      tellReading: () => undefined,
    });
    await expect(taking.takeOrg('odd', ['Crane__c'])).rejects.toMatchObject({
      code: 'practice.object-refused',
      params: { reason: expect.stringMatching(/^Crane__c: /) as string },
    });
    expect((await conditions.read()).schema).toBe('company');
  });

  it('that does not know an object is named, and nothing changes', async () => {
    await expect(conditions.takeOrg('theirs', ['Wharf__c', 'Gone__c'])).rejects.toMatchObject({
      code: 'org.not-found',
      detail: 'Gone__c',
    });
    expect((await conditions.read()).schema).toBe('company');
  });
});
