import type { DescribeSObjectResult, Field } from 'jsforce';
import {
  FieldType,
  type LoadableField,
  type LoadableObject,
  type Operation,
  type SObjectSummary,
} from '../../shared/domain/sobject';
import { withConnection } from './connection';
import type { Session } from './session';

const toFieldType = (type: string): FieldType => {
  const parsed = FieldType.safeParse(type);
  return parsed.success ? parsed.data : 'anyType';
};

const toField = (field: Field): LoadableField => ({
  name: field.name,
  label: field.label,
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
  picklist: (field.picklistValues ?? [])
    .filter(({ active }) => active)
    .map(({ value, label }) => ({ value, label: label ?? value })),
});

const isKey = (field: Pick<Field, 'externalId' | 'idLookup'>): boolean => field.externalId || field.idLookup;

/** Lookups are labelled "Account ID"; where a parent's key is matched it is not the Id that is meant. */
const labelLookup = ({ label }: Field): string => label.replace(/\s+ID$/i, '');

/** Relationship headers such as `Account.Account_No__c`: one level, keys of the one parent object only. */
const toParentKeys = (lookup: Field, parent: DescribeSObjectResult): LoadableField[] =>
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
  object: Pick<DescribeSObjectResult, 'createable' | 'updateable' | 'deletable'>,
): Operation[] => [
  ...(object.createable ? (['insert'] as const) : []),
  ...(object.updateable ? (['update'] as const) : []),
  ...(object.createable && object.updateable ? (['upsert'] as const) : []),
  ...(object.deletable ? (['delete'] as const) : []),
];

/** Compound fields hold other fields and are never written themselves. */
const isPart = (field: Field): boolean => field.type !== 'address' && field.type !== 'location';

/** Objects that rows can be loaded into, in the order of their labels. */
export const listObjects = async (session: Session): Promise<SObjectSummary[]> => {
  const { sobjects } = await withConnection(session, async (connection) => connection.describeGlobal());
  return sobjects
    .filter(
      (object) => !object.deprecatedAndHidden && (object.createable || object.updateable || object.deletable),
    )
    .map(({ name, label, labelPlural, custom, createable, updateable, deletable }) => ({
      name,
      label,
      labelPlural,
      custom,
      createable,
      updateable,
      deletable,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
};

/** One object with everything a column can be matched to, parents' keys included. */
export const describeObject = async (session: Session, name: string): Promise<LoadableObject> =>
  withConnection(session, async (connection) => {
    const known = new Map<string, Promise<DescribeSObjectResult>>();
    const describe = async (object: string): Promise<DescribeSObjectResult> => {
      const asked = known.get(object) ?? connection.describe(object);
      known.set(object, asked);
      return asked;
    };
    const object = await describe(name);
    const fields = object.fields.filter(isPart);
    const loadable = fields.map(toField);
    for (const lookup of fields) {
      const [parent] = lookup.referenceTo ?? [];
      const writable = lookup.createable || lookup.updateable;
      if (lookup.type !== 'reference' || lookup.relationshipName == null || parent === undefined) continue;
      // Several possible parents need the typed form of the header, which names one of them.
      if (!writable || (lookup.referenceTo ?? []).length !== 1) continue;
      // A parent the user may not see is no reason to hide the object itself.
      const parentDescribe = await describe(parent).catch(() => null);
      if (parentDescribe !== null) loadable.push(...toParentKeys(lookup, parentDescribe));
    }
    return {
      name: object.name,
      label: object.label,
      labelPlural: object.labelPlural,
      operations: operationsOf(object),
      fields: loadable,
      keys: fields.filter(isKey).map((field) => field.name),
    };
  });
