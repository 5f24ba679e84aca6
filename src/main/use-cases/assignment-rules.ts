import { z } from 'zod';
import type { AssignedObject, AssignmentRule } from '../../shared/domain/assignment-rule';
import { CallError } from '../load/ports';
import { queryAll, quoteSoql } from '../salesforce/connection';
import type { Orgs } from './orgs';

const Found = z.object({ Id: z.string(), Name: z.string(), Active: z.boolean() });

/**
 * The assignment rules of an org for Cases or Leads, the active one first, then by name. None where the user may
 * not see them. Throws `CallError` where no answer comes.
 */
export const readAssignmentRules = async (
  orgs: Pick<Orgs, 'open'>,
  orgId: string,
  object: AssignedObject,
): Promise<AssignmentRule[]> => {
  const { session } = await orgs.open(orgId);
  const soql = `SELECT Id, Name, Active FROM AssignmentRule WHERE SobjectType = ${quoteSoql(object)}`;
  const records = await queryAll(session, soql).catch((cause: unknown) => {
    if (cause instanceof CallError && ['refused', 'gone'].includes(cause.failure.kind)) return [];
    throw cause;
  });
  return records
    .flatMap((record) => Found.safeParse(record).data ?? [])
    .map(({ Id: id, Name: name, Active: active }) => ({ id, name, active }))
    .sort((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name));
};
