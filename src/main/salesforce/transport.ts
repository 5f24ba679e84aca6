import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

export type TransportRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string | AsyncIterable<string>;
  signal?: AbortSignal;
  /** Milliseconds of silence on the connection after which the call counts as unanswered. */
  silence?: number;
};

export type TransportResponse = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Readable;
};

/**
 * The one way for bytes to reach an org: one request, one answer. It never repeats a request by itself, streams
 * both ways with back-pressure and ends at once when its signal fires.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

const defaultSilence = 120_000;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const writeBody = async (
  stream: NodeJS.WritableStream,
  body: NonNullable<TransportRequest['body']>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  if (typeof body === 'string') {
    stream.end(body);
    return;
  }
  const source = Readable.from(body, { objectMode: false, encoding: 'utf8' });
  await (signal === undefined ? pipeline(source, stream) : pipeline(source, stream, { signal }));
};

/**
 * Node's own HTTP. Plain http is allowed for loopback only; redirects are not followed, so that a token is
 * never carried to another host. Rejects where no answer came; an HTTP status of any kind is an answer.
 */
export const nodeTransport: Transport = async ({ method, url, headers = {}, body, signal, silence }) => {
  const target = new URL(url);
  if (target.protocol !== 'https:' && !loopback.test(target.hostname)) {
    throw new Error(`refusing ${target.protocol} to ${target.hostname}`);
  }
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<TransportResponse>((resolve, reject) => {
    const outgoing = send(
      target,
      { method, headers, ...(signal === undefined ? {} : { signal }) },
      (answer: IncomingMessage) =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer }),
    );
    outgoing.setTimeout(silence ?? defaultSilence, () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    if (body === undefined) outgoing.end();
    else writeBody(outgoing, body, signal).catch((cause: unknown) => outgoing.destroy(cause as Error));
  });
};

/** The whole body as text. Rejects where the connection ends before the body does. */
export const readText = async (response: TransportResponse): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
