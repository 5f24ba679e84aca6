type FieldOf = { name: string; label: string; type: string } & Record<string, unknown>;

const field = (name: string, type: string, more: object = {}): FieldOf => ({
  name,
  label: name.replace('__c', ''),
  type,
  custom: name.endsWith('__c'),
  createable: true,
  updateable: true,
  nillable: true,
  length: 0,
  precision: 0,
  scale: 0,
  digits: 0,
  ...more,
});

const several = (name: string, count: number, type: string, more: object): FieldOf[] =>
  Array.from({ length: count }, (_, at) => field(`${name}${at === 0 ? '' : at + 1}__c`, type, more));

const decimal = { precision: 18, scale: 4 };

/** The type of each field the corpus is loaded into; it decides how two values on the wire are compared. */
export const corpusFields: readonly FieldOf[] = [
  field('Id', 'id', { createable: false, updateable: false, nillable: false, length: 18 }),
  ...several('Text', 6, 'string', { length: 255 }),
  field('Notes__c', 'textarea', { length: 131_072 }),
  ...several('Number', 6, 'double', decimal),
  ...several('Amount', 3, 'currency', decimal),
  field('Share__c', 'percent', decimal),
  ...several('Date', 6, 'date', {}),
  ...several('Moment', 3, 'datetime', {}),
  ...several('Time', 2, 'time', {}),
  field('Flag__c', 'boolean', { nillable: false, defaultedOnCreate: true }),
  field('Ref__c', 'reference', { length: 18, referenceTo: ['Account'], relationshipName: 'Ref__r' }),
];

const described = (name: string, keyPrefix: string, fields: readonly FieldOf[]): object => ({
  name,
  label: name.replace('__c', ''),
  labelPlural: `${name.replace('__c', '')}s`,
  keyPrefix,
  custom: name.endsWith('__c'),
  createable: true,
  updateable: true,
  deletable: true,
  queryable: true,
  fields,
});

/** Describe results of an org whose one custom object has a field of every type. */
export const corpusSchema: readonly object[] = [
  described('Account', '001', [
    ...corpusFields.slice(0, 1),
    field('Name', 'string', { length: 255, nameField: true, nillable: false, custom: false }),
  ]),
  described('Corpus__c', 'a0C', corpusFields),
];

export const corpusObject = 'Corpus__c';

/** A field that takes any text there is. */
export const anyText = 'Notes__c';
