import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../shared/errors/app-error';
import { toAppError } from '../lib/api';

export type Fetched<T> = {
  /** The newest answer; null until the first has come. It stays while another is fetched. */
  value: T | null;
  /** Why the newest try brought no answer. */
  error: AppError | null;
  fetchAgain: () => void;
  /** Takes an answer that came another way, as after a change. */
  setValue: (value: T) => void;
};

/** What a screen asks for when it opens. `fetchValue` has to be the same function on every render. */
export const useFetched = <T>(fetchValue: () => Promise<T>): Fetched<T> => {
  // A fresh object is a fresh request, even where it asks for the same thing.
  const [request, setRequest] = useState({ fetchValue });
  const [state, setState] = useState<{ value: T | null; error: AppError | null }>({
    value: null,
    error: null,
  });

  useEffect(() => {
    let isWanted = true;
    request.fetchValue().then(
      (value) => isWanted && setState({ value, error: null }),
      (thrown: unknown) => isWanted && setState(({ value }) => ({ value, error: toAppError(thrown) })),
    );
    return () => {
      isWanted = false;
    };
  }, [request]);

  const fetchAgain = useCallback(() => setRequest({ fetchValue }), [fetchValue]);
  const setValue = useCallback((value: T) => setState({ value, error: null }), []);
  return { ...state, fetchAgain, setValue };
};
