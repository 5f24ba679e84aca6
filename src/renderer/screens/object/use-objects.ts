import { useCallback, useEffect, useState } from 'react';
import type { SObjectSummary } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

type Objects = { objects: readonly SObjectSummary[] | null; error: AppError | null; retry: () => void };

/** The objects of an org; null until they are there. */
export const useObjects = (orgId: string): Objects => {
  const [objects, setObjects] = useState<readonly SObjectSummary[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const ask = useCallback(
    () =>
      call('orgs.objects', { orgId })
        .then((list) => {
          setObjects(list);
          setError(null);
        })
        .catch((thrown: unknown) => {
          setError(toAppError(thrown));
        }),
    [orgId],
  );
  useEffect(() => {
    void ask();
  }, [ask]);
  return { objects, error, retry: () => void ask() };
};
