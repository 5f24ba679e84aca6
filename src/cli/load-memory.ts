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
  /** Address of an org that was reached by a token. */
  origin: z.string().nullable(),
  notes: z.array(z.object({ call: z.string(), answer: z.string() })),
});
export type LoadMemory = z.infer<typeof LoadMemory>;

const nothing: LoadMemory = { out: null, giveUpAfter: 300, confirmed: null, origin: null, notes: [] };

/** What is remembered of a load; the defaults for one that was made in the window. */
export const readMemory = async (folder: LoadFolder): Promise<LoadMemory> =>
  readJson(folder.command, LoadMemory, nothing);

export const writeMemory = async (folder: LoadFolder, memory: LoadMemory): Promise<void> =>
  writeJson(folder.command, memory);
