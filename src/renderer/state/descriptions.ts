import { useEffect } from 'react';
import { create } from 'zustand';
import type { ObjectDescription, ObjectList } from '../../shared/domain/sobject';
import type { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';

/** What an org says of itself, as the window knows it. */
export type Known<T> = {
  /** From the org or from the cache; null until there is something. It stays while the org is asked again. */
  value: T | null;
  /** Why the newest question brought no answer. */
  error: AppError | null;
  /** The org is being asked at the person's wish. */
  refreshing: boolean;
};

export type Followed<T> = Known<T> & {
  /** Tries again after an error, at the org itself where something is shown already. */
  retry: () => void;
  /** Asks the org itself; false where it did not answer, and then `error` says why. */
  refresh: () => Promise<boolean>;
};

const nothing: Known<never> = { value: null, error: null, refreshing: false };

const createKnown = <T extends { asOf: number }>(
  ask: (orgId: string, object: string, refresh: boolean) => Promise<T>,
) => {
  const useStore = create<Readonly<Record<string, Known<T>>>>(() => ({}));
  const keyOf = (orgId: string, object: string): string => `${orgId}/${object}`;
  const put = (key: string, change: Partial<Known<T>>): void =>
    useStore.setState((all) => ({ [key]: { ...(all[key] ?? nothing), ...change } }));

  const fetchKnown = async (orgId: string, object: string, refresh: boolean): Promise<boolean> => {
    const key = keyOf(orgId, object);
    const ended = refresh ? { refreshing: false } : {};
    put(key, refresh ? { refreshing: true } : {});
    try {
      const value = await ask(orgId, object, refresh);
      // An answer that comes late must not take the place of a newer one.
      const known = useStore.getState()[key]?.value ?? null;
      put(key, { value: known !== null && known.asOf > value.asOf ? known : value, error: null, ...ended });
      return true;
    } catch (thrown) {
      put(key, { error: toAppError(thrown), ...ended });
      return false;
    }
  };

  return {
    /** Null asks for nothing. */
    useKnown: (orgId: string, object: string | null): Followed<T> => {
      const known = useStore((all) => (object === null ? undefined : all[keyOf(orgId, object)]));
      useEffect(() => {
        if (object !== null) void fetchKnown(orgId, object, false);
      }, [orgId, object]);
      const again = async (refresh: boolean): Promise<boolean> =>
        object !== null && fetchKnown(orgId, object, refresh);
      return {
        ...(known ?? nothing),
        retry: () => void again(known?.value != null),
        refresh: async () => again(true),
      };
    },
    /** Takes up what the main process knows anew, where a screen has asked for it before. */
    takeUp: (orgId: string, object: string): void => {
      if (useStore.getState()[keyOf(orgId, object)] !== undefined) void fetchKnown(orgId, object, false);
    },
  };
};

const lists = createKnown<ObjectList>(async (orgId, _all, refresh) =>
  call('orgs.objects', { orgId, refresh }),
);
const objects = createKnown<ObjectDescription>(async (orgId, object, refresh) =>
  call('orgs.describe', { orgId, object, refresh }),
);

/** The objects of an org. */
export const useObjects = (orgId: string): Followed<ObjectList> => lists.useKnown(orgId, '');

/** What can be loaded into an object of an org; nothing is asked for where it is null. */
export const useDescribe = (orgId: string, object: string | null): Followed<ObjectDescription> =>
  objects.useKnown(orgId, object);

/** Follows what the main process learns behind the screens; called once when the window starts. */
export const followDescriptions = (): (() => void) =>
  on('describes.changed', ({ orgId, object }) => {
    if (object === null) lists.takeUp(orgId, '');
    else objects.takeUp(orgId, object);
  });
