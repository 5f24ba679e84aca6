import {
  address,
  date,
  decimal,
  email,
  externalId,
  flag,
  integer,
  longText,
  lookup,
  name,
  object,
  owner,
  phone,
  picklist,
  text,
  url,
} from './fields';
import { SALUTATIONS } from './salutations';

export const INDUSTRIES = [
  'Agriculture',
  'Apparel',
  'Banking',
  'Biotechnology',
  'Chemicals',
  'Communications',
  'Construction',
  'Consulting',
  'Education',
  'Electronics',
  'Energy',
  'Engineering',
  'Entertainment',
  'Environmental',
  'Finance',
  'Food & Beverage',
  'Government',
  'Healthcare',
  'Hospitality',
  'Insurance',
  'Machinery',
  'Manufacturing',
  'Media',
  'Not For Profit',
  'Recreation',
  'Retail',
  'Shipping',
  'Technology',
  'Telecommunications',
  'Transportation',
  'Utilities',
  'Other',
] as const;

export const ACCOUNT_TYPES = [
  'Prospect',
  'Customer - Direct',
  'Customer - Channel',
  'Channel Partner / Reseller',
  'Installation Partner',
  'Technology Partner',
  'Other',
] as const;

const coordinate = (prefix: string, half: 'Latitude' | 'Longitude') =>
  decimal(`${prefix}${half}`, `${prefix} ${half}`, 'double', 18, 15);

const PERSON = { needs: 'personAccounts' } as const;

/** What an account shows besides where persons may be accounts. */
const PERSON_FIELDS = [
  flag('IsPersonAccount', 'Is Person Account', { ...PERSON, createable: false, updateable: false }),
  lookup('PersonContactId', 'Contact ID', ['Contact'], 'PersonContact', {
    ...PERSON,
    createable: false,
    updateable: false,
    onDelete: 'none',
  }),
  text('LastName', 'Last Name', 80, PERSON),
  text('FirstName', 'First Name', 40, PERSON),
  picklist('Salutation', 'Salutation', SALUTATIONS, PERSON),
  email('PersonEmail', 'Email', { ...PERSON, idLookup: true }),
  phone('PersonMobilePhone', 'Mobile', PERSON),
  text('PersonTitle', 'Title', 128, PERSON),
  date('PersonBirthdate', 'Birthdate', PERSON),
  flag('Newsletter__pc', 'Newsletter', { ...PERSON, custom: true }),
];

export const account = object(
  'Account',
  'Account',
  'Accounts',
  '001',
  [
    owner(),
    name('Account Name', 255),
    externalId('Account_No__c', 'Account No', 20),
    text('AccountNumber', 'Account Number', 40),
    picklist('Type', 'Account Type', ACCOUNT_TYPES),
    picklist('Industry', 'Industry', INDUSTRIES),
    picklist('Rating', 'Account Rating', ['Hot', 'Warm', 'Cold'], { restricted: true }),
    lookup('ParentId', 'Parent Account ID', ['Account'], 'Parent', {
      childRelationshipName: 'ChildAccounts',
    }),
    phone('Phone', 'Account Phone'),
    url('Website', 'Website'),
    decimal('AnnualRevenue', 'Annual Revenue', 'currency', 18, 0),
    integer('NumberOfEmployees', 'Employees', 8),
    ...address('Billing', 'Billing', [coordinate('Billing', 'Latitude'), coordinate('Billing', 'Longitude')]),
    longText('Description', 'Account Description', 32_000),
    lookup('RecordTypeId', 'Record Type ID', ['RecordType'], 'RecordType', { onDelete: 'none' }),
    date('SLA_Expires__c', 'SLA Expires'),
    flag('Active__c', 'Active'),
    externalId('Legacy_Id__c', 'Legacy Id', 40),
    ...PERSON_FIELDS,
  ],
  {
    recordTypes: [
      {
        developerName: 'Customer',
        name: 'Customer',
        active: true,
        isDefault: true,
        picklists: { Type: ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Other'] },
      },
      {
        developerName: 'Partner',
        name: 'Partner',
        active: true,
        isDefault: false,
        picklists: {
          Type: ['Channel Partner / Reseller', 'Installation Partner', 'Technology Partner', 'Other'],
          Rating: ['Hot', 'Warm'],
        },
      },
      {
        developerName: 'PersonAccount',
        name: 'Person Account',
        active: true,
        isDefault: false,
        isPersonType: true,
      },
    ],
  },
);
