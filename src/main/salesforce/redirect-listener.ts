import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callbackPath, toCallbackUri } from '../../shared/domain/sign-in';
import { AppError } from '../../shared/errors/app-error';
import { pageHeaders, writeEndPage, writeStrangerPage, type EndOfSignIn } from './redirect-pages';

/** What the browser brought back for our `state`. */
export type BrowserAnswer = { code: string } | { error: string; description: string };

export type RedirectListener = {
  callbackUri: string;
  answer: Promise<BrowserAnswer>;
  /** Tells every page that waits how the sign-in ended, and stops listening. Only the first call counts. */
  end: (end: EndOfSignIn) => void;
};

const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
/** Left open this long for a browser that is slow to take its page, milliseconds. */
const lingering = 2_000;

const listenOn = async (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const nameOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException).code;

type Opened = { port: number; servers: Server[] };

/**
 * `localhost` means 127.0.0.1 or ::1, and browsers try either first; both must be ours, or a stranger on the other
 * one could get the code. A computer without IPv6 has only the first.
 */
const openPort = async (port: number, serve: (server: Server) => Server): Promise<Opened | null> => {
  const first = serve(createServer());
  let actual: number;
  try {
    actual = await listenOn(first, port, '127.0.0.1');
  } catch (cause) {
    // Windows says EACCES for ports it keeps for itself.
    if (nameOf(cause) === 'EADDRINUSE' || nameOf(cause) === 'EACCES') return null;
    throw cause;
  }
  const second = serve(createServer());
  try {
    await listenOn(second, actual, '::1');
    return { port: actual, servers: [first, second] };
  } catch (cause) {
    if (nameOf(cause) === 'EADDRNOTAVAIL' || nameOf(cause) === 'EAFNOSUPPORT')
      return { port: actual, servers: [first] };
    first.close();
    return null;
  }
};

/** Chromium asks before a public page may lead to a private address (Private Network Access). */
const answerPreflight = (response: ServerResponse): void => {
  response
    .writeHead(204, {
      'Access-Control-Allow-Methods': 'GET',
      'Access-Control-Allow-Private-Network': 'true',
      Connection: 'close',
    })
    .end();
};

const readAnswer = (query: URLSearchParams, state: string): BrowserAnswer | null => {
  const error = query.get('error');
  if (error !== null) {
    // Salesforce leaves the state out of some refusals; a refusal with a wrong one is somebody else's.
    const theirs = query.get('state');
    if (theirs !== null && theirs !== state) return null;
    return { error, description: query.get('error_description') ?? '' };
  }
  const code = query.get('code');
  return code === null || query.get('state') !== state ? null : { code };
};

/**
 * Listens on loopback, on the first free port of a list, for the one redirect that carries our `state`. The
 * browser's page is answered once the sign-in has ended, so that it never says more than is true.
 * Throws `auth.port-taken` where none of the ports is free.
 */
export const listenForRedirect = async (
  state: string,
  ports: readonly number[],
): Promise<RedirectListener> => {
  const waiting = new Set<ServerResponse>();
  let settle: (answer: BrowserAnswer) => void = () => undefined;
  const answer = new Promise<BrowserAnswer>((resolve) => (settle = resolve));

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!ownHost.test(request.headers.host ?? '') || url.pathname !== callbackPath) {
      response.writeHead(404, { Connection: 'close' }).end();
    } else if (request.method === 'OPTIONS') {
      answerPreflight(response);
    } else if (request.method !== 'GET') {
      response.writeHead(405, { Allow: 'GET, OPTIONS', Connection: 'close' }).end();
    } else {
      const found = readAnswer(url.searchParams, state);
      if (found === null) {
        response.writeHead(400, { ...pageHeaders, Connection: 'close' }).end(writeStrangerPage());
        return;
      }
      waiting.add(response);
      response.once('close', () => waiting.delete(response));
      settle(found);
    }
  };

  const serve = (server: Server): Server => server.on('request', handle);
  for (const port of ports) {
    const opened = await openPort(port, serve);
    if (opened === null) continue;
    let ended = false;
    return {
      callbackUri: toCallbackUri(opened.port),
      answer,
      end: (end) => {
        if (ended) return;
        ended = true;
        const status = end.kind === 'signed-in' ? 200 : 400;
        for (const response of waiting) {
          response.writeHead(status, { ...pageHeaders, Connection: 'close' }).end(writeEndPage(end));
        }
        for (const server of opened.servers) {
          server.close();
          setTimeout(() => server.closeAllConnections(), lingering).unref();
        }
      },
    };
  }
  throw new AppError('auth.port-taken', { ports: ports.join(', ') });
};
