import type { ObjectDef } from './types';

/** A validation rule: it refuses the record when its formula is true. */
export type ValidationRule = {
  name: string;
  object: string;
  formula: string;
  message: string;
  field: string | null;
};

/** Apex that throws on some records, to rehearse what clients see when somebody else's code breaks. */
export type FailingTrigger = {
  name: string;
  object: string;
  /** True for the records on which it breaks. */
  formula: string;
  event: 'BeforeInsert' | 'BeforeUpdate';
  cause: string;
  line: number;
};

/**
 * Refuses a new record whose field equals that of one saved before, unless both have the same key. An
 * alerting rule lets a caller save all the same; a blocking one does not.
 */
export type DuplicateRule = {
  name: string;
  object: string;
  field: string;
  keyField: string;
  action: 'alert' | 'block';
};

/**
 * A record-triggered flow, or with `triggerType` null a process. Flows are there to be read: what they would
 * do changes no field a load sends.
 */
export type FlowDef = {
  name: string;
  label: string;
  object: string;
  triggerType: 'RecordBeforeSave' | 'RecordAfterSave' | null;
  recordTriggerType: 'Create' | 'Update' | 'CreateAndUpdate' | null;
  order: number | null;
  formula: string | null;
  asyncPath: boolean;
  activeVersion: number | null;
  latestVersion: number;
};

export type WorkflowRule = {
  name: string;
  object: string;
  formula: string;
  active: boolean;
  action: { name: string; type: string };
};

/** Gives new records of an object to a queue or user, where the caller asks for it. */
export type AssignmentRule = { name: string; object: string; active: boolean; queue: string };

const VALIDATION_RULES: readonly ValidationRule[] = [
  {
    name: 'Mobile_for_on_site_staff',
    object: 'Contact',
    formula: 'AND(ISPICKVAL(Site_Role__c, "On-site"), ISBLANK(MobilePhone))',
    message: 'On-site contacts need a mobile number.',
    field: 'MobilePhone',
  },
  {
    name: 'Postal_code_format',
    object: 'Contact',
    formula:
      'AND(MailingCountry = "Germany", NOT(ISBLANK(MailingPostalCode)), NOT(REGEX(MailingPostalCode, "[0-9]{5}")))',
    message: 'Postal codes in Germany have five digits.',
    field: 'MailingPostalCode',
  },
];

/** The validation rules of an object: those its definition brings, else the company's. */
export const rulesOf = ({ name, validationRules }: ObjectDef): readonly ValidationRule[] =>
  validationRules ?? VALIDATION_RULES.filter((rule) => rule.object === name);

const NULL_POINTER = 'System.NullPointerException: Attempt to de-reference a null object';

export const FAILING_TRIGGERS: readonly FailingTrigger[] = (['BeforeInsert', 'BeforeUpdate'] as const).map(
  (event) => ({
    name: 'ContactTerritory',
    object: 'Contact',
    formula: 'MailingCountry = "Kosovo"',
    event,
    cause: NULL_POINTER,
    line: 14,
  }),
);

export const DUPLICATE_RULES: readonly DuplicateRule[] = [
  {
    name: 'Contacts_with_the_same_email',
    object: 'Contact',
    field: 'Email',
    keyField: 'Contact_No__c',
    action: 'alert',
  },
  {
    name: 'Leads_with_the_same_email',
    object: 'Lead',
    field: 'Email',
    keyField: 'Legacy_Id__c',
    action: 'block',
  },
];

export const FLOWS: readonly FlowDef[] = [
  {
    name: 'Contact_Welcome',
    label: 'Contact: welcome',
    object: 'Contact',
    triggerType: 'RecordAfterSave',
    recordTriggerType: 'Create',
    order: 10,
    formula: '{!$Record.Newsletter__c}',
    asyncPath: true,
    activeVersion: 2,
    latestVersion: 2,
  },
  {
    // Its newest version is a draft, and the one before is what runs.
    name: 'Contact_Defaults',
    label: 'Contact: defaults',
    object: 'Contact',
    triggerType: 'RecordBeforeSave',
    recordTriggerType: 'CreateAndUpdate',
    order: null,
    formula: null,
    asyncPath: false,
    activeVersion: 1,
    latestVersion: 2,
  },
  {
    name: 'Account_Review',
    label: 'Account: review',
    object: 'Account',
    triggerType: 'RecordAfterSave',
    recordTriggerType: 'Update',
    order: null,
    formula: null,
    asyncPath: false,
    activeVersion: null,
    latestVersion: 1,
  },
  {
    name: 'Case_Escalation',
    label: 'Case: escalation',
    object: 'Case',
    triggerType: null,
    recordTriggerType: null,
    order: null,
    formula: null,
    asyncPath: false,
    activeVersion: 1,
    latestVersion: 1,
  },
];

export const WORKFLOW_RULES: readonly WorkflowRule[] = [
  {
    name: 'Call new contacts',
    object: 'Contact',
    formula: 'ISNEW()',
    active: true,
    action: { name: 'Call within a week', type: 'Task' },
  },
  {
    name: 'Old contact mail',
    object: 'Contact',
    formula: 'ISCHANGED(Email)',
    active: false,
    action: { name: 'Mail to owner', type: 'Alert' },
  },
];

export const ASSIGNMENT_RULES: readonly AssignmentRule[] = [
  { name: 'Cases to the meter desk', object: 'Case', active: true, queue: 'Meter_desk' },
  { name: 'Leads to the new leads queue', object: 'Lead', active: true, queue: 'New_leads' },
  { name: 'Cases from the web', object: 'Case', active: false, queue: 'Web_desk' },
];
