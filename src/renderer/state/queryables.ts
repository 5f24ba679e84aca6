import { useEffect } from 'react';
import { create } from 'zustand';
import type { QueryableObject } from '../../shared/domain/export';
import type { SObjectSummary } from '../../shared/domain/sobject';
import type { AppError } from '../../shared/errors/app-error';
import { call, toAppError } from '../lib/api';

type Known<T> = { value: T | null; error: AppError | null };
type Queryables = {
  objects: Readonly<Record<string, Known<readonly SObjectSummary[]>>>;
  described: Readonly<Record<string, Known<QueryableObject>>>;
};

const unknown = { value: null, error: null } as const;

const useQueryables = create<Queryables>(() => ({ objects: {}, described: {} }));

/** Where the description of an object stands in `described`. */
const describedKey = (orgId: string, object: string): string => `${orgId}/${object}`;

export const fetchObjects = async (orgId: string): Promise<void> => {
  const put = (known: Known<readonly SObjectSummary[]>): void =>
    useQueryables.setState(({ objects }) => ({ objects: { ...objects, [orgId]: known } }));
  try {
    put({ value: await call('exports.objects', { orgId }), error: null });
  } catch (thrown) {
    put({ value: null, error: toAppError(thrown) });
  }
};

export const fetchDescribed = async (orgId: string, object: string): Promise<void> => {
  const put = (known: Known<QueryableObject>): void =>
    useQueryables.setState(({ described }) => ({
      described: { ...described, [describedKey(orgId, object)]: known },
    }));
  put(unknown);
  try {
    put({ value: await call('exports.describe', { orgId, object }), error: null });
  } catch (thrown) {
    put({ value: null, error: toAppError(thrown) });
  }
};

/** The objects of an org whose records can be read. */
export const useObjects = (orgId: string): Known<readonly SObjectSummary[]> => {
  const known = useQueryables(({ objects }) => objects[orgId]);
  const isMissing = known === undefined;
  useEffect(() => {
    if (isMissing) void fetchObjects(orgId);
  }, [orgId, isMissing]);
  return known ?? unknown;
};

/** What can be read of an object. */
export const useDescribed = (orgId: string, object: string | null): Known<QueryableObject> => {
  const known = useQueryables(({ described }) =>
    object === null ? undefined : described[describedKey(orgId, object)],
  );
  const isMissing = object !== null && known === undefined;
  useEffect(() => {
    if (isMissing) void fetchDescribed(orgId, object);
  }, [orgId, object, isMissing]);
  return known ?? unknown;
};
