import { showValue, type JsonObject } from '../json';
import { RequestFault } from '../http/reply';
import { findField, nextOrgId, tableOf, type Org } from '../org';
import type { Operation } from '../save/record-input';
import { noOutcomes } from './outcomes';
import { DELIMITERS, noteEvent, type DelimiterName, type IngestJob } from './job';
import type { LineEnding } from '../csv/index-records';

const OPERATIONS: ReadonlySet<string> = new Set(['insert', 'update', 'upsert', 'delete', 'hardDelete']);
const KNOWN = new Set([
  'object',
  'operation',
  'externalIdFieldName',
  'contentType',
  'columnDelimiter',
  'lineEnding',
  'assignmentRuleId',
  'concurrencyMode',
]);

const invalidJob = (message: string): RequestFault =>
  new RequestFault(400, 'INVALIDJOB', `InvalidJob : ${message}`);

/** A member that must be one of some words; without a fallback it is required. */
export function readEnum<T extends string>(
  body: JsonObject,
  name: string,
  allowed: readonly T[],
  fallback: T | null,
): T {
  const value = body[name];
  if (value === undefined || value === null) {
    if (fallback === null) throw invalidJob(`${name} is required`);
    return fallback;
  }
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new RequestFault(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize value of type enum ${name} from "${showValue(value)}": not one of the values accepted: [${allowed.join(', ')}]`,
  );
}

/** A member that is text or missing. */
export function readOptional(body: JsonObject, name: string): string | null {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new RequestFault(400, 'JSON_PARSER_ERROR', `Cannot deserialize instance of string for ${name}`);
}

function readOperation(body: JsonObject): Operation {
  const operation = readOptional(body, 'operation');
  if (operation === null) throw invalidJob('operation is required');
  if (OPERATIONS.has(operation)) return operation as Operation;
  throw new RequestFault(
    400,
    'JSON_PARSER_ERROR',
    `Cannot deserialize value of type enum operation from "${operation}": not one of the values accepted: [${[...OPERATIONS].join(', ')}]`,
  );
}

function readKey(org: Org, body: JsonObject, object: string, operation: Operation): string | null {
  const name = readOptional(body, 'externalIdFieldName');
  if (operation !== 'upsert') return name;
  if (name === null) throw invalidJob('externalIdFieldName is required for upsert operations');
  const table = tableOf(org, object);
  const found = table ? findField(org, table, name) : null;
  if (found && (found.field.externalId || found.field.idLookup)) return found.field.name;
  throw invalidJob(
    `Field name provided, ${name} does not match an External ID, Salesforce Id, or indexed field for ${object}`,
  );
}

function checkOperation(org: Org, objectName: string, operation: Operation): string {
  const table = tableOf(org, objectName);
  if (!table) throw invalidJob(`Unable to find object: ${objectName}`);
  const { def } = table;
  const allowed = {
    insert: def.createable,
    update: def.updateable,
    upsert: def.createable && def.updateable,
    delete: def.deletable,
    hardDelete: def.deletable,
  }[operation];
  if (!allowed) throw invalidJob(`Entity '${def.name}' does not support ${operation}`);
  if (operation === 'hardDelete' && !org.settings.hardDelete) {
    throw new RequestFault(
      400,
      'FEATURENOTENABLED',
      'FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your system administrator',
    );
  }
  return def.name;
}

/** Makes an Open job of a create body, or throws Salesforce's refusal. The caller stores it. */
export function createJob(org: Org, body: JsonObject, version: number, userId: string): IngestJob {
  const stranger = Object.keys(body).find((name) => !KNOWN.has(name));
  if (stranger !== undefined) {
    throw new RequestFault(
      400,
      'JSON_PARSER_ERROR',
      `Unrecognized field "${stranger}" at [line:1, column:1]`,
    );
  }
  const objectName = readOptional(body, 'object');
  if (objectName === null) throw invalidJob('object is required');
  const operation = readOperation(body);
  const object = checkOperation(org, objectName, operation);
  const externalIdFieldName = readKey(org, body, object, operation);
  readEnum(body, 'contentType', ['CSV'], 'CSV');
  const now = org.clock.now();
  const job: IngestJob = {
    id: nextOrgId(org, '750'),
    operation,
    object,
    externalIdFieldName,
    assignmentRuleId: readOptional(body, 'assignmentRuleId'),
    columnDelimiter: readEnum<DelimiterName>(
      body,
      'columnDelimiter',
      Object.keys(DELIMITERS) as DelimiterName[],
      'COMMA',
    ),
    lineEnding: readEnum<LineEnding>(body, 'lineEnding', ['LF', 'CRLF'], 'LF'),
    apiVersion: version,
    createdById: userId,
    createdAt: now,
    changedAt: now,
    endedAt: null,
    state: 'Open',
    errorMessage: null,
    data: null,
    index: null,
    outcomes: noOutcomes(),
    failed: 0,
    lost: 0,
    retries: 0,
    totalProcessingTime: 0,
    apiActiveProcessingTime: 0,
    apexProcessingTime: 0,
    timeline: [],
  };
  noteEvent(org, job, 'create');
  return job;
}
