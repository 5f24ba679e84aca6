import { z } from 'zod';
import { readJson, writeJson } from '../main/store/json-file';
import type { LoadFolder } from '../main/store/load-folder';

/**
 * What a command wants of its load, for the command that takes it up again. The access token is never part of it.
 */
export const LoadMemory = z.object({
  /** Folder for the files, absolute. */
  out: z.string().nullable(),
  /** Seconds without any success after which the load is left. */
  giveUpAfter: z.number(),
  /** Rows a person or script agreed to send; null until then. */
  confirmed: z.number().int().nullable(),
  /** Its end was told and its files written; a command that was killed before that has still to do so. */
  told: z.boolean(),
  /** Address of an org that was reached by a token. */
  origin: z.string().nullable(),
  notes: z.array(z.object({ call: z.string(), answer: z.string() })),
  /** Rows it was advised about, because they look too much alike to be told apart surely. */
  nearTwins: z.number().int().default(0),
});
export type LoadMemory = z.infer<typeof LoadMemory>;

const nothing: LoadMemory = {
  out: null,
  giveUpAfter: 300,
  confirmed: null,
  told: true,
  origin: null,
  notes: [],
  nearTwins: 0,
};

/** What is remembered of a load; the defaults for one that was made in the window. */
export const readMemory = async (folder: LoadFolder): Promise<LoadMemory> =>
  readJson(folder.command, LoadMemory, nothing);

export const writeMemory = async (folder: LoadFolder, memory: LoadMemory): Promise<void> =>
  writeJson(folder.command, memory);

/** Remembers that the end of a load was told. */
export const rememberTold = async (folder: LoadFolder): Promise<void> => {
  const memory = await readMemory(folder);
  if (!memory.told) await writeMemory(folder, { ...memory, told: true });
};
