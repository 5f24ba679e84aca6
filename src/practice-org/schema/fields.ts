import { CURRENCY_ENTRIES } from './currencies';
import type { FieldDef, FieldType, ObjectDef, PicklistEntry } from './types';

/** What a field may have besides its name, label and type. */
export type Extra = Partial<Omit<FieldDef, 'name' | 'label' | 'type'>>;

/** A field with everything not said left at what is usual. */
export function field(name: string, label: string, type: FieldType, extra: Extra = {}): FieldDef {
  return {
    name,
    label,
    type,
    custom: name.endsWith('__c'),
    length: 0,
    precision: 0,
    scale: 0,
    digits: 0,
    createable: true,
    updateable: true,
    nillable: true,
    defaultedOnCreate: false,
    externalId: false,
    idLookup: false,
    unique: false,
    caseSensitive: false,
    nameField: false,
    autoNumber: null,
    restricted: false,
    picklist: [],
    controllerName: null,
    referenceTo: [],
    relationshipName: null,
    childRelationshipName: null,
    masterDetail: false,
    onDelete: 'none',
    compoundFieldName: null,
    computed: null,
    extraTypeInfo: null,
    help: null,
    filterable: true,
    needs: null,
    ...extra,
  };
}

const READ_ONLY = { createable: false, updateable: false } as const;

export const text = (name: string, label: string, length: number, extra: Extra = {}): FieldDef =>
  field(name, label, 'string', { length, ...extra });

/** A required name field. */
export const name = (label: string, length: number, extra: Extra = {}): FieldDef =>
  text('Name', label, length, { nillable: false, nameField: true, ...extra });

/** A text field that upserts and relationship columns may match on, unique unless said otherwise. */
export const externalId = (fieldName: string, label: string, length: number, extra: Extra = {}): FieldDef =>
  text(fieldName, label, length, { externalId: true, idLookup: true, unique: true, ...extra });

export const longText = (fieldName: string, label: string, length: number, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'textarea', { length, extraTypeInfo: 'plaintextarea', ...extra });

export const flag = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'boolean', { nillable: false, defaultedOnCreate: true, ...extra });

export const integer = (fieldName: string, label: string, digits: number, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'int', { digits, ...extra });

export const decimal = (
  fieldName: string,
  label: string,
  type: 'double' | 'currency' | 'percent',
  precision: number,
  scale: number,
  extra: Extra = {},
): FieldDef => field(fieldName, label, type, { precision, scale, ...extra });

export const date = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'date', extra);

export const dateTime = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'datetime', extra);

export const email = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'email', { length: 80, ...extra });

export const phone = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'phone', { length: 40, ...extra });

export const binary = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'base64', { filterable: false, ...extra });

export const url = (fieldName: string, label: string, extra: Extra = {}): FieldDef =>
  field(fieldName, label, 'url', { length: 255, ...extra });

/** Picklist values: a plain name, or an entry with its own switches. */
export function picklist(
  fieldName: string,
  label: string,
  values: readonly (string | (Partial<PicklistEntry> & { value: string }))[],
  extra: Extra = {},
): FieldDef {
  const entries = values.map((entry): PicklistEntry => {
    const given = typeof entry === 'string' ? { value: entry } : entry;
    return { label: given.value, active: true, defaultValue: false, validFor: null, ...given };
  });
  return field(fieldName, label, 'picklist', { length: 255, picklist: entries, ...extra });
}

/** A lookup. One target takes the plain relationship header, several need the typed one. */
export function lookup(
  fieldName: string,
  label: string,
  referenceTo: readonly string[],
  relationshipName: string,
  extra: Extra = {},
): FieldDef {
  return field(fieldName, label, 'reference', {
    length: 18,
    referenceTo,
    relationshipName,
    onDelete: 'clear',
    ...extra,
  });
}

