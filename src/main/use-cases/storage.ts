import type { Settings, StorageView } from '../../shared/contract';
import { Settings as SettingsSchema } from '../../shared/contract';
import { measureFolder, type Home } from '../store/home';
import { readJson, writeJson } from '../store/json-file';
import type { OpenLoads } from './loads/open-loads';

const defaults: Settings = {
  appearance: 'system',
  density: 'comfortable',
  retentionDays: 90,
  countAbove: {},
};
/** Settings from before a program that asks for counts say nothing of them. */
const StoredSettings = SettingsSchema.extend({ countAbove: SettingsSchema.shape.countAbove.default({}) });
const day = 86_400_000;

export type SettingsStore = {
  get: () => Promise<Settings>;
  set: (change: { [K in keyof Settings]?: Settings[K] | undefined }) => Promise<Settings>;
};

export const openSettings = (path: string): SettingsStore => {
  const get = async (): Promise<Settings> => readJson(path, StoredSettings, defaults);
  return {
    get,
    set: async (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next = SettingsSchema.parse({ ...(await get()), ...given });
      await writeJson(path, next);
      return next;
    },
  };
};

export type Storage = {
  measure: () => Promise<StorageView>;
  /** Deletes every load that is not being sent. */
  deleteAll: () => Promise<StorageView>;
  /** Deletes finished loads and forgotten drafts older than the person wants to keep them. */
  deleteExpired: (now: number) => Promise<number>;
};

/** Customer data on this computer: where, how much, how long. */
export const createStorage = (
  home: Home,
  loads: OpenLoads,
  settings: SettingsStore,
  isRunning: (id: string) => boolean,
): Storage => {
  const measure = async (): Promise<StorageView> => {
    const known = await loads.list();
    return {
      path: home.loads,
      bytes: await measureFolder(home.loads),
      loads: known.length,
      oldestAt: known.at(-1)?.createdAt ?? null,
    };
  };
  return {
    measure,
    deleteAll: async () => {
      for (const { id } of await loads.list()) if (!isRunning(id)) await loads.remove(id);
      return measure();
    },
    deleteExpired: async (now) => {
      const { retentionDays } = await settings.get();
      if (retentionDays === null) return 0;
      const expired = (await loads.list()).filter(
        ({ updatedAt, phase, id }) =>
          updatedAt < now - retentionDays * day &&
          !['running', 'stopping', 'paused'].includes(phase) &&
          !isRunning(id),
      );
      for (const { id } of expired) await loads.remove(id);
      return expired.length;
    },
  };
};
