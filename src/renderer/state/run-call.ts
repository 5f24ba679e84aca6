import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../shared/errors/app-error';
import { toAppError } from '../lib/api';

export type RunCall = {
  /** Work is under way. */
  pending: boolean;
  /** What stopped the newest work; null once new work begins. */
  error: AppError | null;
  /** Runs the work; undefined where it failed, and then `error` says why. A second run while one is under way is refused. */
  runCall: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  clearError: () => void;
};

/** The pattern of every act of a screen: one pending flag, one error, never two at once. */
export const useRunCall = (): RunCall => {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const busy = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const runCall = useCallback(async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (busy.current) return undefined;
    busy.current = true;
    setPending(true);
    setError(null);
    try {
      return await work();
    } catch (thrown) {
      if (mounted.current) setError(toAppError(thrown));
      return undefined;
    } finally {
      busy.current = false;
      if (mounted.current) setPending(false);
    }
  }, []);

  const clearError = useCallback(() => setError(null), []);
  return { pending, error, runCall, clearError };
};
