import type { RowProblem } from '../../shared/domain/problem';
import type { LoadableObject } from '../../shared/domain/sobject';
import { shortenValue } from '../sheet/parse-value';
import { makeProblem, paramsOf, type Cause } from './causes';
import { decodeEntities, findFieldByLabel, labelOf, nameOf, splitErrorText } from './read-error-text';

/** What an error's reader works on: its message with entities decoded, and its fields by API name. */
type Read = { code: string; message: string; fields: string[]; object: LoadableObject | null };
type Draft = { cause: Cause; fields?: string[]; params?: Record<string, string | number> };
type Reader = Cause | ((error: Read) => Draft);

const capture = (message: string, pattern: RegExp): string => pattern.exec(message)?.[1]?.trim() ?? '';

/** What stands behind the last colon: in every language the value comes last. */
const lastPart = (message: string): string => {
  const colon = message.lastIndexOf(':');
  return colon === -1 ? '' : message.slice(colon + 1).trim();
};

const withValue =
  (cause: Cause, pattern: RegExp): Reader =>
  ({ message }) => ({ cause, params: { value: capture(message, pattern) || lastPart(message) } });

const withMessage =
  (cause: Cause): Reader =>
  ({ message }) => ({ cause, params: { message } });

const recordId = /\b([A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?)\b/;
const findRecord = (message: string): string => {
  const id = capture(message, recordId);
  return /\d/.test(id) ? id : '';
};

const readMissing: Reader = ({ message, fields }) => {
  const named = capture(message, /\[([^\]]*)\]/)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { cause: 'required-blank', fields: fields.length > 0 ? fields : named };
};

const readDuplicateValue: Reader = ({ message, fields }) => {
  const key = /Duplicate external id specified:\s*(.*)$/is.exec(message);
  if (key !== null) return { cause: 'key-twice-in-job', params: { value: (key[1] ?? '').trim() } };
  const field = capture(message, /duplicate value found:\s*(\w+)\s+duplicates/i);
  const taken = fields.length > 0 || field === '' ? fields : [field];
  return {
    cause: taken.length > 0 ? 'duplicate-value' : 'duplicate-unnamed',
    fields: taken,
    params: { record: capture(message, /record with id:\s*(\w+)/i) || findRecord(message) },
  };
};

const schemaTypes: Readonly<Record<string, Cause>> = {
  date: 'date-unreadable',
  datetime: 'datetime-unreadable',
  time: 'time-unreadable',
  double: 'number-unreadable',
  decimal: 'number-unreadable',
  int: 'number-unreadable',
  integer: 'number-unreadable',
  long: 'number-unreadable',
  boolean: 'boolean-unreadable',
};

/** One code for two causes: a parent that was not found, and a value that is not of the field's type. */
const readInvalidField: Reader = ({ message, fields, object }) => {
  const parent = /Foreign key external ID:\s*(.*?)\s+not found for field\s+(\S+)\s+in entity\s+(\S+)/is.exec(
    message,
  );
  if (parent !== null) {
    const [, value = '', key = '', entity = ''] = parent;
    const lookups = (object?.fields ?? []).filter(
      ({ name, via }) => via?.parentObject === entity && name.toLowerCase().endsWith(`.${key.toLowerCase()}`),
    );
    const [first] = lookups;
    return {
      cause: 'parent-not-found',
      fields: lookups.map(({ name }) => name),
      params: { value, field: labelOf(key, null), parent: first?.via?.parentLabel ?? labelOf(entity, null) },
    };
  }
  const typed = /'(.*)' is not a valid value for the type (?:xsd:)?(\w+)/is.exec(message);
  if (typed === null) return { cause: 'unknown', params: { message } };
  const [, value = '', type = ''] = typed;
  return { cause: schemaTypes[type.toLowerCase()] ?? 'wrong-type', params: { value }, fields };
};

/** The body of a call could not be read, because of one cell that was told apart by sending its row alone. */
const readUnreadable: Reader = ({ message, fields }) => {
  const [, type = '', value = ''] =
    /deserialize instance of (\w+) from \w+ value (.*?) or request may be/is.exec(message) ?? [];
  if (value === '') return { cause: 'unknown', params: { message } };
  return { cause: schemaTypes[type.toLowerCase()] ?? 'wrong-type', params: { value }, fields };
};

