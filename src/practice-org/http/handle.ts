import type { IncomingMessage, ServerResponse } from 'node:http';
import { isBroken, spoilReply } from '../breaks';
import { pause } from '../clock';
import { AsyncFault, replyAsyncFault } from '../bulk1/fault';
import { BULK1_ROUTES } from '../bulk1/routes';
import { BULK2_ROUTES } from '../bulk2/routes';
import { QUERY_JOB_ROUTES } from '../bulk2/query-routes';
import { CONTROL_ROUTES } from '../control/routes';
import { hasControlToken } from '../oauth/authorize';
import { OAUTH_ROUTES } from '../oauth/routes';
import { findSession } from '../oauth/sessions';
import type { Org } from '../org';
import { countRequest, writeUsage } from '../rest/limits';
import { REST_ROUTES } from '../rest/routes';
import { checkVersion, NEWEST_VERSION, OLDEST_VERSION } from '../rest/versions';
import { SOAP_ROUTES } from '../soap/routes';
import { formatRestDateTime } from '../values/date';
import { takeBadDay } from './bad-day';
import { checkPermissions } from './check-permissions';
import { takeFault, type Fault } from './faults';
import { prettyPrint } from './pretty-print';
import { replyOfFault } from './reply-of-fault';
import { replyJson, RequestFault, type Reply } from './reply';
import { invalidSession, readClientName, type Request } from './request';
import { addLogEntry } from './request-log';
import { cleanPath, findRoute, splitVersion, type Route } from './router';
import { writeReply, writeTruncated } from './write-reply';

const ROUTES: readonly Route[] = [
  ...OAUTH_ROUTES,
  ...REST_ROUTES,
  ...BULK2_ROUTES,
  ...QUERY_JOB_ROUTES,
  ...BULK1_ROUTES,
  ...SOAP_ROUTES,
  ...CONTROL_ROUTES,
];

/** Only names of this very machine and port may be asked: a web page must not reach the org by another name. */
export function isLocalHost(host: string | undefined, port: number): boolean {
  return host === `localhost:${port}` || host === `127.0.0.1:${port}` || host === `[::1]:${port}`;
}

function flattenHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/** Bulk API 1.0 takes the token bare in a header of its own. */
function sessionHeader(request: Request, route: Route): string | undefined {
  const { headers } = request;
  return route.access === 'async' ? `Bearer ${headers['x-sfdc-session'] ?? ''}` : headers['authorization'];
}

function checkAsyncVersion(version: number): void {
  if (version < OLDEST_VERSION || version > NEWEST_VERSION)
    throw new AsyncFault('InvalidVersion', `Unsupported api version: ${version}.0`);
}

/** URIs, and URIs with their headers, may hold this many bytes. */
const LONGEST_HEAD = 16_384;

function checkHead(request: Request): void {
  const { incoming } = request;
  const uri = Buffer.byteLength(incoming.url ?? '');
  if (uri > LONGEST_HEAD) throw new RequestFault(414, 'URI_TOO_LONG', 'URI Too Long');
  const headers = incoming.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
  if (uri + headers > LONGEST_HEAD)
    throw new RequestFault(431, 'REQUEST_HEADER_FIELDS_TOO_LARGE', 'Request Header Fields Too Large');
}

async function serve(request: Request): Promise<Reply> {
  checkHead(request);
  const { version, rest } = splitVersion(request.path);
  request.version = version;
  if (rest.startsWith('/data')) checkVersion(version);
  if (rest.startsWith('/async')) checkAsyncVersion(version);
  const { route, handler, params } = findRoute(ROUTES, request.method, rest);
  Object.assign(request, { params, version });
  if (route.access === 'control' && !hasControlToken(request))
    throw new RequestFault(403, 'FORBIDDEN', 'X-Practice-Control is missing or wrong');
  if (route.access !== 'session' && route.access !== 'async') return handler(request);
  request.session = findSession(request.org, sessionHeader(request, route));
  if (!request.session) throw invalidSession();
  countRequest(request.org);
  checkPermissions(request, rest);
  return handler(request);
}

function replyOfRefusal(request: Request, fault: RequestFault): Reply {
  return request.path.startsWith('/services/async/') ? replyAsyncFault(request, fault) : fault.reply;
}

