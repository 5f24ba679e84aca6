import { useCallback, useRef, useState } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { toAppError } from '../../lib/api';
import { putLoad } from '../../state/loads';

export type ActQueue = {
  /** Work is under way; acts that come meanwhile wait their turn. */
  pending: boolean;
  /** What stopped the newest act that failed, until another succeeds. */
  error: AppError | null;
  clearError: () => void;
  /** Adds an act that changes the load; says whether it succeeded. */
  enqueue: (act: () => Promise<LoadView>) => Promise<boolean>;
};

/**
 * Acts that change a load, one after the other in the order they were asked for, so that fast typing, a paste
 * and an undo land as the person meant them and no choice is dropped while an earlier one is being saved.
 */
export const useActQueue = (): ActQueue => {
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const enqueue = useCallback((act: () => Promise<LoadView>): Promise<boolean> => {
    setWaiting((count) => count + 1);
    const result = queue.current.then(async () => {
      try {
        putLoad(await act());
        setError(null);
        return true;
      } catch (thrown) {
        setError(toAppError(thrown));
        return false;
      } finally {
        setWaiting((count) => count - 1);
      }
    });
    queue.current = result;
    return result;
  }, []);

  const clearError = useCallback(() => {
    setError(null);
  }, []);
  return { pending: waiting > 0, error, clearError, enqueue };
};
