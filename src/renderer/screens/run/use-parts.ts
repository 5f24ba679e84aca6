import { useEffect, useRef, useState } from 'react';
import type { JobView, LoadView } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

/** While parts change they are asked for again this often, milliseconds. */
const askEvery = 1000;

export type Parts = { jobs: readonly JobView[]; total: number; error: AppError | null };

/**
 * The first parts of the newest attempt, kept up with the load as long as somebody looks. Until they are there, and
 * where `most` is null, those that came with the load itself.
 */
export const useParts = ({ id, version, jobs }: LoadView, total: number, most: number | null): Parts => {
  const [asked, setAsked] = useState<Parts | null>(null);
  const newest = useRef(version);
  useEffect(() => {
    newest.current = version;
  }, [version]);
  useEffect(() => {
    if (most === null) return;
    let isWanted = true;
    let told: number | null = null;
    const ask = async (): Promise<void> => {
      if (told === newest.current) return;
      told = newest.current;
      const answer = await call('loads.jobs', { loadId: id, offset: 0, limit: most }).then(
        (page): Parts => ({ ...page, error: null }),
        (thrown: unknown): Parts => ({ jobs: [], total: 0, error: toAppError(thrown) }),
      );
      if (isWanted) setAsked(answer);
    };
    void ask();
    const timer = setInterval(() => void ask(), askEvery);
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [id, most]);
  return most === null || asked === null ? { jobs, total, error: null } : asked;
};
