import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Org } from '../org';
import { listUploads, saveSnapshot } from './snapshot';

/** Changes that come close together are written together. */
const QUIET_MS = 500;

/** A big org takes long to write: it is written more rarely, so that saving never takes most of the time. */
const REST_FACTOR = 8;

export type Keeper = { saveNow: () => Promise<void> };

function dropStaleUploads(org: Org, folder: string): void {
  const uploads = join(folder, 'uploads');
  if (!existsSync(uploads)) return;
  const kept = new Set(listUploads(org).map(({ id }) => `${id}.csv`));
  for (const name of readdirSync(uploads)) if (!kept.has(name)) rmSync(join(uploads, name), { force: true });
}

/** Saves the org to a folder a moment after each change, one save at a time. */
export function keepOrg(org: Org, folder: string): Keeper {
  let timer: NodeJS.Timeout | null = null;
  let saving: Promise<void> = Promise.resolve();
  let dirty = true;
  let lastSaveMs = 0;
  const save = async (inTurns: boolean): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    const started = performance.now();
    await saveSnapshot(org, folder, inTurns);
    lastSaveMs = performance.now() - started;
    dropStaleUploads(org, folder);
  };
  org.noteChange = () => {
    dirty = true;
    if (timer || org.closing) return;
    timer = setTimeout(
      () => {
        timer = null;
        saving = saving
          .then(() => save(true))
          .catch((cause: unknown) => {
            dirty = true;
            process.stderr.write(`The practice org could not be saved: ${String(cause)}\n`);
          });
      },
      Math.max(QUIET_MS, lastSaveMs * REST_FACTOR),
    ).unref();
  };
  return {
    saveNow: async () => {
      if (timer) clearTimeout(timer);
      timer = null;
      await saving;
      await save(false);
    },
  };
}
