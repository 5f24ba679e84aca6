import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { takeTurn } from '../clock';
import type { Reply } from './reply';

/** Nothing goes far from here: time counts more than size. */
const FAST = constants.Z_BEST_SPEED;

function acceptsGzip(incoming: IncomingMessage): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(incoming.headers['accept-encoding'] ?? '');
}

/** A body as the bytes of one piece. */
export function readWhole(body: Reply['body']): Buffer {
  if (body === null) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : [...body].join(''), 'utf8');
}

async function* inTurns(parts: Iterable<string>): AsyncGenerator<string> {
  for (const part of parts) {
    yield part;
    await takeTurn();
  }
}

/** Sends a reply, gzipped where the client asks for it. A client that hangs up is no error. */
export async function writeReply(
  incoming: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  if (response.destroyed) return;
  const headers: Record<string, string> = { ...reply.headers };
  const bare = reply.body === null || incoming.method === 'HEAD';
  const zip = !bare && acceptsGzip(incoming);
  if (zip) {
    headers['Content-Encoding'] = 'gzip';
    headers['Vary'] = 'Accept-Encoding';
  }
  if (bare || typeof reply.body === 'string' || Buffer.isBuffer(reply.body)) {
    const whole = bare ? Buffer.alloc(0) : readWhole(reply.body);
    const bytes = zip ? gzipSync(whole) : whole;
    if (reply.status !== 204 && reply.status !== 304) headers['Content-Length'] = String(bytes.length);
    response.writeHead(reply.status, headers).end(bytes);
    return;
  }
  response.writeHead(reply.status, headers);
  const source = Readable.from(inTurns(reply.body ?? []), { objectMode: false });
  await (zip ? pipeline(source, createGzip({ level: FAST }), response) : pipeline(source, response)).catch(
    () => response.destroy(),
  );
}

/** Sends about half of a reply: either cut off in the middle, or ended as if that were all. */
export async function writeTruncated(response: ServerResponse, reply: Reply, clean: boolean): Promise<void> {
  const whole = readWhole(reply.body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  response.writeHead(reply.status, {
    ...reply.headers,
    'Content-Length': String(clean ? half.length : whole.length),
  });
  if (clean) {
    response.end(half);
    return;
  }
  if (!response.write(half)) await once(response, 'drain').catch(() => undefined);
  setTimeout(() => response.destroy(), 20);
}
