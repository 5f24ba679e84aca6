import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../loads/world';
import { day, growOlder, watchAsked } from './kept';

let world: World;
const master = '012000000000000AAA';

beforeAll(async () => {
  world = await openWorld({ seed: 'picklists' });
});
afterAll(async () => {
  await world.end();
});

const describeAccount = async () => world.call['orgs.describe']({ orgId: world.orgId, object: 'Account' });
const idOf = async (name: string): Promise<string> =>
  (await describeAccount()).recordTypes.find((type) => type.name === name)?.id ?? '';
const ask = async (recordTypeId: string, object = 'Account') =>
  world.call['orgs.picklists']({ orgId: world.orgId, object, recordTypeId });
const pathOf = (recordTypeId: string): string =>
  `/ui-api/object-info/Account/picklist-values/${recordTypeId}`;

describe('picklists by record type', () => {
  it('come with the record types a user can give', async () => {
    const { recordTypes } = await describeAccount();
    expect(recordTypes.map(({ name }) => name)).toEqual(expect.arrayContaining(['Customer', 'Partner']));
    expect(recordTypes.find(({ isMaster }) => isMaster)?.id).toBe(master);
    expect(recordTypes.filter(({ isDefault }) => isDefault).map(({ name }) => name)).toEqual(['Customer']);
  });

  it('narrow what describe lists for all of them together', async () => {
    const partner = await ask(await idOf('Partner'));
    const type = partner.fields['Type']?.values.map(({ value }) => value);
    expect(partner).toMatchObject({ narrowed: true, source: 'org' });
    expect(type).toContain('Technology Partner');
    expect(type).not.toContain('Customer - Direct');
    expect(partner.fields['Rating']?.values.map(({ value }) => value)).toEqual(['Hot', 'Warm']);
    const everywhere = (await describeAccount()).fields.find(({ name }) => name === 'Type')?.picklist;
    expect(everywhere?.map(({ value }) => value)).toContain('Customer - Direct');
  });

  it('say by numbers with which controlling value a value can stand', async () => {
    const { fields } = await ask(master, 'Case');
    expect(fields['Topic__c']?.controllers).toEqual({ Meters: 0, Billing: 1, Supply: 2 });
    const replacement = fields['Topic__c']?.values.find(({ value }) => value === 'Replacement');
    expect(replacement?.validFor).toEqual([0, 2]);
  });

  it('are kept, asked for again in time, and served while the org does not answer', async () => {
    const id = await idOf('Customer');
    const first = await ask(id);
    expect(await watchAsked(world, async () => ask(id))).toEqual([]);
    await growOlder(world, day, 'picklists');
    expect(await watchAsked(world, async () => ask(id))).toEqual([{ path: pathOf(id), status: 200 }]);
    await growOlder(world, day, 'picklists');
    await world.control({ faults: [{ pathPattern: '/ui-api/', action: 'drop', times: 100 }] });
    const old = await ask(id);
    expect(old).toMatchObject({ narrowed: true, source: 'cache', fields: first.fields });
    expect(Date.now() - old.asOf).toBeGreaterThanOrEqual(day - 1000);
    await world.control({ faults: [] });
  });

  it('fall back to those of the whole object where the org does not say it by record type', async () => {
    for (const status of [403, 404, 503]) {
      await world.control({
        faults: [{ pathPattern: '/ui-api/', action: 'status', status, errorCode: 'NOT_SUPPORTED', times: 1 }],
      });
      const wide = await ask(master);
      expect(wide).toMatchObject({ narrowed: false });
      expect(wide.fields['Type']?.values.map(({ value }) => value)).toContain('Customer - Direct');
      expect(wide.fields['Rating']?.controllers).toEqual({});
    }
    expect(await ask(master)).toMatchObject({ narrowed: true });
  });
});
