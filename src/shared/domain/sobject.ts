import { z } from 'zod';

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
  /** Active values; empty for other types. */
  picklist: z.array(z.object({ value: z.string(), label: z.string() })),
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

export const Operation = z.enum(['insert', 'update', 'upsert', 'delete']);
export type Operation = z.infer<typeof Operation>;

/** What can be loaded into one object: its fields and the keys an upsert can use. */
export const LoadableObject = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  operations: z.array(Operation),
  fields: z.array(LoadableField),
  /** Names of fields an upsert can match on (external ID or idLookup), `Id` included. */
  keys: z.array(z.string()),
});
export type LoadableObject = z.infer<typeof LoadableObject>;
