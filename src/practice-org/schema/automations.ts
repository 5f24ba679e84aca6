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

/** Refuses a new record whose field equals that of one saved before, unless both have the same key. */
export type DuplicateRule = { name: string; object: string; field: string; keyField: string };

export const VALIDATION_RULES: readonly ValidationRule[] = [
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
  { name: 'Contacts_with_the_same_email', object: 'Contact', field: 'Email', keyField: 'Contact_No__c' },
];
