import { useCallback, useEffect, useRef, useState } from 'react';
import type { LoadView, ReviewReport } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { refreshLoad } from '../../state/loads';

export type Review = {
  /** What sending would do; null while every row is being checked. */
  report: ReviewReport | null;
  error: AppError | null;
  again: () => void;
};

/** Checks every row on entering the step. Mapping and options can't change here, so once is enough. */
export const useReview = ({ id }: LoadView): Review => {
  const [report, setReport] = useState<ReviewReport | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const round = useRef(0);

  const check = useCallback((): void => {
    round.current += 1;
    const mine = round.current;
    call('loads.review', { loadId: id })
      .then(async (answer) => {
        // The report and the load's own counts are shown side by side: both must be of the same check.
        await refreshLoad(id);
        if (mine === round.current) setReport(answer);
      })
      .catch((thrown: unknown) => {
        if (mine === round.current) setError(toAppError(thrown));
      });
  }, [id]);

  useEffect(() => {
    check();
    return () => {
      round.current += 1;
    };
  }, [check]);
  const again = (): void => {
    setReport(null);
    setError(null);
    check();
  };
  return { report, error, again };
};
