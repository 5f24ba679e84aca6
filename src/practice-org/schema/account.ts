import { address, date, decimal, externalId, flag, integer, longText, lookup, name, object, owner, phone, picklist, text, url } from './fields';

export const INDUSTRIES = [
  'Agriculture', 'Apparel', 'Banking', 'Biotechnology', 'Chemicals', 'Communications', 'Construction', 'Consulting',
  'Education', 'Electronics', 'Energy', 'Engineering', 'Entertainment', 'Environmental', 'Finance', 'Food & Beverage',
  'Government', 'Healthcare', 'Hospitality', 'Insurance', 'Machinery', 'Manufacturing', 'Media', 'Not For Profit',
  'Recreation', 'Retail', 'Shipping', 'Technology', 'Telecommunications', 'Transportation', 'Utilities', 'Other',
] as const;

export const ACCOUNT_TYPES = ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Channel Partner / Reseller', 'Installation Partner', 'Technology Partner', 'Other'] as const;

const coordinate = (prefix: string, half: 'Latitude' | 'Longitude') =>
  decimal(`${prefix}${half}`, `${prefix} ${half}`, 'double', 18, 15);

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
    lookup('ParentId', 'Parent Account ID', ['Account'], 'Parent', { childRelationshipName: 'ChildAccounts' }),
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
  ],
  {
    recordTypes: [
      { developerName: 'Customer', name: 'Customer', active: true, isDefault: true },
      { developerName: 'Partner', name: 'Partner', active: true, isDefault: false },
    ],
  },
);
