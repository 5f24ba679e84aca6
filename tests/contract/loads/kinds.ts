import type { LoadOptions } from '../../../src/shared/domain/load';
import type { World } from './world';

/** What a load does, and by what a lost insert could be made good. */
export const kinds = [
  'insert',
  'insert-unique',
  'insert-shared',
  'upsert',
  'update',
  'delete',
  'hardDelete',
] as const;
export type Kind = (typeof kinds)[number];

/** The kinds an API has: collections know no hard delete. */
export const kindsOf = (api: '2.0' | '1.0' | 'collections'): readonly Kind[] =>
  kinds.filter((kind) => kind !== 'hardDelete' || api !== 'collections');

/** Rows of every load here: three parts of 20 where parts are that small. */
export const rowsOfKind = 60;
export const smallParts = 20;

/** A load that is checked and ready to be sent, and what its rows are known by. */
export type Prepared = {
  loadId: string;
  kind: Kind;
  object: 'Contact' | 'Lead';
  /** By row, from 0: the first cell of the row, which no other row of any load has. */
  keys: string[];
  /** By row, from 0: the record that was there before, or null. */
  before: (string | null)[];
  /** What the rows write into Title. */
  title: string;
};

const base = '/services/data/v67.0';
const oldTitle = 'as it was';

type Saved = { id: string; success: boolean };

/** Makes records by the hand of the person who will load, some time before. */
const makeBefore = async (world: World, records: object[]): Promise<string[]> => {
  const answer = await fetch(`${world.org.instanceUrl}${base}/composite/sobjects`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${world.org.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ allOrNone: true, records }),
  });
  const saved = (await answer.json()) as Saved[];
  if (!saved.every(({ success }) => success)) throw new Error(JSON.stringify(saved));
  // By the org's clock it was a while ago.
  await world.control({ clock: { advanceMs: 600_000 } });
  return saved.map(({ id }) => id);
};

const isBad = (row: number): boolean => row % 10 === 9;

type Plan = { header: string; lines: string[]; keys: string[]; before: (string | null)[] };

const deletion = async (world: World, mark: string): Promise<Plan> => {
  const records = Array.from({ length: rowsOfKind }, (_, row) => ({
    attributes: { type: 'Contact' },
    LastName: `${mark}-${row}`,
    Title: oldTitle,
  }));
  const ids = await makeBefore(world, records);
  // Ids the org never gave away, so that nothing can be deleted by them; digits need no check characters.
  const keys = ids.map((id, row) => (isBad(row) ? `003000000${String(900_000 + row)}AAA` : id));
  return {
    header: 'Id',
    lines: keys,
    keys,
    before: keys.map((key, row) => (isBad(row) ? null : key)),
  };
};

/** Row 10, 20, … of every kind can't go in. */
const plans: Record<Kind, (world: World, mark: string, title: string) => Promise<Plan>> = {
  insert: async (_world, mark, title) => {
    const keys = Array.from({ length: rowsOfKind }, (_, row) => `${mark}-${row}`);
    const lines = keys.map((key, row) => `${key},${title},${isBad(row) ? 'no address' : `${key}@a.example`}`);
    return { header: 'Last Name,Title,Email', lines, keys, before: keys.map(() => null) };
  },
  'insert-unique': async (_world, mark, title) => {
    const keys = Array.from({ length: rowsOfKind }, (_, row) => `${mark}-${row}`);
    const lines = keys.map(
      (key, row) => `${key},Last ${key},${title},${isBad(row) ? 'no address' : `${key}@b.example`}`,
    );
    return { header: 'Contact No,Last Name,Title,Email', lines, keys, before: keys.map(() => null) };
  },
  'insert-shared': async (_world, mark, title) => {
    const keys = Array.from({ length: rowsOfKind }, (_, row) => `${mark}-${row}`);
    const lines = keys.map(
      (key, row) => `${key},Last ${key},Company,${title},${isBad(row) ? 'no address' : `${key}@c.example`}`,
    );
    return { header: 'Legacy Id,Last Name,Company,Title,Email', lines, keys, before: keys.map(() => null) };
  },
  upsert: async (world, mark, title) => {
    const keys = Array.from({ length: rowsOfKind }, (_, row) => `${mark}-${row}`);
    const old = keys.filter((_, row) => row % 2 === 0);
    const records = old.map((key) => ({
      attributes: { type: 'Contact' },
      Contact_No__c: key,
      LastName: `Last ${key}`,
      Title: oldTitle,
    }));
    const ids = await makeBefore(world, records);
    const lines = keys.map((key, row) => `${key},Last ${key},${title},${isBad(row) ? 'no address' : ''}`);
    const before = keys.map((key) => ids[old.indexOf(key)] ?? null);
    return { header: 'Contact No,Last Name,Title,Email', lines, keys, before };
  },
  update: async (world, mark, title) => {
    const records = Array.from({ length: rowsOfKind }, (_, row) => ({
      attributes: { type: 'Contact' },
      LastName: `${mark}-${row}`,
      Title: oldTitle,
    }));
    const keys = await makeBefore(world, records);
    const lines = keys.map((key, row) => `${key},${title},${isBad(row) ? 'no address' : ''}`);
    return { header: 'Id,Title,Email', lines, keys, before: keys };
  },
  delete: deletion,
  hardDelete: deletion,
};

const operationOf = (kind: Kind) => (kind.startsWith('insert') ? 'insert' : kind) as 'insert' | 'upsert';

/** Sets up and checks a load of a kind. `mark` is short, of letters and digits, and used once in a world. */
export const prepareKind = async (
  world: World,
  kind: Kind,
  mark: string,
  options: Partial<LoadOptions>,
): Promise<Prepared> => {
  const title = `New ${mark}`;
  const { header, lines, keys, before } = await plans[kind](world, mark, title);
  const path = await world.file(`${mark}.csv`, `${[header, ...lines].join('\n')}\n`);
  const { id: loadId } = await world.call['loads.create']({ orgId: world.orgId, path });
  const object = kind === 'insert-shared' ? 'Lead' : 'Contact';
  // No window may ask for a hard delete yet; the engine can.
  const { setTarget } = world.program.setUp;
  await setTarget(
    loadId,
    object,
    operationOf(kind),
    kind === 'upsert' ? { externalId: 'Contact_No__c' } : {},
  );
  // The org is to refuse the bad rows, not the check before it.
  await world.call['loads.setOptions']({ loadId, options: { values: 'as-is', ...options } });
  await world.call['loads.review']({ loadId });
  await world.control({ clearLog: true, settings: { hardDelete: true } });
  return { loadId, kind, object, keys, before, title };
};

/** Sends a whole load, as a person does who typed its rows where they have to. */
export const sendKind = async (world: World, { loadId }: Prepared): Promise<void> => {
  await world.program.running.send(loadId, rowsOfKind, rowsOfKind);
};
