import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadView } from '../../../src/shared/domain/load';
import { openWorld, type World } from './world';

// What people hand over, as the window hands it on: shown, questioned and decided before anything is sent.

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => world.end());

const create = async (text: string | Buffer): Promise<LoadView> =>
  world.call['loads.create']({ orgId: world.orgId, path: await world.file('people.csv', text) });

const toContacts = async (loadId: string): Promise<LoadView> =>
  world.call['loads.setTarget']({ loadId, object: 'Contact', operation: 'insert' });

const firstRows = async (loadId: string) =>
  (await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: 50 })).rows;

const codesOf = ({ sheet }: LoadView): string[] => sheet.findings.map(({ code }) => code);

describe('a preview', () => {
  it('shows the first rows of a long file without the rest of it, and another way at once', async () => {
    const lines = Array.from({ length: 60_000 }, (_, at) => `${at};Bérg ${at}`).join('\r\n');
    const path = await world.file('long.csv', `No;Last Name\r\n${lines}\r\n"never closed`);
    const preview = await world.call['files.preview']({ path });
    expect(preview).toMatchObject({
      name: 'long.csv',
      dialect: { encoding: 'utf-8', delimiter: 'semicolon', headerRow: 1 },
      header: ['No', 'Last Name'],
    });
    expect(preview.rows).toHaveLength(50);
    expect(preview.rows[49]).toEqual({ row: 50, line: 51, cells: ['49', 'Bérg 49'] });
    const other = await world.call['files.preview']({ path, delimiter: 'comma' });
    expect(other.header).toEqual(['No;Last Name']);
    expect(other.rows[0]?.cells).toEqual(['0;Bérg 0']);
  });

  it('is stopped with the reading, and nothing is left of it', async () => {
    const path = await world.file('slow.csv', `No,Name\n${'1,Berg\n'.repeat(300_000)}`);
    const before = await readdir(world.program.home.loads);
    const reading = world.call['loads.create']({ orgId: world.orgId, path });
    await world.call['files.stopReading'](undefined);
    await expect(reading).rejects.toMatchObject({ code: 'file.reading-stopped' });
    expect(await readdir(world.program.home.loads)).toEqual(before);
  });
});

describe('names that are missing or used twice', () => {
  it('are asked about before the load goes on, and become what the person says', async () => {
    const draft = await create('Last Name,Email,Last Name,\nBerg,a@test.example,Dahl,x\n');
    expect(draft.sheet.findings).toMatchObject([
      { code: 'repeated-header', column: 'Last Name', line: 1, at: 3 },
      { code: 'empty-header', count: 1, line: 1, at: 4 },
    ]);
    await expect(toContacts(draft.id)).rejects.toMatchObject({ code: 'file.undecided' });

    const headers = { repeated: 'number', unnamed: 'leave-out' } as const;
    const shown = await world.call['loads.preview']({ loadId: draft.id, headers });
    expect(shown.header).toEqual(['Last Name', 'Email', 'Last Name (2)']);
    const decided = await world.call['loads.reread']({ loadId: draft.id, headers });
    expect(decided.sheet.columns.map(({ header }) => header)).toEqual(shown.header);
    expect((await firstRows(draft.id))[0]?.cells).toEqual(['Berg', 'a@test.example', 'Dahl']);
    expect((await toContacts(draft.id)).mapping.map(({ field }) => field)).toContain('LastName');
  });
});

describe('letters that can be read in several ways', () => {
  it('are asked about, with words that tell them apart', async () => {
    const draft = await create(Buffer.from('No,Last Name\n1,Zden\xeck\n', 'latin1'));
    expect(draft.sheet.doubt).toEqual(
      expect.arrayContaining([{ encoding: 'windows-1250', words: ['Zdeněk'] }]),
    );
    await expect(toContacts(draft.id)).rejects.toMatchObject({ code: 'file.undecided' });
    const decided = await world.call['loads.reread']({ loadId: draft.id, encoding: 'windows-1250' });
    expect(decided.sheet).toMatchObject({ doubt: [], chosen: ['encoding'] });
    expect((await firstRows(draft.id))[0]?.cells).toEqual(['1', 'Zdeněk']);
  });
});

