import {
  FieldType,
  type LoadableField,
  type LoadableObject,
  type Operation,
  type PicklistValues,
  type RecordType,
  type SObjectSummary,
} from '../../shared/domain/sobject';
import type { DescribedField, DescribedGlobal, DescribedObject, DescribedPicklists } from './describe';

const toFieldType = (type: string): FieldType => {
  const parsed = FieldType.safeParse(type);
  return parsed.success ? parsed.data : 'anyType';
};

const toField = (field: DescribedField): LoadableField => ({
  name: field.name,
  label: field.label || field.name,
  type: toFieldType(field.type),
  createable: field.createable,
  updateable: field.updateable,
  required: field.createable && !field.nillable && !field.defaultedOnCreate,
  externalId: field.externalId,
  idLookup: field.idLookup,
  unique: field.unique,
  length: field.length,
  precision: field.type === 'int' ? (field.digits ?? 0) : (field.precision ?? 0),
  scale: field.scale ?? 0,
  restrictedPicklist: field.restrictedPicklist,
  ...(field.filterable === undefined ? {} : { filterable: field.filterable }),
  ...(field.caseSensitive === undefined ? {} : { caseSensitive: field.caseSensitive }),
  ...(field.nameField === undefined ? {} : { nameField: field.nameField }),
  picklist: (field.picklistValues ?? [])
    .filter(({ active }) => active)
    .map(({ value, label }) => ({ value, label: label ?? value })),
});

const isKey = (field: Pick<DescribedField, 'externalId' | 'idLookup'>): boolean =>
  field.externalId || field.idLookup;

/** Lookups are labelled "Account ID"; where a parent's key is matched it is not the Id that is meant. */
const labelLookup = ({ label }: DescribedField): string => label.replace(/\s+ID$/i, '');

/** Relationship headers such as `Account.Account_No__c`: one level, keys of the one parent object only. */
const toParentKeys = (lookup: DescribedField, parent: DescribedObject): LoadableField[] =>
  parent.fields
    .filter((key) => isKey(key) && key.name !== 'Id')
    .map((key) => ({
      ...toField(key),
      name: `${lookup.relationshipName}.${key.name}`,
      label: `${labelLookup(lookup)}: ${key.label}`,
      createable: lookup.createable,
      updateable: lookup.updateable,
      required: false,
      externalId: false,
      idLookup: false,
      unique: false,
      via: {
        lookup: lookup.name,
        lookupLabel: labelLookup(lookup),
        parentObject: parent.name,
        parentLabel: parent.label,
      },
    }));

const operationsOf = (
  object: Pick<DescribedObject, 'createable' | 'updateable' | 'deletable'>,
): Operation[] => [
  ...(object.createable ? (['insert'] as const) : []),
  ...(object.updateable ? (['update'] as const) : []),
  ...(object.createable && object.updateable ? (['upsert'] as const) : []),
  ...(object.deletable ? (['delete'] as const) : []),
];

/** Compound fields hold other fields and are never written themselves. */
const isPart = (field: DescribedField): boolean => field.type !== 'address' && field.type !== 'location';

/**
 * The parent whose keys a lookup can be matched by, or null. Several possible parents need the typed form of
 * the header, which names one of them.
 */
const parentOf = (field: DescribedField): string | null => {
  const parents = field.referenceTo ?? [];
  const writable = field.createable || field.updateable;
  if (field.type !== 'reference' || field.relationshipName == null || !writable) return null;
  return parents.length === 1 ? (parents[0] ?? null) : null;
};

/** Objects whose keys stand for lookups of this one, each once. */
export const listParents = (object: DescribedObject): string[] => [
  ...new Set(object.fields.flatMap((field) => parentOf(field) ?? [])),
];

/** What a lookup can name, called as its only parent is. */
const toReference = (
  field: DescribedField,
  parents: ReadonlyMap<string, DescribedObject>,
): Pick<LoadableField, 'reference'> => {
  if (field.type !== 'reference') return {};
  const objects = field.referenceTo ?? [];
  const only = objects.length === 1 ? parents.get(objects[0] ?? '') : undefined;
  const labelPlural = only === undefined || only.labelPlural === '' ? null : only.labelPlural;
  return { reference: { objects, labelPlural, masterDetail: field.relationshipOrder != null } };
};

const toRecordTypes = (object: DescribedObject): RecordType[] =>
  (object.recordTypeInfos ?? []).flatMap((info) =>
    info.recordTypeId === null || !info.available || info.active === false
      ? []
      : [
          {
            id: info.recordTypeId,
            name: info.name,
            isMaster: info.master,
            isDefault: info.defaultRecordTypeMapping,
          },
        ],
  );

/**
 * One object with everything a column can be matched to, keys of its parents included. A parent that is not
 * among `parents` may not be seen by the user, which is no reason to hide the object itself.
 */
export const toLoadable = (
  object: DescribedObject,
  parents: ReadonlyMap<string, DescribedObject>,
): LoadableObject & { recordTypes: RecordType[] } => {
  const fields = object.fields.filter(isPart);
  const parentKeys = fields.flatMap((lookup) => {
    const parent = parents.get(parentOf(lookup) ?? '');
    return parent === undefined ? [] : toParentKeys(lookup, parent);
  });
  return {
    name: object.name,
    label: object.label || object.name,
    labelPlural: object.labelPlural || object.label || object.name,
    operations: operationsOf(object),
    fields: [
      ...fields.map((field) => ({ ...toField(field), ...toReference(field, parents) })),
      ...parentKeys,
    ],
    keys: fields.filter(isKey).map((field) => field.name),
    recordTypes: toRecordTypes(object),
  };
};

/** Objects that rows can be loaded into, in the order of their labels. */
export const toSummaries = ({ sobjects }: DescribedGlobal): SObjectSummary[] =>
  sobjects
    .filter(
      (object) => !object.deprecatedAndHidden && (object.createable || object.updateable || object.deletable),
    )
    .map(({ deprecatedAndHidden: _hidden, ...summary }) => summary)
    .sort((a, b) => a.label.localeCompare(b.label));

/** Picklists by field, as the UI API gives them for a record type. */
export const toPicklists = ({ picklistFieldValues }: DescribedPicklists): Record<string, PicklistValues> =>
  Object.fromEntries(
    Object.entries(picklistFieldValues).map(([field, { controllerValues, defaultValue, values }]) => [
      field,
      {
        values: values.map(({ value, label, validFor }) => ({ value, label, validFor: validFor ?? [] })),
        controllers: controllerValues ?? {},
        defaultValue: defaultValue?.value ?? null,
      },
    ]),
  );

/** Picklists by field as describe knows them: those of all record types together. */
export const toObjectWidePicklists = (object: DescribedObject): Record<string, PicklistValues> =>
  Object.fromEntries(
    object.fields
      .map(toField)
      .filter(({ picklist }) => picklist.length > 0)
      .map(({ name, picklist }) => [
        name,
        {
          values: picklist.map((entry) => ({ ...entry, validFor: [] })),
          controllers: {},
          defaultValue: null,
        },
      ]),
  );
