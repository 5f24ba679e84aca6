import { requireTable, type Org } from '../org';
import { clearTable } from '../store/table';
import { makeRow } from './make-row';
import { seedOrganization } from './seed-organization';

type Person = { first: string; last: string; profile: string; active: boolean };

const PEOPLE: readonly Person[] = [
  { first: 'Ada', last: 'Admin', profile: 'System Administrator', active: true },
  { first: 'Bruno', last: 'Baker', profile: 'Standard User', active: true },
  { first: 'Chiara', last: 'Conti', profile: 'Standard User', active: true },
  { first: 'Dmitri', last: 'Departed', profile: 'Standard User', active: false },
];

const usernameOf = ({ first, last }: Person): string =>
  `${first}.${last}@practice.bulkhead.example`.toLowerCase();

/** Whether a user was active when the org was founded. */
export const wasActive = (username: string): boolean =>
  PEOPLE.some((person) => person.active && usernameOf(person) === username);

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
  for (const person of PEOPLE) {
    const { first, last, profile, active } = person;
    const username = usernameOf(person);
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
  seedRecordTypes(org, createdAt);
  seedOrganization(org, createdAt);
}

/** Lists the record types of the objects there are. */
export function seedRecordTypes(org: Org, createdAt: number): void {
  const types = requireTable(org, 'RecordType');
  clearTable(types);
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
}