const readTooLong: Reader = ({ message, fields, object }) => {
  const field = object?.fields.find(({ name }) => fields.includes(name));
  const max = Number(capture(message, /=\s*(\d+)\s*\)?\s*$/)) || (field?.length ?? 0);
  return { cause: 'too-long', params: { max, value: capture(message, /too large:\s*(.*?)\s*\(max/is) } };
};

const kinds: Readonly<Record<string, string>> = {
  '001': 'account',
  '003': 'contact',
  '006': 'opportunity',
  '500': 'case',
  '701': 'campaign',
  '005': 'user',
};

const readBusy: Reader = ({ message }) => ({
  cause: 'busy',
  params: { kind: kinds[findRecord(message).slice(0, 3)] ?? 'record' },
});

const readReference: Reader = ({ message }) => {
  const blank = /^(.+?): cannot be blank/i.exec(message);
  return blank === null
    ? { cause: 'reference-invalid' }
    : { cause: 'required-blank', params: { field: (blank[1] ?? '').trim() } };
};

const readBadId: Reader = ({ message }) => {
  const foreign = /id value of incorrect type:\s*(.*)$/is.exec(message);
  if (foreign !== null) return { cause: 'id-of-other-object', params: { value: (foreign[1] ?? '').trim() } };
  return {
    cause: 'bad-id',
    params: { value: capture(message, /malformed id\s*:?\s*(\S+)/i) || lastPart(message) },
  };
};

/** Apex names itself first; what it says for people stands behind `caused by`. */
const readTrigger: Reader = ({ message }) => {
  if (/too many retries of batch save/i.test(message)) return { cause: 'trigger-retries' };
  const trigger = capture(message, /^([A-Za-z]\w*(?:\.\w+)?):/);
  const words =
    capture(message, /caused by:\s*([^\n]+)/i) || message.slice(trigger === '' ? 0 : trigger.length + 1);
  const limit = /LimitException:\s*([^\n]+)/.exec(words);
  if (limit !== null)
    return { cause: 'trigger-limit', params: { trigger, message: (limit[1] ?? '').trim() } };
  return { cause: 'trigger', params: { trigger, message: words.trim() } };
};

