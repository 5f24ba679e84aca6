import { useEffect } from 'react';
import { create } from 'zustand';
import type { LoadView } from '../../shared/domain/load';
import type { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';

type Loads = {
  byId: Readonly<Record<string, LoadView>>;
  /** Why a load could not be fetched. */
  errors: Readonly<Record<string, AppError>>;
};

export const useLoads = create<Loads>(() => ({ byId: {}, errors: {} }));

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> => {
  const rest = { ...record };
  delete rest[key];
  return rest;
};

/** Takes in a snapshot, unless a newer one is already here. Returns the newest. */
export const putLoad = (view: LoadView): LoadView => {
  const known = useLoads.getState().byId[view.id];
  if (known !== undefined && known.version > view.version) return known;
  useLoads.setState((state) => ({
    byId: { ...state.byId, [view.id]: view },
    errors: without(state.errors, view.id),
  }));
  return view;
};

/** Forgets a load that was deleted. */
export const dropLoad = (loadId: string): void =>
  useLoads.setState((state) => ({
    byId: without(state.byId, loadId),
    errors: without(state.errors, loadId),
  }));

/** Fetches the newest snapshot; a failure stands in `errors`, for `useLoadError`. */
export const refreshLoad = async (loadId: string): Promise<void> => {
  try {
    putLoad(await call('loads.get', { loadId }));
  } catch (thrown) {
    useLoads.setState((state) => ({ errors: { ...state.errors, [loadId]: toAppError(thrown) } }));
  }
};

/** The newest snapshot of a load; null until it has been fetched. */
export const useLoad = (loadId: string | null): LoadView | null => {
  const view = useLoads((state) => (loadId === null ? undefined : state.byId[loadId]));
  const missing = loadId !== null && view === undefined;
  useEffect(() => {
    if (missing) void refreshLoad(loadId);
  }, [loadId, missing]);
  return view ?? null;
};

export const useLoadError = (loadId: string | null): AppError | null =>
  useLoads((state) => (loadId === null ? null : (state.errors[loadId] ?? null)));

/** Follows the snapshots the main process sends; called once when the window starts. */
export const followLoads = (): (() => void) => on('load.changed', putLoad);
