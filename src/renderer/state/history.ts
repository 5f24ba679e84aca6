import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type { LoadSummary } from '../../shared/domain/load';
import type { AppError } from '../../shared/errors/app-error';
import { call, on, toAppError } from '../lib/api';

type History = {
  /** The newest list; null until the first has come. It stays, so that the screen is there at once the next time. */
  loads: readonly LoadSummary[] | null;
  /** When it was asked for, in epoch milliseconds: what "today" means goes with it. */
  at: number;
  /** Why the newest try brought no list. */
  error: AppError | null;
};

/** Snapshots come four times a second while a load runs; the list needs them far less often. */
const listEvery = 1500;

const useHistoryState = create<History>(() => ({ loads: null, at: 0, error: null }));

/** Requests so far: an answer that was overtaken by a later request is not taken in. */
let asked = 0;

const fetchHistory = async (): Promise<void> => {
  asked += 1;
  const mine = asked;
  const at = Date.now();
  const answer = await call('loads.list').then(
    (loads): Partial<History> => ({ loads, at, error: null }),
    (thrown: unknown): Partial<History> => ({ error: toAppError(thrown) }),
  );
  if (mine === asked) useHistoryState.setState(answer);
};

/** Takes a deleted load out of the list. */
export const dropFromHistory = (loadId: string): void =>
  useHistoryState.setState(({ loads }) => ({ loads: loads?.filter(({ id }) => id !== loadId) ?? null }));

/** Every load on this computer: what was known last at once, then what there is now, as long as a screen shows it. */
export const useHistory = (): History & { fetchAgain: () => void } => {
  const history = useHistoryState();
  const fetchAgain = useCallback(() => void fetchHistory(), []);
  useEffect(() => {
    void fetchHistory();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = on('load.changed', () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void fetchHistory();
      }, listEvery);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return { ...history, fetchAgain };
};
