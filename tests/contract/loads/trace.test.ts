import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadOptions, LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

const rows = 60;

let world: World;
let path = '';
beforeAll(async () => {
  world = await openWorld({ empty: true });
  // Near-twins all: twelve names, told apart by amounts alone; every tenth source is none.
  const lines = Array.from({ length: rows }, (_, at) =>
    [`L${at % 12}`, `${1_000_000 + at}`, at % 10 === 9 ? 'Hearsay' : 'Web'].join(','),
  );
  path = await world.file('near.csv', `Last Name,Annual Budget,Lead Source\n${lines.join('\n')}\n`);
});
afterAll(async () => world.end());

const prepare = async (options: Partial<LoadOptions>): Promise<LoadView> => {
  const draft = await world.call['loads.create']({ orgId: world.orgId, path });
  await world.call['loads.setTarget']({ loadId: draft.id, object: 'Contact', operation: 'insert' });
  return world.call['loads.setOptions']({ loadId: draft.id, options: { values: 'as-is', ...options } });
};

const keyOf = ({ id }: LoadView, row: number): string => `${id.slice(0, 8)}-${row}`;

/** Records of the org by the key they carry, which names the row whose amount they must have. */
const judgeKeys = async (view: LoadView): Promise<void> => {
  const records = (await world.records('Contact')).filter(({ Meter_No__c: key }) =>
    String(key).startsWith(view.id.slice(0, 8)),
  );
  expect(records).toHaveLength(54);
  const { rows: found } = await world.call['rows.page']({
    loadId: view.id,
    filter: { states: ['created'] },
    offset: 0,
    limit: rows,
  });
  const byId = new Map(records.map((record) => [record['Id'], record]));
  for (const { row, recordId, cells } of found) {
    const record = byId.get(recordId);
    expect(record?.['Meter_No__c']).toBe(keyOf(view, row));
    expect(record?.['Annual_Budget__c']).toBe(Number(cells[1]));
  }
};

describe('a trace field', () => {
  it.each(['2.0', '1.0', 'collections'] as const)('carries the key of each row by %s', async (api) => {
    const draft = await prepare({ api, traceField: 'Meter_No__c' });
    expect(await world.call['loads.review']({ loadId: draft.id })).toMatchObject({ nearTwins: 0 });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await world.settled(draft.id);
    expect(view.balance).toMatchObject({ balanced: true, counts: { created: 54, failed: 6, no_verdict: 0 } });
    await judgeKeys(view);
    const [sent] = await world.call['rows.history']({ loadId: draft.id, row: 10 });
    expect(sent?.sent.at(-1)).toEqual({ field: 'Meter_No__c', value: keyOf(view, 10) });
    expect(sent?.certainty).toBe(api === '2.0' ? 'key' : 'position');
  });

  it('is the same when a row goes again, and is what a lost insert is looked up by', async () => {
    const draft = await prepare({ api: 'collections', traceField: 'Meter_No__c' });
    await world.call['loads.review']({ loadId: draft.id });
    await world.control({
      faults: [
        { method: 'POST', pathPattern: '/composite/sobjects', when: 'after', action: 'drop', times: 1 },
      ],
    });
    await world.call['loads.send']({ loadId: draft.id, rows });
    const view = await world.settled(draft.id);
    expect(view.balance.counts).toMatchObject({ created: 54, no_verdict: 0 });
    await judgeKeys(view);
    const again = await world.call['rows.sendAgain']({ loadId: draft.id, rows: [10] });
    await world.call['loads.send']({ loadId: draft.id, rows: again.balance.counts.ready });
    await world.settled(draft.id);
    const history = await world.call['rows.history']({ loadId: draft.id, row: 10 });
    expect(history.map(({ sent }) => sent.at(-1)?.value)).toEqual([keyOf(view, 10), keyOf(view, 10)]);
  });

  it.each(['LastName', 'Birthdate', 'Nowhere__c'])('is not %s', async (traceField) => {
    await expect(prepare({ traceField })).rejects.toMatchObject({
      code: 'load.trace-unfit',
      params: { field: traceField },
    });
  });

  it('is refused once a column is matched to it, and gone with its object', async () => {
    const draft = await prepare({ traceField: 'Meter_No__c' });
    await world.call['loads.setMapping']({
      loadId: draft.id,
      entries: [{ column: 1, field: 'Meter_No__c' }],
    });
    await expect(world.call['loads.review']({ loadId: draft.id })).rejects.toMatchObject({
      code: 'load.trace-unfit',
    });
    const other = { loadId: draft.id, object: 'Account', operation: 'insert' } as const;
    expect((await world.call['loads.setTarget'](other)).options.traceField).toBeNull();
  });
});

describe('an insert without a trace field', () => {
  it.each([
    ['2.0', 54],
    ['1.0', 0],
  ] as const)('by %s: %i rows could be taken for another', async (api, nearTwins) => {
    const draft = await prepare({ api });
    expect(await world.call['loads.review']({ loadId: draft.id })).toMatchObject({ nearTwins });
  });
});
