import type { IncomingMessage } from 'node:http';
import type { Org } from '../org';
import { isObject, readJson, type JsonObject } from '../json';
import type { Session } from '../oauth/sessions';
import type { UndoStep } from '../save/transaction';
import { RequestFault } from './reply';
import type { Noted } from './request-log';

/** A request on its way through the routes. */
export type Request = {
  org: Org;
  method: string;
  /** The path with doubled and trailing slashes taken out. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  /** `http://host:port` as this client reached the org. */
  origin: string;
  controlToken: string;
  /** Parts of the path that the route left open, in order. */
  params: string[];
  /** API version of the path, such as 67; 0 outside `/services/data/vNN.0`. */
  version: number;
  /** Set where the route needs a signed-in user. */
  session: Session | null;
  incoming: IncomingMessage;
  /** The body of a part of a composite call; null where it is read from the socket. */
  body: Buffer | null;
  /** Collects how to take saves back, where a composite call may have to. */
  undo: UndoStep[] | null;
  /** Filled in for the log by handlers that work on jobs or save records. */
  noted: Noted;
};

/**
 * Reads the body whole. Above `limit` bytes the rest is read and dropped, so that the client gets an
 * answer instead of a broken connection, and null comes back.
 */
export async function readBody(request: Request, limit = 64 * 1024 * 1024): Promise<Buffer | null> {
  if (request.body) return request.body.length > limit ? null : request.body;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.incoming as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= limit) parts.push(part);
    else parts.length = 0;
  }
  return size > limit ? null : Buffer.concat(parts);
}

export async function readBodyText(request: Request): Promise<string> {
  const body = await readBody(request);
  if (!body) throw new RequestFault(413, 'REQUEST_TOO_LARGE', 'The request body is too large');
  return body.toString('utf8');
}

/** A JSON object body, or Salesforce's refusal of what is none. */
export async function readJsonBody(request: Request): Promise<JsonObject> {
  const text = await readBodyText(request);
  const value = readJson(text);
  if (isObject(value)) return value;
  const message =
    text.trim() === ''
      ? 'The HTTP entity body is required, but this request has no entity body.'
      : 'Unexpected character in the request body at [line:1, column:1]';
  throw new RequestFault(400, 'JSON_PARSER_ERROR', message);
}

export function requireSession(request: Request): Session {
  if (!request.session) throw invalidSession();
  return request.session;
}

export function invalidSession(): RequestFault {
  return new RequestFault(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}

/** Tells the log what a call did in the org, with how many records; a call in parts adds up. */
export function noteEffect(
  request: Request,
  effect: NonNullable<Noted['effect']>,
  rows: number | null,
): void {
  const { noted } = request;
  noted.effect = effect;
  if (rows !== null) noted.rows = (noted.rows ?? 0) + rows;
}

/** The client name of `Sforce-Call-Options`, whose parts older clients join by commas. */
export function readClientName(header: string | undefined): string | null {
  for (const part of (header ?? '').split(/[;,]/)) {
    const [name = '', value = ''] = part.split('=');
    if (name.trim().toLowerCase() === 'client') return value.trim();
  }
  return null;
}
