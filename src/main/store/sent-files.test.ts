import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf, type LoadFolder } from './load-folder';
import { openSentFiles, readSentBytes, readSentRecord, readSentRecords } from './sent-files';

let home: string;
let folder: LoadFolder;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bulkhead-sent-'));
  folder = folderOf(home, 'load');
});
afterAll(async () => rm(home, { recursive: true, force: true }));

const read = async (records: AsyncIterable<unknown>): Promise<unknown[]> => {
  const all: unknown[] = [];
  for await (const one of records) all.push(one);
  return all;
};

describe('the bytes of a part', () => {
  it('that are gone or cut off are told as damage of the store, whoever wants them', async () => {
    const files = await openSentFiles(folder, 1, ['Name']);
    const record = Buffer.from('"Ada"\n');
    const at = files.append(1, record, 0, record.length);
    await files.finish();
    expect(await readSentRecord(folder, 1, 1, { at, size: record.length })).toEqual(['Ada']);
    await truncate(join(folder.sent, '1-1.csv'), at + 2);
    const damaged = expect.objectContaining({ code: 'store.damaged' }) as unknown;
    await expect(readSentRecord(folder, 1, 1, { at, size: record.length })).rejects.toEqual(damaged);
    await files.discard();
    await expect(readSentRecord(folder, 1, 1, { at, size: record.length })).rejects.toEqual(damaged);
    await expect(read(readSentBytes(folder, 1, 1))).rejects.toEqual(damaged);
    await expect(read(readSentRecords(folder, 1, 1))).rejects.toEqual(damaged);
  });
});
