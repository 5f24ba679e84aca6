import type { Reply } from './http/reply';
import type { Request } from './http/request';
import { readWhole } from './http/write-reply';
import type { Org } from './org';

type Spoiler = (request: Request, reply: Reply) => void;

/**
 * One way to violate a line of the conformance list. Where `spoil` is null, the place that keeps the rule
 * asks {@link isBroken} itself.
 */
type Break = { what: string; spoil: Spoiler | null };

type Json = { [name: string]: unknown };

/** Whether this org violates a line on purpose. */
export function isBroken(org: Org, line: number): boolean {
  return org.brokenLine === line;
}

const on =
  (path: RegExp, change: Spoiler): Spoiler =>
  (request, reply) => {
    if (path.test(`${request.method} ${request.path}`)) change(request, reply);
  };

const text = (path: RegExp, from: string | RegExp, to: string): Spoiler =>
  on(path, (_request, reply) => {
    const whole = readWhole(reply.body).toString('utf8');
    reply.body = typeof from === 'string' ? whole.replaceAll(from, to) : whole.replace(from, to);
  });

const json = (path: RegExp, change: (value: Json) => unknown): Spoiler =>
  on(path, (_request, reply) => {
    const whole = readWhole(reply.body).toString('utf8');
    if (whole.startsWith('{') || whole.startsWith('['))
      reply.body = JSON.stringify(change(JSON.parse(whole) as Json));
  });

const status = (path: RegExp, from: number, to: number, holding = ''): Spoiler =>
  on(path, (_request, reply) => {
    if (reply.status === from && readWhole(reply.body).toString('utf8').includes(holding)) reply.status = to;
  });

const header = (path: RegExp, name: string, change: (value: string) => string | null): Spoiler =>
  on(path, (_request, reply) => {
    const value = reply.headers[name];
    const changed = value === undefined ? null : change(value);
    if (changed !== null) reply.headers[name] = changed;
    else delete reply.headers[name];
  });

