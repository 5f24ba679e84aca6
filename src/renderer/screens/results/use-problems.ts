import { useEffect, useRef, useState } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

export type Problems = {
  /** Open rows by cause, largest first; null until the first answer. */
  groups: readonly ProblemGroup[] | null;
  error: AppError | null;
};

/** While a job runs, snapshots come four times a second; the causes are asked for at most this often. */
const leastGap = 1500;

/** The open rows of a load by cause, fetched again when the load has changed. */
export const useProblems = ({ id, version, phase }: LoadView): Problems => {
  const [problems, setProblems] = useState<Problems>({ groups: null, error: null });
  const lastAsked = useRef(0);
  const newest = useRef(0);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  useEffect(() => {
    const ask = async (): Promise<void> => {
      lastAsked.current = Date.now();
      const isCurrent = (): boolean => mounted.current && version >= newest.current;
      try {
        const { groups } = await call('loads.problems', { loadId: id });
        if (!isCurrent()) return;
        newest.current = version;
        setProblems({ groups, error: null });
      } catch (thrown) {
        if (isCurrent()) setProblems((known) => ({ ...known, error: toAppError(thrown) }));
      }
    };
    const isRunning = phase === 'running' || phase === 'stopping';
    const wait = isRunning ? Math.max(0, lastAsked.current + leastGap - Date.now()) : 0;
    const timer = setTimeout(() => void ask(), wait);
    return () => {
      clearTimeout(timer);
    };
  }, [id, version, phase]);
  return problems;
};
