import { isObject, type JsonObject } from '../json';
import { object } from './fields';
import { parseWithLines, type LinedJson } from './parse-with-lines';
import type { ValidationRule } from './automations';
import { readFieldDef } from './read-field-def';
import { readValidationRule } from './read-validation-rules';
import { CORE_OBJECTS } from './objects';
import type { FieldDef, ObjectDef } from './types';

/** A schema file that cannot be used; the message names the line and the reason. */
export class SchemaFault extends Error {}

const NAME = /^[A-Za-z]\w*$/;
const PREFIX = /^[A-Za-z0-9]{3}$/;
const SYSTEM: ReadonlySet<string> = new Set([
  'id',
  'isdeleted',
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'systemmodstamp',
]);

const textOf = (source: JsonObject, name: string, fallback: string): string =>
  typeof source[name] === 'string' ? source[name] : fallback;
const flagOf = (source: JsonObject, name: string, fallback: boolean): boolean =>
  typeof source[name] === 'boolean' ? source[name] : fallback;

function readFields(json: LinedJson, source: JsonObject, objectName: string): FieldDef[] {
  const { fields } = source;
  const refuse = (part: object, reason: string): SchemaFault =>
    new SchemaFault(`line ${json.lineOf(part)}: ${objectName}: ${reason}`);
  if (fields === undefined)
    throw refuse(source, 'fields is missing: a list of objects does not describe them');
  if (!Array.isArray(fields)) throw refuse(source, 'fields is not a list');
  const seen = new Set<string>();
  const read: FieldDef[] = [];
  for (const field of fields as unknown[]) {
    if (!isObject(field)) throw refuse(fields, 'fields holds something that is no field');
    const name = textOf(field, 'name', '');
    if (!NAME.test(name)) throw refuse(field, 'a field has no usable name');
    if (seen.has(name.toLowerCase())) throw refuse(field, `field ${name} stands twice`);
    seen.add(name.toLowerCase());
    if (SYSTEM.has(name.toLowerCase())) continue;
    const def = readFieldDef(field, fields.filter(isObject));
    if (typeof def === 'string') throw refuse(field, `field ${name}: ${def}`);
    if (def) read.push(def);
  }
  if (!seen.has('id')) throw refuse(source, 'field Id is missing');
  return read;
}

function readRules(json: LinedJson, source: JsonObject, def: ObjectDef): ValidationRule[] {
  const { validationRules = [] } = source;
  const refuse = (part: object, reason: string): SchemaFault =>
    new SchemaFault(`line ${json.lineOf(part)}: ${def.name}: ${reason}`);
  if (!Array.isArray(validationRules)) throw refuse(source, 'validationRules is not a list');
  const names = def.fields.map(({ name }) => name);
  return validationRules.flatMap((given: unknown) => {
    if (!isObject(given)) throw refuse(validationRules, 'validationRules holds something that is no rule');
    const rule = readValidationRule(given, def.name, names);
    if (typeof rule === 'string') throw refuse(given, rule);
    return rule ?? [];
  });
}

function readObjectDef(json: LinedJson, source: JsonObject): ObjectDef {
  const name = textOf(source, 'name', '');
  const refuse = (reason: string): SchemaFault => new SchemaFault(`line ${json.lineOf(source)}: ${reason}`);
  if (!NAME.test(name)) throw refuse('an object has no usable name');
  const keyPrefix = textOf(source, 'keyPrefix', '');
  if (!PREFIX.test(keyPrefix)) throw refuse(`${name}: keyPrefix must be three letters or digits`);
  const types = Array.isArray(source['recordTypeInfos']) ? source['recordTypeInfos'].filter(isObject) : [];
  const label = textOf(source, 'label', name);
  return object(
    name,
    label,
    textOf(source, 'labelPlural', label),
    keyPrefix,
    readFields(json, source, name),
    {
      createable: flagOf(source, 'createable', true),
      updateable: flagOf(source, 'updateable', true),
      deletable: flagOf(source, 'deletable', true),
      undeletable: flagOf(source, 'undeletable', true),
      recordTypes: types
        .filter((type) => type['master'] !== true)
        .map((type) => ({
          developerName: textOf(type, 'developerName', textOf(type, 'name', 'Unnamed')),
          name: textOf(type, 'name', 'Unnamed'),
          active: flagOf(type, 'active', true),
          isDefault: flagOf(type, 'defaultRecordTypeMapping', false),
        })),
    },
  );
}

/** What `sf sobject describe --json` writes around a result. */
const unpack = (value: unknown): unknown =>
  isObject(value) && typeof value['status'] === 'number' && 'result' in value ? value['result'] : value;

/** The describe results in a list, in a map by name, in a list named `sobjects`, or in one that stands alone. */
function listDescribed(packed: unknown): unknown[] {
  const value = unpack(packed);
  if (Array.isArray(value)) return value.map(unpack);
  if (!isObject(value)) return [];
  if (typeof value['name'] === 'string' && Array.isArray(value['fields'])) return [value];
  const { sobjects } = value;
  return Array.isArray(sobjects) ? sobjects.map(unpack) : Object.values(value).map(unpack);
}

/**
 * Reads an org's own objects from the results of describe calls: a list of them, also one named `sobjects`, a map
 * by name, or one alone, each as the API answers it or as the sf command line prints it. Users, profiles, queues
 * and the like stay the practice org's own; objects whose `keyPrefix` is null take no rows and are left out.
 * `value` is a part of the document. Throws {@link SchemaFault} with the line and the reason.
 */
export function readObjects(json: LinedJson, value: unknown): ObjectDef[] {
  const described = listDescribed(value);
  if (described.length === 0) throw new SchemaFault('line 1: the file describes no object');
  const core = new Set(CORE_OBJECTS.map((def) => def.name.toLowerCase()));
  const prefixes = new Map(CORE_OBJECTS.map((def) => [def.keyPrefix, def.name]));
  const objects: ObjectDef[] = [];
  for (const source of described) {
    if (!isObject(source))
      throw new SchemaFault(`line ${json.lineOf(value as object)}: an entry is no describe result`);
    if (core.has(textOf(source, 'name', '').toLowerCase()) || source['keyPrefix'] === null) continue;
    const def = readObjectDef(json, source);
    const line = `line ${json.lineOf(source)}: ${def.name}`;
    if (objects.some((one) => one.name.toLowerCase() === def.name.toLowerCase()))
      throw new SchemaFault(`${line} stands twice`);
    const holder = prefixes.get(def.keyPrefix);
    if (holder !== undefined)
      throw new SchemaFault(`${line}: keyPrefix ${def.keyPrefix} belongs to ${holder}`);
    prefixes.set(def.keyPrefix, def.name);
    objects.push({ ...def, validationRules: readRules(json, source, def) });
  }
  if (objects.length === 0)
    throw new SchemaFault(
      'line 1: the file describes only objects that every practice org has, or that take no rows',
    );
  return objects;
}

/** {@link readObjects} of a whole text; throws the JSON reader's fault as well. */
export function readSchema(text: string): ObjectDef[] {
  const json = parseWithLines(text);
  return readObjects(json, json.value);
}