const without = (value: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
const fields = (value: Json, change: (field: Json) => Json): Json => ({
  ...value,
  fields: Array.isArray(value['fields']) ? (value['fields'] as Json[]).map(change) : value['fields'],
});

const JOB = /^GET \/services\/data\/v\d+\.0\/jobs\/ingest\/\w+$/;
const CREATE = /^POST .*\/jobs\/ingest$/;
const SAVED = /successfulResults$/i;
const FAILED = /failedResults$/i;
const DESCRIBE = /\/describe$/;
const TOKEN = /oauth2\/token$/;
const QUERY = /\/(query|composite)/;
const ANY = /./;

const inside = (what: string): Break => ({ what, spoil: null });
const at = (what: string, spoil: Spoiler): Break => ({ what, spoil });

/** The whole list, by line. */
export const BREAKS: Readonly<Record<number, Break>> = {
  1: at(
    'versions come as an object',
    json(/GET \/services\/data$/, (value) => ({ versions: value })),
  ),
  2: at(
    'v51.0 is retired',
    on(ANY, ({ version }, reply) => void (version === 51 && (reply.status = 410))),
  ),
  3: at(
    'doubled and trailing slashes are unknown paths',
    on(ANY, ({ incoming }, reply) => {
      if (/\/\/|.\/(\?|$)/.test(incoming.url ?? '')) reply.status = 404;
    }),
  ),
  4: at(
    'the redirect loses its state',
    header(/authorize$/, 'Location', (url) => url.replace(/([?&])state=/, '$1lost=')),
  ),
  5: at('a wrong verifier is another error', text(TOKEN, 'invalid_request', 'invalid_client')),
  6: at(
    'the token has no signature',
    json(TOKEN, (value) => without(value, 'signature')),
  ),
  7: at('a dead refresh token has other words', text(TOKEN, 'expired access/refresh token', 'expired token')),
  8: at('revoke answers 202', status(/oauth2\/revoke$/, 200, 202)),
  9: at(
    'Deny is another error',
    header(/authorize$/, 'Location', (url) => url.replace('access_denied', 'denied')),
  ),
  10: at('an unknown object is another error', text(QUERY, 'INVALID_TYPE', 'NOT_FOUND')),
  11: at('an expired session is a 403', status(ANY, 401, 403)),
  12: at(
    'an attribute has the wrong type',
    json(DESCRIBE, (value) => fields(value, (one) => ({ ...one, nillable: String(one['nillable']) }))),
  ),
  13: at('a hidden column has other words', text(JOB, 'Field name not found', 'Field hidden')),
  14: at('dependent values have no bitmaps', text(DESCRIBE, /"validFor":"[^"]+"/g, '"validFor":null')),
  15: at(
    'unknown objects answer no array',
    json(DESCRIBE, (value) => (Array.isArray(value) ? (value[0] as Json) : value)),
  ),
  16: at(
    'apiVersion is text',
    json(CREATE, (value) => ({ ...value, apiVersion: '67.0' })),
  ),
  17: at(
    'a refused create answers no array',
    json(CREATE, (value) => (Array.isArray(value) ? (value[0] as Json) : value)),
  ),
  18: at('an upload answers 200', status(/\/batches$/, 201, 200)),
  19: at('an upload over the limit is taken', status(/\/batches$/, 400, 201, 'EXCEEDEDQUOTA')),
  20: at(
    'a running job seems queued again',
    json(JOB, (value) =>
      value['state'] === 'InProgress' && value['numberRecordsProcessed'] !== 0
        ? { ...value, state: 'UploadComplete' }
        : value,
    ),
  ),
  21: at(
    'results are served before the end',
    status(/(Results|unprocessedrecords)$/i, 400, 200, 'INVALIDJOBSTATE'),
  ),
  22: at(
    'ids have 15 characters',
    json(JOB, (value) => ({ ...value, id: String(value['id']).slice(0, 15) })),
  ),
  23: at('a multipart job stays Open', text(CREATE, '"UploadComplete"', '"Open"')),
  24: at('a wrong line ending has other words', text(JOB, 'LineEnding is invalid', 'LineEnding is wrong')),
  25: at('an unknown column has other words', text(JOB, 'Field name not found : ', 'Field name not found: ')),
  26: at('a stray quote has other words', text(JOB, 'Found unescaped quote', 'Found a quote')),
  27: inside('empty cells clear their field'),
  28: at('a needless type has other words', text(JOB, 'type is not needed', 'type is needless')),
  29: inside('a missing parent is left out'),
  30: at('doubled quotes come back single', text(SAVED, '""', '"')),
  31: at('sf__ headers stand bare', text(SAVED, '"sf__Id"', 'sf__Id')),
  32: inside('results keep the order of the rows'),
  33: at('doubles are written another way', text(SAVED, /(\d)E(\d)/g, '$1e+$2')),
  34: at('every saved row was created', text(SAVED, /^("\w{18}".)"false"/gm, '$1"true"')),
  35: at('row errors have no end mark', text(FAILED, / ?--"/g, '"')),
  36: at('the same key twice has other words', text(FAILED, 'Duplicate external id', 'Same external id')),
  37: inside('a throwing trigger fails its own rows only'),
  38: at(
    'processed leaves failures out',
    json(JOB, (value) => ({
      ...value,
      numberRecordsProcessed:
        Number(value['numberRecordsProcessed'] ?? 0) - Number(value['numberRecordsFailed'] ?? 0),
    })),
  ),
  39: at('an ended job can be aborted', status(/^PATCH .*\/jobs\/ingest\//, 400, 200, 'Aborting')),
  40: at('a delete answers 200', status(/^DELETE .*\/jobs\/ingest\//, 204, 200)),
  41: at('a missing permission is another error', text(CREATE, 'FEATURENOTENABLED', 'API_ERROR')),
  42: at(
    'counters are text',
    json(JOB, (value) => ({ ...value, numberRecordsFailed: String(value['numberRecordsFailed']) })),
  ),
  43: at(
    'the last page has no locator',
    header(/jobs\/query\/\w+\/results$/, 'Sforce-Locator', (value) => (value === 'null' ? null : value)),
  ),
  44: at(
    'later pages have no header',
    on(/jobs\/query\/\w+\/results$/, ({ query }, reply) => {
      const whole = readWhole(reply.body).toString('utf8');
      reply.body = query.has('locator') ? whole.slice(whole.indexOf('\n') + 1) : whole;
    }),
  ),
  45: at('any version reads results', status(/jobs\/query\/\w+\/results$/, 409, 200)),
  46: at('Serial is not echoed', text(/services\/async/, '>Serial<', '>Parallel<')),
  47: at(
    'results come in another order',
    on(/\/result$/, (_request, reply) => {
      reply.body = readWhole(reply.body).toString('utf8').split('\n').reverse().join('\n');
    }),
  ),
  48: at('a closed job has another code', text(/services\/async/, 'InvalidJobState', 'InvalidState')),
  49: at('the chunked batch seems done', text(/services\/async/, 'NotProcessed', 'Completed')),
  50: at(
    'lists carry counters',
    text(/GET .*\/jobs\/ingest$/, '"contentType"', '"numberRecordsProcessed":0,"contentType"'),
  ),
  51: at(
    'a limit is missing',
    json(/\/limits$/, (value) => without(value, 'DailyBulkApiBatches')),
  ),
  52: inside('jobs live for ever'),
  53: inside('faults do not strike'),
  54: at(
    'nothing is gzipped',
    on(ANY, ({ incoming }) => void delete incoming.headers['accept-encoding']),
  ),
  55: at(
    'a created job has no id',
    json(CREATE, (value) => without(value, 'id')),
  ),
  56: at(
    'Tooling answers have no size',
    json(/tooling\/query$/, (value) => without(value, 'size', 'entityTypeName')),
  ),
  57: at(
    'many rows of metadata are another error',
    text(/tooling\/query$/, 'MALFORMED_QUERY', 'INVALID_FIELD'),
  ),
  58: at(
    'active rules are not listed',
    json(/process\/rules/, () => ({ rules: { Contact: [] } })),
  ),
  59: at('a restored row seems refused', text(/services\/Soap/, '<success>true', '<success>false')),
  60: at('SOAP faults are 400s', status(/services\/Soap/, 500, 400)),
  61: at('a deleted row is a 400', status(/sobjects/, 404, 400, 'ENTITY_IS_DELETED')),
  62: inside('assignment rules do not run'),
  63: inside('allowSave is ignored'),
  64: at('rolled-back rows seem saved', text(/composite\/sobjects/, /"success":false/g, '"success":true')),
  65: at(
    'audit fields are always createable',
    json(DESCRIBE, (value) =>
      fields(value, (one) => (one['name'] === 'CreatedDate' ? { ...one, createable: true } : one)),
    ),
  ),
  66: inside('the log forgets callers'),
  67: at('tokens have ids', text(/\/query$/, '"Id":null', '"Id":"888000000000001AAA"')),
  68: at('values are valid for nothing', text(/picklist-values/, /"validFor":\[[\d,]+\]/g, '"validFor":[]')),
  69: at('persons do not show', text(DESCRIBE, '"IsPersonAccount"', '"IsBusinessAccount"')),
  70: inside('queues own anything'),
  71: at('a missing table is another error', text(QUERY, 'INVALID_TYPE', 'NOT_FOUND')),
  72: at('a long URI is a 400', status(ANY, 414, 400)),
  73: at(
    'unknown ids are left out',
    json(/composite\/sobjects\/\w+$/, (value) =>
      Array.isArray(value) ? value.filter((one) => one !== null) : value,
    ),
  ),
  74: at('nothing is ever unchanged', status(ANY, 304, 200)),
};

/** Spoils an answer if the org violates a line that shows in it. */
export function spoilReply(request: Request, reply: Reply): void {
  const { brokenLine } = request.org;
  if (brokenLine !== null) BREAKS[brokenLine]?.spoil?.(request, reply);
}
