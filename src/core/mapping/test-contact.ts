import type { LoadableField, LoadableObject } from '../../shared/domain/sobject';
import { createProfiler } from '../sheet/profile-columns';

/** A text field that can be written, with what a test changes about it. */
export const field = (name: string, label: string, more: Partial<LoadableField> = {}): LoadableField => ({
  name,
  label,
  type: 'string',
  createable: true,
  updateable: true,
  required: false,
  externalId: false,
  idLookup: false,
  unique: false,
  length: 80,
  precision: 0,
  scale: 0,
  restrictedPicklist: false,
  picklist: [],
  ...more,
});

const values = (...names: string[]) => names.map((value) => ({ value, label: value }));
const account = {
  lookup: 'AccountId',
  lookupLabel: 'Account ID',
  parentObject: 'Account',
  parentLabel: 'Account',
};
const owner = { lookup: 'OwnerId', lookupLabel: 'Owner ID', parentObject: 'User', parentLabel: 'User' };

/** A contact as tests need it: few fields, one of each kind. */
export const contact: LoadableObject = {
  name: 'Contact',
  label: 'Contact',
  labelPlural: 'Contacts',
  operations: ['insert', 'update', 'upsert', 'delete'],
  keys: ['Id', 'Contact_No__c', 'Email'],
  fields: [
    field('Id', 'Contact ID', { type: 'id', createable: false, updateable: false }),
    field('AccountId', 'Account ID', { type: 'reference' }),
    field('OwnerId', 'Owner ID', { type: 'reference' }),
    field('LastName', 'Last Name', { required: true }),
    field('FirstName', 'First Name'),
    field('Email', 'Email', { type: 'email' }),
    field('Phone', 'Business Phone', { type: 'phone' }),
    field('MobilePhone', 'Mobile Phone', { type: 'phone' }),
    field('MailingStreet', 'Mailing Street'),
    field('MailingCity', 'Mailing City'),
    field('MailingPostalCode', 'Mailing Zip/Postal Code'),
    field('MailingCountry', 'Mailing Country'),
    field('LeadSource', 'Lead Source', {
      type: 'picklist',
      restrictedPicklist: true,
      picklist: values('Web', 'Trade Show'),
    }),
    field('Site_Role__c', 'Site Role', { type: 'picklist', picklist: values('Office', 'On-site', 'Field') }),
    field('Contact_No__c', 'Contact No', { externalId: true, unique: true }),
    field('Contract_Start__c', 'Contract Start', { type: 'date' }),
    field('HasOptedOutOfEmail', 'Email Opt Out', { type: 'boolean' }),
    field('Budget__c', 'Annual Budget', { type: 'currency' }),
    field('CreatedDate', 'Created Date', { type: 'datetime', createable: false, updateable: false }),
    field('Account.Account_No__c', 'Account ID: Account No', { via: account }),
    field('Owner.Email', 'Owner ID: Email', { type: 'email', via: owner }),
  ],
};

/** Profiles of columns given by name with their cells. */
export const profile = (table: Record<string, string[]>) => {
  const headers = Object.keys(table);
  const profiler = createProfiler(headers);
  const rows = Math.max(...Object.values(table).map((cells) => cells.length));
  for (let at = 0; at < rows; at += 1) profiler.add(headers.map((header) => table[header]?.[at] ?? ''));
  return profiler.finish();
};
