import { useCallback, useEffect, useState } from 'react';
import type { SObjectSummary } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

type Objects = { objects: readonly SObjectSummary[] | null; error: AppError | null; retry: () => void };

/** The objects of an org; null until they are there. */
export const useObjects = (orgId: string): Objects => {
  const [objects, setObjects] = useState<readonly SObjectSummary[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setError(null);
    call('orgs.objects', { orgId })
      .then((list) => {
        if (current) setObjects(list);
      })
      .catch((thrown: unknown) => {
        if (current) setError(toAppError(thrown));
      });
    return () => {
      current = false;
    };
  }, [orgId, round]);
  const retry = useCallback(() => {
    setRound((value) => value + 1);
  }, []);
  return { objects, error, retry };
};
