import { isObject, type JsonObject } from '../json';
import { field } from './fields';
import type { FieldDef, FieldType, PicklistEntry } from './types';

/** Field types of describe, and what they are to the practice org; null for what it leaves out. */
const TYPES: Readonly<Record<string, FieldType | null>> = {
  string: 'string',
  textarea: 'textarea',
  boolean: 'boolean',
  int: 'int',
  long: 'int',
  double: 'double',
  currency: 'currency',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  time: 'time',
  email: 'email',
  phone: 'phone',
  url: 'url',
  picklist: 'picklist',
  combobox: 'picklist',
  multipicklist: 'multipicklist',
  reference: 'reference',
  address: 'address',
  encryptedstring: 'string',
  anyType: 'string',
  base64: 'base64',
  location: null,
  complexvalue: null,
};

const number = (source: JsonObject, name: string): number =>
  typeof source[name] === 'number' ? source[name] : 0;
const text = (source: JsonObject, name: string): string | null =>
  typeof source[name] === 'string' && source[name] !== '' ? source[name] : null;
const is = (source: JsonObject, name: string): boolean => source[name] === true;

/** Positions in a base64 bitmap whose most significant bit comes first. */
export function readValidFor(bitmap: string): number[] {
  const bits = Buffer.from(bitmap, 'base64');
  return Array.from({ length: bits.length * 8 }, (_, n) => n).filter(
    (n) => ((bits[n >> 3] ?? 0) & (0x80 >> (n & 7))) !== 0,
  );
}

function readEntries(source: JsonObject): PicklistEntry[] {
  const listed = source['picklistValues'];
  if (!Array.isArray(listed)) return [];
  return listed.filter(isObject).map((entry) => {
    const value = text(entry, 'value') ?? '';
    const validFor = text(entry, 'validFor');
    return {
      value,
      label: text(entry, 'label') ?? value,
      active: entry['active'] !== false,
      defaultValue: is(entry, 'defaultValue'),
      validFor: validFor === null ? null : readValidFor(validFor),
    };
  });
}

function readTargets(source: JsonObject): string[] {
  const { referenceTo } = source;
  return Array.isArray(referenceTo) ? referenceTo.filter((name) => typeof name === 'string') : [];
}

/** A person's compound name is worked out from the parts that name it; that of accounts is sent, persons or not. */
function isPersonName(source: JsonObject, siblings: readonly JsonObject[]): boolean {
  return (
    source['name'] === 'Name' &&
    !is(source, 'createable') &&
    siblings.some((one) => one['compoundFieldName'] === 'Name' && one !== source)
  );
}

/** A field of a describe result. Answers null for a kind that is left out, or the reason it cannot be read. */
export function readFieldDef(source: JsonObject, siblings: readonly JsonObject[]): FieldDef | string | null {
  const name = text(source, 'name') ?? '';
  const typeName = text(source, 'type');
  if (typeName === null) return 'type is missing';
  const type = TYPES[typeName];
  if (type === undefined) return `type ${typeName} is unknown`;
  if (type === null) return null;
  const referenceTo = readTargets(source);
  if (type === 'reference' && referenceTo.length === 0) return 'referenceTo names no object';
  const numeric = type === 'double' || type === 'currency' || type === 'percent';
  if (numeric && number(source, 'precision') <= 0) return 'precision is missing';
  const computed = type === 'address' ? 'address' : isPersonName(source, siblings) ? 'personName' : null;
  const onDelete = is(source, 'cascadeDelete')
    ? 'cascade'
    : is(source, 'restrictedDelete')
      ? 'restrict'
      : 'clear';
  return field(name, text(source, 'label') ?? name, type, {
    custom: is(source, 'custom'),
    length: number(source, 'length'),
    precision: number(source, 'precision'),
    scale: number(source, 'scale'),
    digits: number(source, 'digits'),
    createable: is(source, 'createable'),
    updateable: is(source, 'updateable'),
    // What nobody may set cannot be asked for either.
    nillable: source['nillable'] !== false || !is(source, 'createable'),
    defaultedOnCreate: is(source, 'defaultedOnCreate'),
    externalId: is(source, 'externalId'),
    idLookup: is(source, 'idLookup'),
    unique: is(source, 'unique'),
    caseSensitive: is(source, 'caseSensitive'),
    nameField: is(source, 'nameField'),
    autoNumber: is(source, 'autoNumber') ? '{00000000}' : null,
    restricted: is(source, 'restrictedPicklist'),
    picklist: readEntries(source),
    controllerName: text(source, 'controllerName'),
    referenceTo,
    relationshipName: text(source, 'relationshipName'),
    masterDetail: number(source, 'relationshipOrder') > 0 || source['relationshipOrder'] === 0,
    onDelete: type === 'reference' ? onDelete : 'none',
    compoundFieldName: text(source, 'compoundFieldName'),
    computed,
    extraTypeInfo: text(source, 'extraTypeInfo'),
    help: text(source, 'inlineHelpText'),
    filterable: type !== 'base64',
  });
}
