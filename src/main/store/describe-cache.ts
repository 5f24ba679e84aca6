import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error';
import { toStoreError } from './store-errors';
import { deleteFolder } from './home';
import { readJson, writeJson } from './json-file';

/** Whose view of an org it is: permissions shape every description, and versions know different fields. */
export type Viewer = { orgId: string; userId: string; apiVersion: string };

/** Something the org said. */
export type Kept<T> = {
  value: T;
  /** When the org last said so, by this computer's clock, epoch milliseconds. */
  asOf: number;
  /** The `Date` header that came with it, for the next conditional request. */
  date: string | null;
};

/** What is kept for one viewer of an org. */
export type Shelf = {
  /** Null where nothing is kept, or where it no longer fits what this program reads. */
  read: <T>(name: string, schema: z.ZodType<T>) => Promise<Kept<T> | null>;
  /** Does nothing once the org was forgotten: an answer still under way must not bring it back. */
  write: <T>(name: string, kept: Kept<T>) => Promise<void>;
};

/** Descriptions on disk, below one folder an org. They hold names and labels, never rows. */
export type DescribeCache = {
  open: (viewer: Viewer) => Shelf;
  /** Deletes everything known of an org. */
  forget: (orgId: string) => Promise<void>;
};

/** Ids, versions and API names; nothing that could lead out of the folder. */
const isSafe = (part: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]*(\.\d+)?$/.test(part);

export const openDescribeCache = (root: string): DescribeCache => {
  const timesForgotten = new Map<string, number>();
  const editionOf = (orgId: string): number => timesForgotten.get(orgId) ?? 0;

  return {
    open: ({ orgId, userId, apiVersion }) => {
      const edition = editionOf(orgId);
      const folder = join(root, orgId, `${userId}-${apiVersion}`);
      const fileOf = (name: string): string => {
        if (![orgId, userId, apiVersion, name].every(isSafe)) throw new AppError('app.bad-request');
        return join(folder, `${name}.json`);
      };
      return {
        read: async (name, schema) => {
          const kept = z.object({ value: schema, asOf: z.number().int(), date: z.string().nullable() });
          return readJson(fileOf(name), kept.nullable(), null);
        },
        write: async (name, kept) => {
          const file = fileOf(name);
          if (edition !== editionOf(orgId)) return;
          try {
            await mkdir(folder, { recursive: true, mode: 0o700 });
          } catch (cause) {
            throw toStoreError(cause, file);
          }
          await writeJson(file, kept);
        },
      };
    },
    forget: async (orgId) => {
      if (!isSafe(orgId)) return;
      timesForgotten.set(orgId, editionOf(orgId) + 1);
      await deleteFolder(join(root, orgId));
    },
  };
};
