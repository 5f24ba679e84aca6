/** What a describe result says of a field, as far as a practice org looks at it. */
const field = (name: string, type: string, more: object = {}): object => ({
  name,
  label: name.replace(/__c$/, '').replaceAll('_', ' '),
  type,
  createable: true,
  updateable: true,
  nillable: true,
  custom: name.endsWith('__c'),
  length: 80,
  ...more,
});

const id = field('Id', 'id', { createable: false, updateable: false, nillable: false, length: 18 });

/** An object no sample company has, with 5 fields. */
export const wharf = {
  name: 'Wharf__c',
  label: 'Wharf',
  labelPlural: 'Wharves',
  keyPrefix: 'a9W',
  fields: [
    id,
    field('Name', 'string', { nillable: false, nameField: true }),
    field('Wharf_No__c', 'string', { externalId: true, unique: true, idLookup: true }),
    field('Depth__c', 'double', { precision: 6, scale: 2 }),
    field('Side__c', 'picklist', {
      restrictedPicklist: true,
      picklistValues: ['Port', 'Starboard'].map((value) => ({ value, label: value, active: true })),
    }),
  ],
};

export const crane = {
  name: 'Crane__c',
  label: 'Crane',
  labelPlural: 'Cranes',
  keyPrefix: 'a9C',
  fields: [id, field('Name', 'string', { nillable: false, nameField: true })],
};