/** Salesforce never forgets what it has told: an answer waits until what it could tell of is on disk. */
async function keepChanges(org: Org): Promise<void> {
  try {
    await org.keepChanges();
  } catch (cause) {
    throw new RequestFault(
      503,
      'SERVER_UNAVAILABLE',
      `The practice org could not be saved: ${String(cause)}`,
    );
  }
}

async function answer(request: Request): Promise<Reply> {
  let reply: Reply;
  try {
    reply = await serve(request);
    await keepChanges(request.org);
  } catch (fault) {
    if (fault instanceof RequestFault) reply = replyOfRefusal(request, fault);
    else
      reply = replyJson(
        [
          {
            message: fault instanceof Error ? fault.message : String(fault),
            errorCode: 'UNKNOWN_EXCEPTION',
          },
        ],
        500,
      );
  }
  spoilReply(request, reply);
  // The org's own time, so that conditional calls compare like with like.
  reply.headers['Date'] = new Date(request.org.clock.now()).toUTCString();
  // What nobody read of the body is dropped, so that the client gets this answer and not a broken pipe.
  request.incoming.resume();
  if (request.session && !request.path.startsWith('/services/async/'))
    reply.headers['Sforce-Limit-Info'] = writeUsage(request.org);
  return prettyPrint(request, reply);
}

const nameFault = (fault: Fault | null): string | null => (fault ? `${fault.action} ${fault.when}` : null);

/** Answers one call, with whatever fault is due for it. Answers the status sent; 0 for a dropped call. */
async function answerWithFault(
  request: Request,
  response: ServerResponse,
  fault: Fault | null,
): Promise<number> {
  const { incoming } = request;
  if (request.org.settings.slowMs > 0 && !request.path.startsWith('/practice/'))
    await pause(request.org.settings.slowMs);
  if (fault?.action === 'delay' && fault.when === 'before') await pause(fault.delayMs);
  if (fault?.when === 'before' && fault.action === 'drop') {
    incoming.socket.destroy();
    return 0;
  }
  if (fault?.when === 'before' && (fault.action === 'status' || fault.action === 'html')) {
    incoming.resume();
    const reply = replyOfFault(request, fault);
    await writeReply(incoming, response, reply);
    return reply.status;
  }
  const reply = await answer(request);
  if (fault?.when === 'after') {
    if (fault.action === 'delay') await pause(fault.delayMs);
    if (fault.action === 'drop') {
      incoming.socket.destroy();
      return 0;
    }
    if (fault.action === 'status' || fault.action === 'html') {
      const spoiled = replyOfFault(request, fault);
      await writeReply(incoming, response, spoiled);
      return spoiled.status;
    }
  }
  if (fault?.action === 'truncate') await writeTruncated(response, reply, fault.clean);
  else await writeReply(incoming, response, reply);
  return reply.status;
}

/** Takes a call from the socket to its answer and into the log. */
export async function handleCall(
  org: Org,
  controlToken: string,
  port: number,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const host = incoming.headers.host;
  if (!isLocalHost(host, port)) {
    incoming.resume();
    await writeReply(incoming, response, {
      status: 421,
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      body: 'This practice org answers on this computer only.',
    });
    return;
  }
  const [rawPath = '/', rawQuery = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const headers = flattenHeaders(incoming);
  const request: Request = {
    org,
    method: incoming.method ?? 'GET',
    path: cleanPath(rawPath),
    query: new URLSearchParams(rawQuery),
    headers,
    origin: `http://${host ?? ''}`,
    controlToken,
    params: [],
    version: 0,
    session: null,
    incoming,
    body: null,
    undo: null,
    noted: { jobId: null, batchId: null, rows: null, effect: null },
  };
  const isControl = request.path.startsWith('/practice/');
  const fault =
    isControl || isBroken(org, 53)
      ? null
      : (takeFault(org.faults, request.method, incoming.url ?? '/') ?? takeBadDay(org));
  const status = await answerWithFault(request, response, fault);
  if (isControl) return;
  addLogEntry(org, {
    time: formatRestDateTime(org.clock.now()),
    method: request.method,
    path: incoming.url ?? '/',
    // A client that hung up in the middle of its body got no answer.
    status: incoming.errored ? 0 : status,
    ms: Math.round(performance.now() - started),
    client: isBroken(org, 66) ? null : readClientName(headers['sforce-call-options']),
    userAgent: headers['user-agent'] ?? null,
    ...request.noted,
    fault: nameFault(fault),
  });
}
