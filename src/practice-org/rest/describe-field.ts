import type { Org } from '../org';
import { isCreateable } from '../save/is-writable';
import type { FieldDef, FieldType, PicklistEntry } from '../schema/types';
import type { Table } from '../store/table';

const SOAP_TYPES: Record<FieldType, string> = {
  id: 'tns:ID',
  string: 'xsd:string',
  textarea: 'xsd:string',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
  email: 'xsd:string',
  phone: 'xsd:string',
  url: 'xsd:string',
  picklist: 'xsd:string',
  multipicklist: 'xsd:string',
  reference: 'tns:ID',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
  complexvalue: 'tns:Metadata',
};

/** Base64 of a bitmap whose most significant bit stands for the first controlling value. */
export function writeValidFor(positions: readonly number[], controllingValues: number): string {
  const bits = Buffer.alloc(Math.ceil(controllingValues / 8));
  for (const position of positions) {
    const byte = position >> 3;
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (position & 7));
  }
  return bits.toString('base64');
}

function describeEntry(table: Table, field: FieldDef, entry: PicklistEntry): Record<string, unknown> {
  const controller = table.def.fields.find((other) => other.name === field.controllerName);
  return {
    active: entry.active,
    defaultValue: entry.defaultValue,
    label: entry.label,
    validFor: controller && entry.validFor ? writeValidFor(entry.validFor, controller.picklist.length) : null,
    value: entry.value,
  };
}

function defaultOf(field: FieldDef): string | boolean | null {
  if (field.type === 'boolean') return false;
  return field.picklist.find((entry) => entry.defaultValue)?.value ?? null;
}

/** One field as describe tells it, with every attribute and its right JSON type. */
export function describeField(org: Org, table: Table, field: FieldDef): Record<string, unknown> {
  const compound = field.computed !== null;
  const longText = field.type === 'textarea' && field.length > 255;
  const plain = !longText && field.type !== 'address' && field.type !== 'base64';
  return {
    aggregatable: plain && field.type !== 'boolean',
    aiPredictionField: false,
    autoNumber: field.autoNumber !== null,
    byteLength: field.length === 18 ? 18 : field.length * 3,
    calculated: false,
    calculatedFormula: null,
    cascadeDelete: field.onDelete === 'cascade' && field.type === 'reference',
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compoundFieldName,
    controllerName: field.controllerName,
    createable: isCreateable(org, field),
    custom: field.custom,
    defaultValue: defaultOf(field),
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: field.controllerName !== null,
    deprecatedAndHidden: false,
    digits: field.digits,
    displayLocationInDecimal: false,
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: field.extraTypeInfo,
    filterable: plain && field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: plain && !['double', 'currency', 'percent', 'datetime'].includes(field.type),
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: field.help,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: field.createable && field.nillable && !compound,
    picklistValues: field.picklist.map((entry) => describeEntry(table, field, entry)),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: field.masterDetail ? 0 : null,
    restrictedDelete: field.onDelete === 'restrict',
    restrictedPicklist: field.restricted,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference',
    soapType: SOAP_TYPES[field.type],
    sortable: plain,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  };
}
