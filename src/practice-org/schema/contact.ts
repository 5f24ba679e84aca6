import {
  address,
  date,
  decimal,
  email,
  externalId,
  flag,
  longText,
  lookup,
  object,
  owner,
  personName,
  phone,
  picklist,
  text,
} from './fields';
import { SALUTATIONS } from './salutations';

export const LEAD_SOURCES = [
  'Web',
  'Phone Inquiry',
  'Partner Referral',
  'Purchased List',
  'Trade Show',
  'Other',
] as const;
export const SITE_ROLES = ['Office', 'On-site', 'Field'] as const;

export const contact = object('Contact', 'Contact', 'Contacts', '003', [
  owner(),
  lookup('AccountId', 'Account ID', ['Account'], 'Account', {
    childRelationshipName: 'Contacts',
    onDelete: 'cascade',
  }),
  {
    ...text('LastName', 'Last Name', 80, { nillable: false, extraTypeInfo: 'personname' }),
    compoundFieldName: 'Name',
  },
  { ...text('FirstName', 'First Name', 40, { extraTypeInfo: 'personname' }), compoundFieldName: 'Name' },
  {
    ...picklist('Salutation', 'Salutation', SALUTATIONS, { extraTypeInfo: 'personname' }),
    compoundFieldName: 'Name',
  },
  personName(),
  ...address('Mailing', 'Mailing'),
  phone('Phone', 'Business Phone'),
  phone('MobilePhone', 'Mobile Phone'),
  email('Email', 'Email', { idLookup: true }),
  text('Title', 'Title', 128),
  text('Department', 'Department', 80),
  picklist('LeadSource', 'Lead Source', LEAD_SOURCES, { restricted: true }),
  lookup('ReportsToId', 'Reports To ID', ['Contact'], 'ReportsTo'),
  date('Birthdate', 'Birthdate'),
  longText('Description', 'Contact Description', 32_000),
  flag('HasOptedOutOfEmail', 'Email Opt Out'),
  flag('IsPersonAccount', 'Is Person Account', {
    needs: 'personAccounts',
    createable: false,
    updateable: false,
  }),
  externalId('Contact_No__c', 'Contact No', 20),
  picklist('Site_Role__c', 'Site Role', SITE_ROLES, {
    restricted: true,
    help: 'Where this person mostly works.',
  }),
  date('Contract_Start__c', 'Contract Start'),
  decimal('Annual_Budget__c', 'Annual Budget', 'currency', 16, 2),
  flag('Newsletter__c', 'Newsletter'),
  text('Meter_No__c', 'Meter No', 20),
]);
