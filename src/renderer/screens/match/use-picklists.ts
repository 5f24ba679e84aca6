import { useEffect, useState } from 'react';
import type { RecordTypePicklists } from '../../../shared/domain/sobject';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

export type Picklists = { value: RecordTypePicklists | null; error: AppError | null };

const unasked: Picklists = { value: null, error: null };

/** The picklists of an object for one record type; nothing is asked for where it is null. */
export const usePicklists = (orgId: string, object: string, recordTypeId: string | null): Picklists => {
  const key = `${orgId}/${object}/${recordTypeId ?? ''}`;
  const [answer, setAnswer] = useState({ key, ...unasked });
  useEffect(() => {
    if (recordTypeId === null) return undefined;
    let isWanted = true;
    call('orgs.picklists', { orgId, object, recordTypeId }).then(
      (value) => isWanted && setAnswer({ key, value, error: null }),
      (thrown: unknown) => isWanted && setAnswer({ key, value: null, error: toAppError(thrown) }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, orgId, object, recordTypeId]);
  return answer.key === key ? answer : unasked;
};
