import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Org } from '../org';
import { saveSnapshot } from './snapshot';

/** Changes that come close together are written together. */
const QUIET_MS = 500;

export type Keeper = { saveNow: () => Promise<void> };

function dropStaleUploads(org: Org, folder: string): void {
  const uploads = join(folder, 'uploads');
  if (!existsSync(uploads)) return;
  for (const name of readdirSync(uploads))
    if (!org.jobs.has(name.replace(/\.csv$/, ''))) rmSync(join(uploads, name), { force: true });
}

/** Saves the org to a folder a moment after each change, one save at a time. */
export function keepOrg(org: Org, folder: string): Keeper {
  let timer: NodeJS.Timeout | null = null;
  let saving: Promise<void> = Promise.resolve();
  let dirty = true;
  const save = async (inTurns: boolean): Promise<void> => {
    if (!dirty) return;
    dirty = false;
    await saveSnapshot(org, folder, inTurns);
    dropStaleUploads(org, folder);
  };
  org.noteChange = () => {
    dirty = true;
    if (timer || org.closing) return;
    timer = setTimeout(() => {
      timer = null;
      saving = saving
        .then(() => save(true))
        .catch((cause: unknown) => {
          process.stderr.write(`The practice org could not be saved: ${String(cause)}\n`);
        });
    }, QUIET_MS).unref();
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