/** The compound name of a person: read-only, worked out from its parts. */
export const personName = (): FieldDef =>
  text('Name', 'Full Name', 121, {
    ...READ_ONLY,
    nillable: false,
    nameField: true,
    computed: 'personName',
    extraTypeInfo: 'personname',
  });

/** The five parts of an address and the read-only compound over them. */
export function address(prefix: string, label: string, extras: readonly FieldDef[] = []): FieldDef[] {
  const compoundFieldName = `${prefix}Address`;
  const part = (suffix: string, length: number): FieldDef =>
    text(`${prefix}${suffix}`, `${label} ${suffix.replace('PostalCode', 'Zip/Postal Code')}`.trim(), length, {
      compoundFieldName,
    });
  return [
    { ...longText(`${prefix}Street`, `${label} Street`.trim(), 255), compoundFieldName },
    part('City', 40),
    part('State', 80),
    part('PostalCode', 20),
    part('Country', 80),
    ...extras.map((extra) => ({ ...extra, compoundFieldName })),
    field(compoundFieldName, `${label} Address`.trim(), 'address', { ...READ_ONLY, computed: 'address' }),
  ];
}

const SYSTEM_FIELDS: readonly FieldDef[] = [
  field('Id', 'Record ID', 'id', {
    ...READ_ONLY,
    length: 18,
    nillable: false,
    defaultedOnCreate: true,
    idLookup: true,
  }),
  flag('IsDeleted', 'Deleted', READ_ONLY),
  dateTime('CreatedDate', 'Created Date', { ...READ_ONLY, nillable: false, defaultedOnCreate: true }),
  lookup('CreatedById', 'Created By ID', ['User'], 'CreatedBy', {
    ...READ_ONLY,
    nillable: false,
    defaultedOnCreate: true,
    onDelete: 'none',
  }),
  dateTime('LastModifiedDate', 'Last Modified Date', {
    ...READ_ONLY,
    nillable: false,
    defaultedOnCreate: true,
  }),
  lookup('LastModifiedById', 'Last Modified By ID', ['User'], 'LastModifiedBy', {
    ...READ_ONLY,
    nillable: false,
    defaultedOnCreate: true,
    onDelete: 'none',
  }),
  dateTime('SystemModstamp', 'System Modstamp', { ...READ_ONLY, nillable: false, defaultedOnCreate: true }),
];

/** Where the fields every object has stand in a stored row. */
export const POSITION = {
  Id: 0,
  IsDeleted: 1,
  CreatedDate: 2,
  CreatedById: 3,
  LastModifiedDate: 4,
  LastModifiedById: 5,
  SystemModstamp: 6,
} as const;

/** The owner of a record; several targets where queues may own it. */
export const owner = (referenceTo: readonly string[] = ['User']): FieldDef =>
  lookup('OwnerId', 'Owner ID', referenceTo, 'Owner', {
    nillable: false,
    defaultedOnCreate: true,
    onDelete: 'none',
  });

const currencyCode = (): FieldDef => ({
  ...field('CurrencyIsoCode', 'Currency ISO Code', 'picklist'),
  length: 3,
  nillable: false,
  defaultedOnCreate: true,
  restricted: true,
  picklist: CURRENCY_ENTRIES,
  needs: 'multiCurrency',
});

/** An object with the system fields in front of its own, and its currency behind. */
export function object(
  objectName: string,
  label: string,
  labelPlural: string,
  keyPrefix: string,
  fields: readonly FieldDef[],
  extra: Partial<ObjectDef> = {},
): ObjectDef {
  return {
    name: objectName,
    label,
    labelPlural,
    keyPrefix,
    custom: objectName.endsWith('__c'),
    createable: true,
    updateable: true,
    deletable: true,
    undeletable: true,
    listed: true,
    recordTypes: [],
    fields: [...SYSTEM_FIELDS, ...fields, ...(extra.createable === false ? [] : [currencyCode()])],
    ...extra,
  };
}
