import { isObject, type JsonObject } from '../json';
import { replyJson, RequestFault, type Reply } from '../http/reply';
import { readJsonBody, type Request } from '../http/request';
import { cleanPath, findRoute, splitVersion, type Route } from '../http/router';
import { undoSteps, type UndoStep } from '../save/transaction';
import { readWhole } from '../http/write-reply';

/** Parts of one composite call. */
const MOST_PARTS = 25;
/** What a composite part may ask for. */
const ALLOWED = /^\/data\/(sobjects|query|queryAll|composite\/sobjects|tooling\/(query|sobjects))(\/|$)/i;

type Part = { method: string; url: string; referenceId: string; body: unknown };
type PartAnswer = {
  body: unknown;
  httpHeaders: Record<string, string>;
  httpStatusCode: number;
  referenceId: string;
};

const badPart = (message: string): RequestFault => new RequestFault(400, 'INVALID_INPUT', message);

function readPart(value: unknown): Part {
  if (!isObject(value)) throw badPart('Every part of compositeRequest must be an object');
  const { method, url, referenceId, body } = value;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string')
    throw badPart('Every part of compositeRequest needs method, url and referenceId');
  if (!/^[A-Za-z]\w*$/.test(referenceId)) throw badPart(`Provided referenceId is not valid: ${referenceId}`);
  return { method: method.toUpperCase(), url, referenceId, body };
}

/** The value a reference such as `@{made.id}` or `@{found.records[0].Id}` stands for. */
function lookUp(reference: string, answers: ReadonlyMap<string, unknown>): string {
  const [name = '', ...path] = reference.replace(/\[(\d+)\]/g, '.$1').split('.');
  let value = answers.get(name);
  for (const step of path)
    value = typeof value === 'object' && value !== null ? (value as JsonObject)[step] : undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new RequestFault(
    400,
    'PROCESSING_HALTED',
    `Invalid reference specified. No value for ${reference} found`,
  );
}

const fillReferences = (text: string, answers: ReadonlyMap<string, unknown>): string =>
  text.replace(/@\{([^}]+)\}/g, (_whole, reference: string) => lookUp(reference, answers));

async function runPart(
  request: Request,
  routes: readonly Route[],
  part: Part,
  answers: ReadonlyMap<string, unknown>,
): Promise<Reply> {
  const url = fillReferences(part.url, answers);
  const body = part.body === undefined ? '' : fillReferences(JSON.stringify(part.body), answers);
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const { version, rest } = splitVersion(cleanPath(path));
  if (!ALLOWED.test(rest))
    throw new RequestFault(400, 'INVALID_BATCH_REQUEST', `The request is not allowed in a composite: ${url}`);
  const { handler, params } = findRoute(routes, part.method, rest);
  const own: Request = {
    ...request,
    method: part.method,
    path,
    query: new URLSearchParams(query),
    params,
    version,
    body: Buffer.from(body),
  };
  return handler(own);
}

async function answerPart(
  request: Request,
  routes: readonly Route[],
  part: Part,
  answers: Map<string, unknown>,
): Promise<PartAnswer> {
  let reply: Reply;
  try {
    reply = await runPart(request, routes, part, answers);
  } catch (fault) {
    if (!(fault instanceof RequestFault)) throw fault;
    reply = fault.reply;
  }
  const text = readWhole(reply.body).toString('utf8');
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (reply.status < 400) answers.set(part.referenceId, body);
  const { 'Content-Type': _type, ...httpHeaders } = reply.headers;
  return { body, httpHeaders, httpStatusCode: reply.status, referenceId: part.referenceId };
}

const HALTED = [
  {
    errorCode: 'PROCESSING_HALTED',
    message: 'The transaction was rolled back since another operation in the same transaction failed.',
  },
];

/**
 * `POST composite`: up to 25 calls in one, in order, where later ones may use what earlier ones answered.
 * With `allOrNone` nothing stays when one of them fails.
 */
export const composite =
  (routes: () => readonly Route[]) =>
  async (request: Request): Promise<Reply> => {
    const body = await readJsonBody(request);
    const listed = body['compositeRequest'];
    if (!Array.isArray(listed) || listed.length === 0)
      throw badPart('compositeRequest must be a list of calls');
    if (listed.length > MOST_PARTS)
      throw badPart(
        `The number of composite requests is limited to ${MOST_PARTS}; this call has ${listed.length}`,
      );
    const parts = listed.map(readPart);
    if (new Set(parts.map((part) => part.referenceId)).size < parts.length)
      throw badPart('Every referenceId must be unique');
    const allOrNone = body['allOrNone'] === true;
    const undo: UndoStep[] = [];
    const answers = new Map<string, unknown>();
    const replies: PartAnswer[] = [];
    for (const part of parts) {
      const reply = await answerPart({ ...request, undo }, routes(), part, answers);
      replies.push(reply);
      if (allOrNone && reply.httpStatusCode >= 400) break;
    }
    const failed = replies.findIndex((reply) => reply.httpStatusCode >= 400);
    if (!allOrNone || failed < 0) return replyJson({ compositeResponse: replies });
    undoSteps(undo);
    Object.assign(request.noted, { effect: null, rows: null });
    const compositeResponse = parts.map((part, i) =>
      i === failed
        ? replies[i]
        : { body: HALTED, httpHeaders: {}, httpStatusCode: 400, referenceId: part.referenceId },
    );
    return replyJson({ compositeResponse });
  };