const readFlow: Reader = ({ message }) => ({
  cause: 'flow',
  params: { flow: capture(message, /["“]([^"”]+)["”]/), message },
});

const readDelete: Reader = ({ message }) => {
  const parts =
    /attempt to delete (.*?) could not be completed because it is associated with the following (.*?)\.?:\s*(.*)$/is.exec(
      message,
    );
  const [, name = '', related = '', items = ''] = parts ?? [];
  return { cause: 'delete-blocked', params: { name, related, items } };
};

const withRecord =
  (cause: Cause): Reader =>
  ({ message }) => ({ cause, params: { record: findRecord(message) } });

const readSeveral: Reader = ({ message }) => ({
  cause: 'several-records',
  params: { records: capture(message, /\[([^\]]*)\]/) },
});

/** How each status code of Salesforce is read; the codes and texts are those of its row errors. */
const readers: Readonly<Record<string, Reader>> = {
  REQUIRED_FIELD_MISSING: readMissing,
  DUPLICATE_VALUE: readDuplicateValue,
  DUPLICATE_EXTERNAL_ID: readSeveral,
  INVALID_FIELD: readInvalidField,
  JSON_PARSER_ERROR: readUnreadable,
  STRING_TOO_LONG: readTooLong,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: withValue(
    'picklist-unknown',
    /restricted picklist field:\s*(.*)$/is,
  ),
  // The rule's words become a title, which ends without a stop.
  FIELD_CUSTOM_VALIDATION_EXCEPTION: ({ message }) => ({
    cause: 'rule',
    params: { message: message.replace(/(?<!\.)\.$/, '') },
  }),
  UNABLE_TO_LOCK_ROW: readBusy,
  INVALID_CROSS_REFERENCE_KEY: readReference,
  MALFORMED_ID: readBadId,
  ENTITY_IS_DELETED: 'record-deleted',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: readTrigger,
  CANNOT_EXECUTE_FLOW_TRIGGER: readFlow,
  DUPLICATES_DETECTED: withMessage('duplicates'),
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: withRecord('no-access-related'),
  INSUFFICIENT_ACCESS_OR_READONLY: 'no-access',
  INVALID_EMAIL_ADDRESS: withValue('bad-email', /invalid email address:\s*(.*)$/is),
  NUMBER_OUTSIDE_VALID_RANGE: withValue('number-too-large', /numeric field:\s*(.*)$/is),
  INVALID_FIELD_FOR_INSERT_UPDATE: ({ message, fields }) => ({
    cause: 'field-not-writable',
    fields:
      fields.length > 0
        ? fields
        : capture(message, /fields:\s*([\w, ]+)/i)
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
  }),
  MISSING_ARGUMENT: 'id-missing',
  INACTIVE_OWNER_OR_USER: withRecord('owner-inactive'),
  OP_WITH_INVALID_USER_TYPE_EXCEPTION: 'user-type',
  FIELD_FILTER_VALIDATION_EXCEPTION: withMessage('lookup-filter'),
  FIELD_INTEGRITY_EXCEPTION: withMessage('value-refused'),
  DELETE_FAILED: readDelete,
  ENTITY_IS_LOCKED: 'record-locked',
  INVALID_TYPE_ON_FIELD_IN_RECORD: withValue('wrong-type', /required type:\s*(.*)$/is),
  STORAGE_LIMIT_EXCEEDED: 'storage-full',
  CIRCULAR_DEPENDENCY: 'circular',
  INVALID_ID_FIELD: withValue('bad-id', /invalid id field:\s*(.*)$/is),
  INVALID_STATUS: withMessage('bad-status'),
  INVALID_CURRENCY_ISO: withMessage('bad-currency'),
  INVALID_LINEITEM_CLONE_STATUS: withMessage('line-item'),
  TRANSFER_REQUIRES_READ: 'owner-no-read',
  LIMIT_EXCEEDED: withMessage('org-limit'),
  TOO_MANY_ENUM_VALUE: 'too-many-values',
  LICENSE_LIMIT_EXCEEDED: 'license-limit',
  DUPLICATE_USERNAME: 'duplicate-username',
  UNKNOWN_EXCEPTION: 'salesforce-fault',
  QUERY_TIMEOUT: 'query-timeout',
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 'rolled-back',
  CANNOT_UPDATE_CONVERTED_LEAD: 'converted-lead',
};

/** Status codes that are read; others give cause `unknown`. */
export const knownCodes: readonly string[] = Object.keys(readers);

/** What people call the field: its label, else the name the message begins with. */
const wordFor = (fields: readonly string[], error: Read): string => {
  if (fields.length > 0) return fields.map((name) => labelOf(name, error.object)).join(', ');
  return capture(error.message, /^(\p{Lu}[^:\n]{0,59}):/u);
};

/**
 * Reads the error of a row as Salesforce words it in failed results. Every text gives a problem: one whose code
 * or form is not known has cause `unknown` and keeps its words. `code` and `text` are the raw ones; words
 * quoted from the message are decoded and shortened. Only the code and the order of the parts are relied on,
 * since the message comes in the user's language.
 */
export const parseRowError = (text: string, context: { object: LoadableObject | null }): RowProblem => {
  const { object } = context;
  const split = splitErrorText(text);
  const message = decodeEntities(split.message);
  const named = split.fields.map((name) => nameOf(name, object));
  const guessed = named.length === 0 ? findFieldByLabel(message, object) : null;
  const error: Read = { code: split.code, message, fields: guessed === null ? named : [guessed], object };
  const reader = Object.hasOwn(readers, split.code) ? readers[split.code] : undefined;
  const draft: Draft =
    reader === undefined
      ? { cause: 'unknown', params: { message } }
      : typeof reader === 'string'
        ? { cause: reader }
        : reader(error);
  const fields = (draft.fields ?? error.fields).map((name) => nameOf(name, object));
  const params = { ...draft.params };
  if (typeof params.value === 'string') params.value = shortenValue(params.value);
  params.field ??= wordFor(fields, error);
  const raw = { ...(split.code === '' ? {} : { code: split.code }), text };
  // A sentence about a field or in somebody's words needs them; without, the whole text says more.
  const needed = paramsOf(draft.cause).filter((name) => name === 'field' || name === 'message');
  const lacks = needed.some((name) => (params[name] ?? '') === '');
  return lacks
    ? makeProblem('unknown', fields, { message }, raw)
    : makeProblem(draft.cause, fields, params, raw);
};
