import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusCases } from './make/cases';
import type { CorpusCase, Expected } from './make/model';

export const corpusFolder = import.meta.dirname;

/** A file of the corpus with what is expected of it, as committed. */
export type CorpusFile = { name: string; expected: Expected };

const readExpected = (one: CorpusCase): Expected =>
  one.passing === true
    ? one
    : (JSON.parse(readFileSync(join(corpusFolder, 'expected', `${one.name}.json`), 'utf8')) as Expected);

export const corpusFiles: readonly CorpusFile[] = corpusCases.map((one) => ({
  name: one.name,
  expected: readExpected(one),
}));

/** Some files by name; throws for one that is not there. */
export const pickFiles = (...names: readonly string[]): CorpusFile[] =>
  names.map((name) => {
    const found = corpusFiles.find((file) => file.name === name);
    if (found === undefined) throw new Error(`the corpus has no ${name}`);
    return found;
  });

/** Path of a file; one that is too big to keep is made in the folder given. */
export const placeFile = async (name: string, folder: string): Promise<string> => {
  const one = corpusCases.find((candidate) => candidate.name === name);
  if (one?.passing !== true) return join(corpusFolder, 'files', name);
  const made = join(folder, 'made');
  await mkdir(made, { recursive: true });
  await writeFile(join(made, name), one.write?.() ?? '');
  return join(made, name);
};

export const readCorpusFile = async (name: string): Promise<Buffer> =>
  readFile(join(corpusFolder, 'files', name));
