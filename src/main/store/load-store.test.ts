import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEmptyDoc } from './empty-doc';
import type { LoadDoc } from './load-doc';
import { createLoadFolder, folderOf, type LoadFolder } from './load-folder';
import { createLoadStore, openLoadStore } from './load-store';

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
