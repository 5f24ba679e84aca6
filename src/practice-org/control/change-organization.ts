import type { Org } from '../org';
import {
  changeOrganization,
  ORG_KINDS,
  organizationOfKind,
  type Organization,
} from '../seed/seed-organization';
import { checkKeys, readChoice, readFlag, readString, refuse, requireObject } from './read-members';

const MEMBERS = ['kind', 'name', 'isSandbox', 'organizationType', 'instanceName', 'trialExpirationDate'];

function readTrialEnd(value: unknown): number | null {
  if (value === null) return null;
  const end = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(end)) throw refuse('trialExpirationDate must be an ISO date or null');
  return end;
}

/** Reads the `organization` of a control call: a kind, and what is to differ from it. */
export function readOrganization(org: Org, value: unknown): () => void {
  const source = requireObject(value, 'organization');
  checkKeys(source, MEMBERS, 'member of organization');
  const change: Partial<Organization> =
    source['kind'] === undefined
      ? {}
      : organizationOfKind(readChoice(source, 'kind', ORG_KINDS, 'developer'), org.clock.now());
  if (source['isSandbox'] !== undefined) change.isSandbox = readFlag(source, 'isSandbox', false);
  for (const name of ['name', 'organizationType', 'instanceName'] as const)
    if (source[name] !== undefined) change[name] = readString(source, name, '');
  if (source['trialExpirationDate'] !== undefined)
    change.trialExpirationDate = readTrialEnd(source['trialExpirationDate']);
  return () => changeOrganization(org, change);
}
