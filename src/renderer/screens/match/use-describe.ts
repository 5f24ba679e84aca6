import { useCallback, useEffect, useState } from 'react';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

export type Described = { object: LoadableObject | null; error: AppError | null; retry: () => void };

const known = new Map<string, LoadableObject>();

/** What can be loaded into an object of an org; asked for once a window and shown at once from then on. */
export const useDescribe = (orgId: string, object: string | null): Described => {
  const key = object === null ? null : `${orgId}/${object}`;
  const [answer, setAnswer] = useState<{ key: string; object: LoadableObject } | null>(null);
  const [failure, setFailure] = useState<{ key: string; error: AppError } | null>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (key === null || object === null || known.has(key)) return undefined;
    let current = true;
    call('orgs.describe', { orgId, object })
      .then((described) => {
        known.set(key, described);
        if (current) setAnswer({ key, object: described });
      })
      .catch((thrown: unknown) => {
        if (current) setFailure({ key, error: toAppError(thrown) });
      });
    return () => {
      current = false;
    };
  }, [key, orgId, object, round]);

  const retry = useCallback(() => {
    setFailure(null);
    setRound((value) => value + 1);
  }, []);
  const atHand =
    key === null ? undefined : (known.get(key) ?? (answer?.key === key ? answer.object : undefined));
  return {
    object: atHand ?? null,
    error: failure !== null && failure.key === key ? failure.error : null,
    retry,
  };
};
