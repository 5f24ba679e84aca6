import type { OrgType } from '../../shared/domain/org';

/** What the Organization record of an org says about its kind, by the names Salesforce gives the fields. */
export type OrganizationFacts = {
  IsSandbox: boolean;
  /** ISO date-time or null. */
  TrialExpirationDate: string | null;
  OrganizationType: string | null;
};

/**
 * The kind of an org from its Organization record. A scratch org is a sandbox with an end, as Salesforce's own
 * command line tells them apart. Whatever is neither sandbox nor Developer Edition is somebody's company.
 */
export const readOrgType = (facts: OrganizationFacts): OrgType => {
  if (facts.IsSandbox) return facts.TrialExpirationDate === null ? 'sandbox' : 'scratch';
  return facts.OrganizationType === 'Developer Edition' ? 'developer' : 'production';
};
