import { dateTime, email, flag, integer, lookup, name, object, personName, picklist, text } from './fields';

const READ_ONLY = { createable: false, updateable: false, deletable: false, undeletable: false } as const;

export const user = object(
  'User',
  'User',
  'Users',
  '005',
  [
    text('Username', 'Username', 80, { nillable: false, unique: true, idLookup: true }),
    { ...text('LastName', 'Last Name', 80, { nillable: false }), compoundFieldName: 'Name' },
    { ...text('FirstName', 'First Name', 40), compoundFieldName: 'Name' },
    personName(),
    email('Email', 'Email', { nillable: false, idLookup: true }),
    text('Alias', 'Alias', 8, { nillable: false }),
    text('CommunityNickname', 'Nickname', 40, { nillable: false }),
    flag('IsActive', 'Active'),
    picklist('UserType', 'User Type', ['Standard', 'PowerPartner', 'AutomatedProcess'], {
      restricted: true,
      createable: false,
      updateable: false,
    }),
    lookup('ProfileId', 'Profile ID', ['Profile'], 'Profile', { nillable: false, onDelete: 'none' }),
    text('TimeZoneSidKey', 'Time Zone', 40, { nillable: false }),
    text('LocaleSidKey', 'Locale', 40, { nillable: false }),
    text('LanguageLocaleKey', 'Language', 40, { nillable: false }),
  ],
  READ_ONLY,
);

export const profile = object('Profile', 'Profile', 'Profile', '00e', [name('Name', 255)], {
  ...READ_ONLY,
  listed: true,
});

export const group = object(
  'Group',
  'Group',
  'Group',
  '00G',
  [
    name('Name', 40),
    text('DeveloperName', 'Developer Name', 80, { idLookup: true }),
    picklist('Type', 'Type', ['Regular', 'Queue', 'Role', 'Organization'], {
      restricted: true,
      nillable: false,
    }),
    email('Email', 'Email'),
  ],
  READ_ONLY,
);

export const queueObject = object(
  'QueueSobject',
  'Queue Object',
  'Queue Objects',
  '03g',
  [
    lookup('QueueId', 'Group ID', ['Group'], 'Queue', { nillable: false, onDelete: 'none' }),
    text('SobjectType', 'Sobject Type', 40, { nillable: false }),
  ],
  READ_ONLY,
);

export const recordType = object(
  'RecordType',
  'Record Type',
  'Record Types',
  '012',
  [
    name('Name', 80, { idLookup: true }),
    text('DeveloperName', 'Record Type Name', 80, { nillable: false, idLookup: true }),
    text('SobjectType', 'SObject Type Name', 40, { nillable: false }),
    text('Description', 'Description', 255),
    flag('IsActive', 'Active'),
    flag('IsPersonType', 'Is Person Type', { needs: 'personAccounts' }),
  ],
  READ_ONLY,
);

export const organization = object(
  'Organization',
  'Organization',
  'Organizations',
  '00D',
  [
    name('Name', 80),
    text('InstanceName', 'Instance Name', 5),
    flag('IsSandbox', 'Is Sandbox'),
    dateTime('TrialExpirationDate', 'Trial Expiration Date'),
    text('NamespacePrefix', 'Namespace Prefix', 15),
    text('OrganizationType', 'Edition', 40),
    text('LanguageLocaleKey', 'Language', 40),
    text('DefaultLocaleSidKey', 'Locale', 40),
    text('TimeZoneSidKey', 'Time Zone', 40),
    text('PrimaryContact', 'Primary Contact', 80),
    integer('FiscalYearStartMonth', 'Fiscal Year Starts In', 2),
  ],
  READ_ONLY,
);
