import type { ValidationRule } from './automations';

/** What a cell of a record can hold: dates as `yyyy-MM-dd`, date-times as epoch milliseconds. */
export type Value = string | number | boolean | null;

export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'boolean'
  | 'int'
  | 'double'
  | 'currency'
  | 'percent'
  | 'date'
  | 'datetime'
  | 'time'
  | 'email'
  | 'phone'
  | 'url'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'address'
  /** Bytes, kept as base64 text. */
  | 'base64'
  | 'complexvalue';

export type PicklistEntry = {
  value: string;
  label: string;
  active: boolean;
  defaultValue: boolean;
  /** Positions of the controlling field's values under which this one is offered. */
  validFor: readonly number[] | null;
};

/** What becomes of a record when the one it points to is deleted. */
export type DeleteEffect = 'cascade' | 'restrict' | 'clear' | 'none';

/** A switch of the org, or a permission of its user, without which a field or object is not there. */
export type Need = 'multiCurrency' | 'personAccounts' | 'viewSetup' | 'manageUsers';

/** One field, with everything describe tells about it. */
export type FieldDef = {
  name: string;
  label: string;
  type: FieldType;
  custom: boolean;
  length: number;
  precision: number;
  scale: number;
  digits: number;
  createable: boolean;
  updateable: boolean;
  nillable: boolean;
  defaultedOnCreate: boolean;
  externalId: boolean;
  idLookup: boolean;
  unique: boolean;
  caseSensitive: boolean;
  nameField: boolean;
  autoNumber: string | null;
  restricted: boolean;
  picklist: readonly PicklistEntry[];
  controllerName: string | null;
  referenceTo: readonly string[];
  relationshipName: string | null;
  childRelationshipName: string | null;
  masterDetail: boolean;
  onDelete: DeleteEffect;
  /** The compound field this one is a part of. */
  compoundFieldName: string | null;
  /** Set on fields that are worked out from others and never stored. */
  computed: 'personName' | 'address' | null;
  extraTypeInfo: string | null;
  help: string | null;
  /** Whether a WHERE clause may name it. */
  filterable: boolean;
  needs: Need | null;
};

export type RecordTypeDef = {
  developerName: string;
  name: string;
  active: boolean;
  isDefault: boolean;
  /** For person accounts only. */
  isPersonType?: boolean;
  /** By field: the values this record type offers; fields not named offer all. */
  picklists?: Readonly<Record<string, readonly string[]>>;
};

/** One sObject. `listed` is false for what can be queried but never shows in the global describe. */
export type ObjectDef = {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  custom: boolean;
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  undeletable: boolean;
  listed: boolean;
  needs?: Need;
  /** Its Id is always null in answers. */
  withoutId?: boolean;
  /** Rows of one page of a query, whatever the client asks for, and of all pages together. */
  largestPage?: number;
  mostRows?: number;
  /** Refuses every aggregate but `COUNT()`. */
  countOnly?: boolean;
  fields: readonly FieldDef[];
  recordTypes: readonly RecordTypeDef[];
  /** Rules of its own, in place of the company's. */
  validationRules?: readonly ValidationRule[];
};
