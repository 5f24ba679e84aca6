import { useCallback, useEffect, useState } from 'react';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

export type Described = { object: LoadableObject | null; error: AppError | null; retry: () => void };

let known = new Map<string, LoadableObject>();

/** Forgets every object: those of an org have changed. Answers still on their way are of the old ones. */
export const forgetDescribes = (): void => {
  known = new Map();
};

/** What can be loaded into an object of an org; asked for once a window and shown at once from then on. */
export const useDescribe = (orgId: string, object: string | null): Described => {
  const key = object === null ? null : `${orgId}/${object}`;
  const [answer, setAnswer] = useState<{ key: string; object: LoadableObject } | null>(null);
  const [failure, setFailure] = useState<{ key: string; error: AppError } | null>(null);

  const ask = useCallback((): void => {
    if (key === null || object === null || known.has(key)) return;
    const asked = known;
    call('orgs.describe', { orgId, object })
      .then((described) => {
        asked.set(key, described);
        setAnswer({ key, object: described });
        setFailure(null);
      })
      .catch((thrown: unknown) => {
        setFailure({ key, error: toAppError(thrown) });
      });
  }, [key, orgId, object]);
  useEffect(ask, [ask]);

  const atHand =
    key === null ? undefined : (known.get(key) ?? (answer?.key === key ? answer.object : undefined));
  return {
    object: atHand ?? null,
    error: failure !== null && failure.key === key ? failure.error : null,
    retry: ask,
  };
};
