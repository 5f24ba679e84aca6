import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planAttempt } from '../../core/load/state';
import { openDatabase } from './database';
import { toEmptyDoc } from './empty-doc';
import type { LoadDoc } from './load-doc';
import { createLoadFolder, folderOf, type LoadFolder } from './load-folder';
import { createLoadStore, openLoadStore } from './load-store';
import { createTables } from './tables';

const org = { id: 'org', name: 'Org', type: 'practice', username: 'ada@test.example' } as const;
/** Without a moment of its making, so that it is the same whenever it is made. */
const empty: LoadDoc = { ...toEmptyDoc(org, 'load', ''), createdAt: 0, updatedAt: 0 };

let home: string;
let folder: LoadFolder;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-load-store-'));
  folder = folderOf(home, 'load');
  await createLoadFolder(folder);
});
afterAll(async () => rm(home, { recursive: true, force: true }));

describe('the document of a load', () => {
  it('loses no change, whoever else changes, fails or reads at the same time', async () => {
    const store = await createLoadStore(folder, empty);
    const grow = async (fails: boolean): Promise<unknown> =>
      store.change(async (doc) => {
        const reading = doc.reading + 1;
        if (fails) throw new Error('taken back');
        return { ...doc, reading };
      });
    const changesTo = (end: number): number =>
      Array.from({ length: end }, (_, at) => at % 7 !== 3).filter(Boolean).length;
    const work: Promise<unknown>[] = [];
    for (let at = 0; at < 60; at += 1) {
      work.push(grow(at % 7 === 3).catch(() => undefined));
      work.push(store.readDoc());
      // Some come one after the other, others all at once.
      if (at % 5 === 0) await work.at(-1);
      if (at % 11 !== 0) continue;
      await Promise.all(work);
      expect((await store.readDoc()).reading).toBe(changesTo(at + 1));
    }
    await Promise.all(work);
    const changes = changesTo(60);
    expect(await store.readDoc()).toMatchObject({ reading: changes, version: changes });
    await store.close();
    const again = await openLoadStore(folder);
    expect(await again.readDoc()).toMatchObject({ reading: changes, version: changes });
    await again.close();
  });
});

/** Paths of the files this process has open, which Linux tells. */
const listOpenFiles = async (): Promise<string[]> => {
  const own = '/proc/self/fd';
  return Promise.all(
    (await readdir(own)).map(async (name) => readlink(join(own, name)).catch(() => 'closed meanwhile')),
  );
};

describe.runIf(process.platform === 'linux')('the database of a load', () => {
  it('that is not to be opened is closed again', async () => {
    const newer = folderOf(home, 'newer');
    await createLoadFolder(newer);
    const database = await openDatabase(newer.database);
    await database.change(async (tx) => {
      await createTables(tx);
      await tx.run('INSERT INTO doc VALUES (?)', [JSON.stringify({ ...empty, store: 99 })]);
    });
    await database.close();
    await expect(openLoadStore(newer)).rejects.toMatchObject({ code: 'store.newer' });
    expect(await listOpenFiles()).not.toContain(newer.database);
  });
});

describe('the parts of a load', () => {
  const attemptOf = (parts: number): LoadDoc['attempt'] =>
    planAttempt(
      1,
      { api: '1.0', mode: 'parallel', batchSize: 200 },
      Array.from({ length: parts }, () => ({ rows: 200, chain: null })),
      0,
    );
  const withPart = (doc: LoadDoc, seq: number, id: string): LoadDoc => {
    if (doc.attempt === null) throw new Error('no attempt');
    const jobs = doc.attempt.jobs.map((job) => (job.seq === seq ? { ...job, id } : job));
    return { ...doc, attempt: { ...doc.attempt, jobs } };
  };
  const idsOf = (doc: LoadDoc): string[] =>
    doc.attempt?.jobs.flatMap(({ seq, id }) => (id === null ? [] : [`${seq} ${id}`])) ?? [];

  it('are those of the last change, few or many at a time, also after one that was taken back', async () => {
    const other = folderOf(home, 'parts');
    await createLoadFolder(other);
    const store = await createLoadStore(other, { ...empty, attempt: attemptOf(100) });
    await store.change(async (doc) => withPart(doc, 3, 'a'));
    await store
      .change(async (doc, tx) => {
        await tx.run('SELECT 1');
        withPart(doc, 4, 'lost');
        throw new Error('taken back');
      })
      .catch(() => undefined);
    await Promise.all([5, 6, 7].map(async (seq) => store.change(async (doc) => withPart(doc, seq, 'b'))));
    const some = ['3 a', '5 b', '6 b', '7 b'];
    expect(idsOf(await store.readDoc())).toEqual(some);
    await store.close();
    const again = await openLoadStore(other);
    expect(idsOf(await again.readDoc())).toEqual(some);
    // More than are written one by one, and then an attempt with fewer parts.
    for (let seq = 10; seq < 60; seq += 1) await again.change(async (doc) => withPart(doc, seq, 'c'));
    await again.change(async (doc) => ({ ...doc, attempt: attemptOf(2) }));
    await again.change(async (doc) => withPart(doc, 2, 'd'));
    await again.close();
    const last = await openLoadStore(other);
    const { attempt } = await last.readDoc();
    expect(attempt?.jobs.map(({ seq, id }) => [seq, id])).toEqual([
      [1, null],
      [2, 'd'],
    ]);
    await last.close();
  });

  it('are found where an older program wrote them, in the document itself', async () => {
    const old = folderOf(home, 'old');
    await createLoadFolder(old);
    const database = await openDatabase(old.database);
    await database.change(async (tx) => {
      await createTables(tx);
      const doc = { ...empty, store: 2, attempt: attemptOf(3) };
      await tx.run('INSERT INTO doc VALUES (?)', [JSON.stringify(doc)]);
    });
    await database.close();
    const store = await openLoadStore(old);
    expect((await store.readDoc()).attempt?.jobs).toHaveLength(3);
    await store.change(async (doc) => withPart(doc, 2, 'x'));
    await store.close();
    const again = await openLoadStore(old);
    expect(await again.readDoc()).toMatchObject({ store: 3 });
    expect(idsOf(await again.readDoc())).toEqual(['2 x']);
    await again.close();
  });
});
