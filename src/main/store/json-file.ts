import { open, readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { toStoreError } from './store-errors';

/** The content of a small JSON file, or `fallback` where it is missing or does not fit the schema any more. */
export const readJson = async <T>(path: string, schema: z.ZodType<T>, fallback: T): Promise<T> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return fallback;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
};

/** Drafts this process has begun: two commands may write one file at the same time. */
let drafts = 0;

/** Writes a small JSON file so that a crash leaves either the old or the new content, never half of one. */
export const writeJson = async (path: string, value: unknown): Promise<void> => {
  drafts += 1;
  const draft = `${path}.${process.pid}-${drafts}.new`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    throw toStoreError(cause, path);
  }
};