describe('rows that are damaged', () => {
  it('are held, left out or sent as they were read, by kind', async () => {
    const text = 'Title,Last Name,Email\nA,One,\nB,"Two" x,\nC,Three\nD,Four,d@test.example,more\nTotal,,4\n';
    const draft = await create(text);
    expect(codesOf(draft)).toEqual(['text-after-quote', 'ragged-rows', 'total-lines']);
    await toContacts(draft.id);
    const { id: loadId } = draft;
    expect(await world.call['loads.review']({ loadId })).toMatchObject({ rows: 5, ready: 1, held: 4 });

    const damaged = { 'cell-count': 'send', 'text-after-quote': 'hold', 'total-line': 'leave-out' } as const;
    await world.call['loads.setOptions']({ loadId, options: { damaged } });
    expect(await world.call['loads.review']({ loadId })).toMatchObject({ rows: 5, ready: 3, held: 1 });
    const states = (await firstRows(loadId)).map(({ state, problem }) => [state, problem?.cause]);
    expect(states).toEqual([
      ['ready', undefined],
      ['held', 'row-text-after-quote'],
      ['ready', undefined],
      ['ready', undefined],
      ['excluded', 'left-out'],
    ]);
    await world.call['loads.send']({ loadId, rows: 3 });
    const { balance } = await world.settled(loadId);
    expect(balance).toMatchObject({ rows: 5, balanced: true, counts: { created: 3, held: 1, excluded: 1 } });
  });
});

describe('rows that are pasted', () => {
  it('become the frozen source of a load, cells with breaks and quotes as they were', async () => {
    const text = 'No\tLast Name\tTitle\r\n1\tBerg\t"two\nlines ""so"""\r\n2\t5" Dahl\t\r\n';
    const draft = await world.call['loads.paste']({ orgId: world.orgId, loadId: null, text });
    expect(draft.sheet).toMatchObject({
      pasted: true,
      rows: 2,
      chosen: [],
      dialect: { encoding: 'utf-8', delimiter: 'tab', headerRow: 1 },
    });
    expect(draft.sheet.name).toMatch(/^Pasted on \d{4}-\d\d-\d\d \d\d\.\d\d$/);
    expect((await firstRows(draft.id)).map(({ line, cells }) => [line, cells])).toEqual([
      [2, ['1', 'Berg', 'two\nlines "so"']],
      [4, ['2', '5" Dahl', '']],
    ]);
    const source = await readFile(join(world.program.home.loads, draft.id, 'source'), 'utf8');
    expect(source).toBe('No\tLast Name\tTitle\r\n1\tBerg\t"two\nlines ""so"""\r\n2\t"5"" Dahl"\t\r\n');

    const again = await world.call['loads.paste']({
      orgId: world.orgId,
      loadId: draft.id,
      text: 'Last Name\tTitle\nDahl\tx\n',
    });
    expect(again.sheet).toMatchObject({ rows: 1, pasted: true });
    await expect(world.call['loads.get']({ loadId: draft.id })).rejects.toMatchObject({
      code: 'load.not-found',
    });
  });

  it('are refused in words where there is nothing, or no row', async () => {
    const paste = async (text: string) =>
      world.call['loads.paste']({ orgId: world.orgId, loadId: null, text });
    await expect(paste(' \n')).rejects.toMatchObject({ code: 'file.paste-empty' });
    await expect(world.call['loads.paste']({ orgId: world.orgId, loadId: null })).rejects.toMatchObject({
      code: 'file.paste-empty',
    });
    await expect(paste('Last Name\tTitle\n')).rejects.toMatchObject({ code: 'file.header-only' });
  });
});
