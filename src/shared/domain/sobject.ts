import { z } from 'zod';

/** API name of an object, with or without a namespace. */
export const ApiName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);
/** A record's Id, 15 or 18 characters. */
export const SalesforceId = z.string().regex(/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/);

/** Field types of Salesforce's describe (DescribeSObjectResult, `type`), as far as a loader meets them. */
export const FieldType = z.enum([
  'id',
  'string',
  'textarea',
  'boolean',
  'int',
  'long',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'time',
  'email',
  'phone',
  'url',
  'picklist',
  'multipicklist',
  'combobox',
  'reference',
  'encryptedstring',
  'base64',
  'address',
  'location',
  'anyType',
  'complexvalue',
]);
export type FieldType = z.infer<typeof FieldType>;

export const SObjectSummary = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  custom: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
});
export type SObjectSummary = z.infer<typeof SObjectSummary>;

/** When the org last said so, epoch milliseconds, and whether it was asked just now. */
const asKnown = { asOf: z.number().int(), source: z.enum(['org', 'cache']) };

/** The objects of an org, by label. */
export const ObjectList = z.object({ objects: z.array(SObjectSummary), ...asKnown });
export type ObjectList = z.infer<typeof ObjectList>;

/**
 * A field that a column can be matched to. `name` is what goes into the header on the wire: a plain API
 * name, or a relationship header such as `Account.Account_No__c` (then `via` names the lookup).
 */
export const LoadableField = z.object({
  name: z.string(),
  label: z.string(),
  type: FieldType,
  createable: z.boolean(),
  updateable: z.boolean(),
  /** Required on insert: createable, not nillable, not defaulted on create. */
  required: z.boolean(),
  externalId: z.boolean(),
  idLookup: z.boolean(),
  unique: z.boolean(),
  /** Characters for text, 0 where it does not apply. */
  length: z.number().int(),
  precision: z.number().int(),
  scale: z.number().int(),
  restrictedPicklist: z.boolean(),
  /** Whether SOQL can look for values of it; absent where the org does not say. */
  filterable: z.boolean().optional(),
  /** Texts that differ in case alone are two values; absent where the org does not say. */
  caseSensitive: z.boolean().optional(),
  /** The field that people call a record by. */
  nameField: z.boolean().optional(),
  /** Active values; empty for other types. */
  picklist: z.array(z.object({ value: z.string(), label: z.string() })),
  /** Lookups and master-detail fields: what they can name. `labelPlural` is null where that may be several things. */
  reference: z
    .object({
      objects: z.array(z.string()),
      labelPlural: z.string().nullable(),
      masterDetail: z.boolean(),
    })
    .optional(),
  via: z
    .object({
      lookup: z.string(),
      lookupLabel: z.string(),
      parentObject: z.string(),
      parentLabel: z.string(),
    })
    .optional(),
});
export type LoadableField = z.infer<typeof LoadableField>;

/** `hardDelete` deletes past the Recycle Bin; only the Bulk APIs have it. */
export const Operation = z.enum(['insert', 'update', 'upsert', 'delete', 'hardDelete']);
export type Operation = z.infer<typeof Operation>;

/** What screens and the command line offer. Nothing brings a hard delete back, so it waits for a gate of its own. */
export const OfferedOperation = Operation.exclude(['hardDelete']);
export type OfferedOperation = z.infer<typeof OfferedOperation>;

/** Whether an operation takes records away. */
export const isDeletion = (operation: Operation | undefined): boolean =>
  operation === 'delete' || operation === 'hardDelete';

/** A record type the signed-in user can give to records; `isMaster` stands for records without one. */
export const RecordType = z.object({
  id: z.string(),
  name: z.string(),
  isMaster: z.boolean(),
  /** Records created without naming a record type get this one. */
  isDefault: z.boolean(),
});
export type RecordType = z.infer<typeof RecordType>;

/** What can be loaded into one object: its fields and the keys an upsert can use. */
export const LoadableObject = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  operations: z.array(Operation),
  fields: z.array(LoadableField),
  /** Names of fields an upsert can match on (external ID or idLookup), `Id` included. */
  keys: z.array(z.string()),
  recordTypes: z.array(RecordType).optional(),
  /** When the org last said so, epoch milliseconds. */
  asOf: z.number().int().optional(),
});
export type LoadableObject = z.infer<typeof LoadableObject>;

/** An object as the org or the cache describes it now. */
export const ObjectDescription = LoadableObject.extend({ recordTypes: z.array(RecordType), ...asKnown });
export type ObjectDescription = z.infer<typeof ObjectDescription>;

/** The values one field takes in records of one record type. */
export const PicklistValues = z.object({
  values: z.array(
    z.object({
      value: z.string(),
      label: z.string(),
      /** Numbers of the controlling values, see `controllers`, with which this value can stand. */
      validFor: z.array(z.number().int()),
    }),
  ),
  /** The number of each controlling value; empty where the field depends on none that the user can see. */
  controllers: z.record(z.string(), z.number().int()),
  defaultValue: z.string().nullable(),
});
export type PicklistValues = z.infer<typeof PicklistValues>;

/** The picklists of an object for one record type, by field. */
export const RecordTypePicklists = z.object({
  recordTypeId: z.string(),
  /** False where the org does not say it by record type: then these are the values of all record types. */
  narrowed: z.boolean(),
  fields: z.record(z.string(), PicklistValues),
  ...asKnown,
});
export type RecordTypePicklists = z.infer<typeof RecordTypePicklists>;
