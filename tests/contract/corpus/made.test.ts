import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFolder, readCorpusFile } from '../../corpus/load-corpus';
import { corpusCases } from '../../corpus/make/cases';
import { writeExpected } from '../../corpus/make/write-expected';
import { pending } from '../../corpus/pending';
import { readFile } from 'node:fs/promises';

const kept = corpusCases.filter(({ passing }) => passing !== true);

// The files are kept as bytes, so that nothing on the way to a reader can mend them.
describe('the corpus', () => {
  it('has at least sixty files, each told apart and with a reason', () => {
    expect(kept.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpusCases.map(({ name }) => name)).size).toBe(corpusCases.length);
    for (const { why, reading, refusal } of corpusCases) {
      expect(why).toMatch(/\w.*\.$/);
      expect([reading, refusal].filter((one) => one !== undefined)).toHaveLength(1);
    }
  });

  it('is what its script makes', async () => {
    for (const one of kept) {
      if (one.write !== undefined)
        expect((await readCorpusFile(one.name)).equals(one.write()), `${one.name} was changed`).toBe(true);
      const expected = await readFile(join(corpusFolder, 'expected', `${one.name}.json`), 'utf8');
      expect(expected).toBe(writeExpected(one));
    }
  });

  it('has nothing that is not judged, and stays small', async () => {
    const files = (await readdir(join(corpusFolder, 'files'))).sort();
    expect(files).toEqual(kept.map(({ name }) => name).sort());
    expect((await readdir(join(corpusFolder, 'expected'))).sort()).toEqual(
      files.map((name) => `${name}.json`),
    );
    const sizes = await Promise.all(files.map(async (name) => (await readCorpusFile(name)).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3 * 1024 * 1024);
  });

  it('keeps a reason for every file that is pending', () => {
    const known = new Set([...corpusCases.map(({ name }) => name), 'hundred-megabytes.csv']);
    for (const list of Object.values(pending))
      for (const { reason, files } of list) {
        expect(reason).toMatch(/\w/);
        for (const name of files) expect(known).toContain(name);
      }
  });
});
