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
  personName,
  phone,
  picklist,
  text,
  url,
} from './fields';
import { INDUSTRIES } from './account';
import { LEAD_SOURCES } from './contact';
import { SALUTATIONS } from './salutations';

export const lead = object('Lead', 'Lead', 'Leads', '00Q', [
  owner(['Group', 'User']),
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
  text('Company', 'Company', 255, { nillable: false }),
  text('Title', 'Title', 128),
  email('Email', 'Email', { idLookup: true }),
  phone('Phone', 'Phone'),
  phone('MobilePhone', 'Mobile Phone'),
  url('Website', 'Website'),
  ...address('', '').map((field) => ({ ...field, label: field.label.trim() })),
  longText('Description', 'Description', 32_000),
  picklist('LeadSource', 'Lead Source', LEAD_SOURCES),
  picklist(
    'Status',
    'Status',
    [
      { value: 'Open - Not Contacted', defaultValue: true },
      'Working - Contacted',
      'Closed - Converted',
      'Closed - Not Converted',
    ],
    {
      nillable: false,
      defaultedOnCreate: true,
    },
  ),
  picklist('Industry', 'Industry', INDUSTRIES),
  picklist('Rating', 'Rating', ['Hot', 'Warm', 'Cold']),
  decimal('AnnualRevenue', 'Annual Revenue', 'currency', 18, 0),
  integer('NumberOfEmployees', 'Employees', 8),
  flag('HasOptedOutOfEmail', 'Email Opt Out'),
  // An external ID that is not unique: two leads may share one, and an upsert by it must then fail.
  externalId('Legacy_Id__c', 'Legacy Id', 40, { unique: false }),
]);

const STAGES = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Value Proposition',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
];

export const opportunity = object('Opportunity', 'Opportunity', 'Opportunities', '006', [
  owner(),
  lookup('AccountId', 'Account ID', ['Account'], 'Account', {
    childRelationshipName: 'Opportunities',
    onDelete: 'cascade',
  }),
  name('Name', 120),
  longText('Description', 'Description', 32_000),
  picklist('StageName', 'Stage', STAGES, { nillable: false, restricted: true }),
  decimal('Amount', 'Amount', 'currency', 16, 2),
  decimal('Probability', 'Probability (%)', 'percent', 3, 0),
  date('CloseDate', 'Close Date', { nillable: false }),
  picklist('Type', 'Opportunity Type', ['Existing Business', 'New Business']),
  picklist('LeadSource', 'Lead Source', LEAD_SOURCES),
  text('NextStep', 'Next Step', 255),
  externalId('Opportunity_No__c', 'Opportunity No', 20),
]);

const TOPICS = [
  { value: 'Reading', validFor: [0] },
  { value: 'Replacement', validFor: [0, 2] },
  { value: 'Amount', validFor: [1] },
  { value: 'Due date', validFor: [1] },
  { value: 'Outage', validFor: [2] },
  { value: 'Legacy topic', validFor: [], active: false },
];

export const supportCase = object('Case', 'Case', 'Cases', '500', [
  owner(['Group', 'User']),
  text('CaseNumber', 'Case Number', 30, {
    createable: false,
    updateable: false,
    nillable: false,
    defaultedOnCreate: true,
    autoNumber: '{00000000}',
    nameField: true,
    idLookup: true,
  }),
  lookup('AccountId', 'Account ID', ['Account'], 'Account', {
    childRelationshipName: 'Cases',
    onDelete: 'restrict',
  }),
  lookup('ContactId', 'Contact ID', ['Contact'], 'Contact', { childRelationshipName: 'Cases' }),
  text('Subject', 'Subject', 255),
  longText('Description', 'Description', 32_000),
  picklist('Status', 'Status', [{ value: 'New', defaultValue: true }, 'Working', 'Escalated', 'Closed'], {
    nillable: false,
    defaultedOnCreate: true,
  }),
  picklist('Priority', 'Priority', ['High', { value: 'Medium', defaultValue: true }, 'Low'], {
    defaultedOnCreate: true,
  }),
  picklist('Origin', 'Case Origin', ['Phone', 'Email', 'Web']),
  picklist('Area__c', 'Area', ['Meters', 'Billing', 'Supply'], { restricted: true }),
  picklist('Topic__c', 'Topic', TOPICS, { restricted: true, controllerName: 'Area__c' }),
]);

export const task = object('Task', 'Task', 'Tasks', '00T', [
  owner(['Group', 'User']),
  lookup('WhoId', 'Name ID', ['Contact', 'Lead'], 'Who', { childRelationshipName: 'Tasks' }),
  lookup('WhatId', 'Related To ID', ['Account', 'Opportunity', 'Case', 'Site__c'], 'What', {
    childRelationshipName: 'Tasks',
  }),
  text('Subject', 'Subject', 255),
  date('ActivityDate', 'Due Date Only'),
  picklist(
    'Status',
    'Status',
    [
      { value: 'Not Started', defaultValue: true },
      'In Progress',
      'Completed',
      'Waiting on someone else',
      'Deferred',
    ],
    { nillable: false, defaultedOnCreate: true },
  ),
  picklist('Priority', 'Priority', ['High', { value: 'Normal', defaultValue: true }, 'Low'], {
    nillable: false,
    defaultedOnCreate: true,
  }),
  longText('Description', 'Description', 32_000),
]);
