import { isObject, readJson, type JsonObject } from '../json';
import { readBodyText, requireSession, type Request } from '../http/request';
import { findField, nextOrgId, tableOf } from '../org';
import { childText, readXml, XmlFault, type XmlElement } from '../xml/read-xml';
import { AsyncFault, speaksJson } from './fault';
import { isZipped, type ClassicJob, type ClassicOperation, type ClassicType } from './job';

const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete', 'query', 'queryAll'] as const;
const TYPES = ['CSV', 'JSON', 'XML', 'ZIP_CSV', 'ZIP_JSON', 'ZIP_XML'] as const;
const LARGEST_PK_CHUNK = 250_000;
const USUAL_PK_CHUNK = 100_000;

/** The members of a `jobInfo` body, whichever form it came in. */
export type JobBody = (name: string) => string | null;

function readXmlBody(text: string): XmlElement {
  try {
    const root = readXml(text);
    if (root.name === 'jobInfo') return root;
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault;
  }
  throw new AsyncFault('InvalidXML', 'Unable to parse the request: a jobInfo element is expected');
}

/** Reads a `jobInfo` body in XML or JSON. */
export async function readJobBody(request: Request): Promise<JobBody> {
  const text = await readBodyText(request);
  if (!speaksJson(request)) {
    const root = readXmlBody(text);
    return (name) => childText(root, name);
  }
  const body = readJson(text);
  if (!isObject(body)) throw new AsyncFault('ClientInputError', 'Unable to parse the request body as JSON');
  const source: JsonObject = body;
  return (name) => {
    const value = source[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
}

function pick<T extends string>(
  value: string | null,
  choices: readonly T[],
  fallback: T | null,
  what: string,
): T {
  const found = value === null ? fallback : choices.find((choice) => choice === value);
  if (found === null || found === undefined)
    throw new AsyncFault('InvalidJob', value === null ? `${what} is required` : `Invalid ${what}: ${value}`);
  return found;
}

function readPkChunkSize(request: Request, operation: ClassicOperation): number | null {
  const header = request.headers['sforce-enable-pkchunking'];
  if (header === undefined || !operation.startsWith('query') || /^false$/i.test(header.trim())) return null;
  const size = Number(/chunkSize\s*=\s*(\d+)/i.exec(header)?.[1] ?? USUAL_PK_CHUNK);
  if (size < 1 || size > LARGEST_PK_CHUNK)
    throw new AsyncFault('ClientInputError', `chunkSize must be from 1 to ${LARGEST_PK_CHUNK}`);
  return size;
}

function checkObject(
  request: Request,
  name: string,
  operation: ClassicOperation,
  key: string | null,
): string {
  const { org } = request;
  const table = tableOf(org, name);
  if (!table) throw new AsyncFault('InvalidJob', `Unable to find object: ${name}`);
  const { def } = table;
  const allowed = {
    insert: def.createable,
    update: def.updateable,
    upsert: def.createable && def.updateable,
    delete: def.deletable,
    hardDelete: def.deletable,
    query: true,
    queryAll: true,
  }[operation];
  if (!allowed) throw new AsyncFault('InvalidJob', `Entity '${def.name}' does not support ${operation}`);
  if (operation === 'hardDelete' && !org.settings.hardDelete)
    throw new AsyncFault(
      'FeatureNotEnabled',
      'hardDelete operation requires special user profile permission, please contact your system administrator',
    );
  if (operation !== 'upsert') return def.name;
  if (key === null)
    throw new AsyncFault(
      'InvalidJob',
      'External ID was blank for Contact. An External ID must be specified for upsert.'.replace(
        'Contact',
        def.name,
      ),
    );
  const found = findField(org, table, key);
  if (!found || !(found.field.externalId || found.field.idLookup))
    throw new AsyncFault(
      'InvalidJob',
      `Field name provided, ${key} does not match an External ID for ${def.name}`,
    );
  return def.name;
}

/** Makes an Open job of a create call, or throws Salesforce's refusal. The caller stores it. */
export async function createClassicJob(request: Request): Promise<ClassicJob> {
  const { org } = request;
  const read = await readJobBody(request);
  const operation = pick(read('operation'), OPERATIONS, null, 'operation');
  const externalIdFieldName = read('externalIdFieldName');
  const objectName = read('object');
  if (objectName === null) throw new AsyncFault('InvalidJob', 'object is required');
  const fallback: ClassicType = speaksJson(request) ? 'JSON' : 'XML';
  const contentType = pick(read('contentType'), TYPES, fallback, 'contentType');
  if (isZipped(contentType) && operation.startsWith('query'))
    throw new AsyncFault('InvalidJob', `Content type ${contentType} is not supported for ${operation}`);
  const now = org.clock.now();
  return {
    id: nextOrgId(org, '750'),
    operation,
    object: checkObject(request, objectName, operation, externalIdFieldName),
    externalIdFieldName,
    assignmentRuleId: read('assignmentRuleId'),
    concurrencyMode: pick(
      read('concurrencyMode'),
      ['Parallel', 'Serial'] as const,
      'Parallel',
      'concurrencyMode',
    ),
    contentType,
    apiVersion: request.version,
    createdById: requireSession(request).userId,
    createdAt: now,
    changedAt: now,
    endedAt: null,
    state: 'Open',
    batchRetry: !/^true$/i.test(request.headers['sforce-disable-batch-retry']?.trim() ?? ''),
    pkChunkSize: readPkChunkSize(request, operation),
    batches: [],
  };
}
