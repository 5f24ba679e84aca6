import { requireTable, type Org } from '../org';
import { POSITION } from '../schema/fields';
import { draftRow } from '../save/draft-row';
import { putRow, positionOf } from '../store/table';
import { makeRow } from './make-row';

type Person = { first: string; last: string; profile: string; active: boolean };

const PEOPLE: readonly Person[] = [
  { first: 'Ada', last: 'Admin', profile: 'System Administrator', active: true },
  { first: 'Bruno', last: 'Baker', profile: 'Standard User', active: true },
  { first: 'Chiara', last: 'Conti', profile: 'Standard User', active: true },
  { first: 'Dmitri', last: 'Departed', profile: 'Standard User', active: false },
];

/** The user every session of the practice company starts as. */
export const ADMIN_USERNAME = 'ada.admin@practice.bulkhead.example';

const QUEUES = [
  ['New leads', 'New_leads', 'Lead'],
  ['Meter desk', 'Meter_desk', 'Case'],
  ['Web desk', 'Web_desk', 'Case'],
] as const;

/** The users, profiles, queues, record types and the organization row that any org needs, even an empty one. */
export function seedPeople(org: Org, createdAt: number): void {
  const profiles = requireTable(org, 'Profile');
  const users = requireTable(org, 'User');
  const profileIds = new Map<string, string>();
  for (const name of ['System Administrator', 'Standard User'])
    profileIds.set(name, makeRow(org, profiles, { Name: name }, createdAt));
  for (const { first, last, profile, active } of PEOPLE) {
    const username = `${first}.${last}@practice.bulkhead.example`.toLowerCase();
    const id = makeRow(
      org,
      users,
      {
        Username: username,
        FirstName: first,
        LastName: last,
        Email: username,
        Alias: `${first.charAt(0)}${last}`.toLowerCase().slice(0, 8),
        CommunityNickname: `${first}.${last}`.toLowerCase(),
        IsActive: active,
        UserType: 'Standard',
        ProfileId: profileIds.get(profile) ?? null,
        TimeZoneSidKey: 'Europe/Berlin',
        LocaleSidKey: 'en_GB',
        LanguageLocaleKey: 'en_US',
      },
      createdAt,
    );
    if (username === ADMIN_USERNAME) org.adminId = id;
  }
  const groups = requireTable(org, 'Group');
  for (const [name, developerName, object] of QUEUES) {
    const id = makeRow(org, groups, { Name: name, DeveloperName: developerName, Type: 'Queue' }, createdAt);
    makeRow(org, requireTable(org, 'QueueSobject'), { QueueId: id, SobjectType: object }, createdAt);
  }
  const types = requireTable(org, 'RecordType');
  for (const { def } of org.tables.values()) {
    for (const type of def.recordTypes) {
      makeRow(
        org,
        types,
        {
          Name: type.name,
          DeveloperName: type.developerName,
          SobjectType: def.name,
          IsActive: type.active,
          IsPersonType: type.isPersonType ?? false,
        },
        createdAt,
      );
    }
  }
  seedOrganization(org, createdAt);
}

function seedOrganization(org: Org, createdAt: number): void {
  const table = requireTable(org, 'Organization');
  const row = draftRow(table, org.adminId, createdAt);
  row[POSITION.Id] = org.id;
  const values = {
    Name: org.name,
    InstanceName: 'PRAC1',
    IsSandbox: false,
    OrganizationType: 'Developer Edition',
    LanguageLocaleKey: 'en_US',
    DefaultLocaleSidKey: 'en_GB',
    TimeZoneSidKey: 'Europe/Berlin',
    PrimaryContact: 'Ada Admin',
    FiscalYearStartMonth: 1,
  };
  for (const [name, value] of Object.entries(values)) row[positionOf(table, name)] = value;
  putRow(table, row);
}
