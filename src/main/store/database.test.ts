import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';

let folder: string;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-database-'));
  database = await openDatabase(join(folder, 'test.duckdb'));
  await database.change(async (tx) => tx.run('CREATE TABLE row (number INTEGER PRIMARY KEY, word VARCHAR)'));
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const fill = async (numbers: readonly number[]): Promise<void> =>
  database.change(async (tx) =>
    tx.fill('row', (writer) => {
      for (const number of numbers) writer.append([number, `word ${number}, too long to be kept in place`]);
    }),
  );
const count = async (): Promise<unknown> => (await database.all('SELECT count(*) FROM row'))[0]?.[0];

describe('many calls at once', () => {
  it('each get their own answer', async () => {
    await fill(Array.from({ length: 5000 }, (_, index) => index));
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, from) =>
        database.all('SELECT number, word FROM row WHERE number BETWEEN ? AND ? ORDER BY number', [
          from * 50,
          from * 50 + 49,
        ]),
      ),
    );
    answers.forEach((rows, page) => {
      expect(rows).toEqual(
        Array.from({ length: 50 }, (_, index) => {
          const number = page * 50 + index;
          return [number, `word ${number}, too long to be kept in place`];
        }),
      );
    });
  });

  it('inside a change run in the order they came', async () => {
    await database.change(async (tx) => {
      await Promise.all([
        tx.run('INSERT INTO row VALUES (?, ?)', [1, 'first']),
        tx.run('UPDATE row SET word = ? WHERE number = 1', ['second']),
        tx.run('UPDATE row SET word = word || ?', [' third']),
      ]);
    });
    expect(await database.all('SELECT word FROM row')).toEqual([['second third']]);
  });
});

describe('a change that fails', () => {
  it('while it fills a table tells its own reason and leaves nothing behind', async () => {
    const filling = database.change(async (tx) =>
      tx.fill('row', (writer) => {
        writer.append([1, 'one']);
        throw new Error('the file ended');
      }),
    );
    await expect(filling).rejects.toThrow('the file ended');
    expect(await count()).toBe(0);
  });

  it('on a row the table refuses tells which rule it broke, and the next change works', async () => {
    await expect(fill([1, 2, 1])).rejects.toThrow(/duplicate key/i);
    await fill([1, 2]);
    expect(await count()).toBe(2);
  });
});

describe('closing', () => {
  it('waits for the reads and changes that were asked for before it', async () => {
    const changes = Array.from({ length: 5 }, async (_, index) => fill([index]));
    const reads = Array.from({ length: 20 }, count);
    const closed = database.close();
    await expect(Promise.all(reads)).resolves.toHaveLength(20);
    await expect(Promise.all(changes)).resolves.toHaveLength(5);
    await closed;
    await expect(count()).rejects.toMatchObject({ code: 'load.not-found' });
    await expect(fill([9])).rejects.toMatchObject({ code: 'load.not-found' });
    database = await openDatabase(join(folder, 'test.duckdb'));
    expect(await count()).toBe(5);
  });

  it('may be asked for twice', async () => {
    await expect(Promise.all([database.close(), database.close()])).resolves.toHaveLength(2);
  });
});
