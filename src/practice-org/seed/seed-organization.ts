import { requireTable, type Org } from '../org';
import { draftRow } from '../save/draft-row';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { positionOf, putRow, readValue } from '../store/table';
import { formatZuluDateTime } from '../values/date';

/** What an org can pass itself off as. */
export const ORG_KINDS = ['production', 'sandbox', 'developer', 'trial', 'scratch'] as const;

export type OrgKind = (typeof ORG_KINDS)[number];

/** The row of Organization as far as a client tells orgs apart by it. */
export type Organization = {
  name: string;
  isSandbox: boolean;
  organizationType: string;
  instanceName: string;
  /** Epoch ms, or null for an org that stays. */
  trialExpirationDate: number | null;
};

const TRIAL = 30 * 86_400_000;

/** How such an org describes itself: scratch orgs call themselves sandboxes that expire. */
export function organizationOfKind(kind: OrgKind, now: number): Omit<Organization, 'name'> {
  const expires = kind === 'trial' || kind === 'scratch' ? now + TRIAL : null;
  return {
    isSandbox: kind === 'sandbox' || kind === 'scratch',
    organizationType: kind === 'developer' || kind === 'scratch' ? 'Developer Edition' : 'Enterprise Edition',
    instanceName: {
      production: 'EU44',
      sandbox: 'CS101',
      developer: 'PRAC1',
      trial: 'EU45',
      scratch: 'CS102',
    }[kind],
    trialExpirationDate: expires,
  };
}

const FIELDS: Readonly<Record<keyof Organization, string>> = {
  name: 'Name',
  isSandbox: 'IsSandbox',
  organizationType: 'OrganizationType',
  instanceName: 'InstanceName',
  trialExpirationDate: 'TrialExpirationDate',
};

/** Gives the org its one row of Organization, as a developer's. */
export function seedOrganization(org: Org, createdAt: number): void {
  const table = requireTable(org, 'Organization');
  const row = draftRow(table, org.adminId, createdAt);
  row[POSITION.Id] = org.id;
  const values: Record<string, Value> = {
    Name: 'Practice Company',
    LanguageLocaleKey: 'en_US',
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/Berlin',
    PrimaryContact: 'Ada Admin',
    FiscalYearStartMonth: 1,
  };
  for (const [name, value] of Object.entries(values)) row[positionOf(table, name)] = value;
  putRow(table, row);
  changeOrganization(org, organizationOfKind('developer', createdAt));
}

/** Changes what the org says about itself. */
export function changeOrganization(org: Org, change: Partial<Organization>): void {
  const table = requireTable(org, 'Organization');
  const row = [...(table.rows.get(org.id) ?? [])];
  for (const [name, value] of Object.entries(change))
    row[positionOf(table, FIELDS[name as keyof Organization])] = value;
  putRow(table, row);
}

function kindOf({ isSandbox, organizationType, trialExpirationDate }: Organization): OrgKind {
  if (isSandbox) return trialExpirationDate === null ? 'sandbox' : 'scratch';
  if (trialExpirationDate !== null) return 'trial';
  return organizationType === 'Developer Edition' ? 'developer' : 'production';
}

/** What the org says about itself, and the kind of org a client takes it for. */
export function describeOrganization(org: Org): Organization & { kind: OrgKind } {
  const table = requireTable(org, 'Organization');
  const row = table.rows.get(org.id) ?? [];
  const read = (name: keyof Organization): Value => readValue(table, row, FIELDS[name]);
  const expires = read('trialExpirationDate');
  const organization = {
    name: String(read('name')),
    isSandbox: read('isSandbox') === true,
    organizationType: String(read('organizationType')),
    instanceName: String(read('instanceName')),
    trialExpirationDate: typeof expires === 'number' ? expires : null,
  };
  return { ...organization, kind: kindOf(organization) };
}

/** The same for JSON: the date as text. */
export function writeOrganization(org: Org): Record<string, unknown> {
  const { trialExpirationDate, ...rest } = describeOrganization(org);
  return {
    id: org.id,
    ...rest,
    trialExpirationDate: trialExpirationDate === null ? null : formatZuluDateTime(trialExpirationDate),
  };
}
