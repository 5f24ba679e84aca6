import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export type Seen = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  bytes: number;
  /** The client's port: equal for requests on the same connection. */
  from: number;
};

export type Listening = { url: string; port: number; seen: Seen[]; close: () => Promise<void> };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * A server on loopback that writes down what it is asked. `answer` is called when a request has been read whole.
 *
 * @param secure a certificate; makes it a https server
 */
export const listen = async (answer: Answer, secure?: { key: string; cert: string }): Promise<Listening> => {
  const seen: Seen[] = [];
  const handle: Answer = (request, response) => {
    const entry: Seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      bytes: 0,
      from: request.socket.remotePort ?? 0,
    };
    seen.push(entry);
    request.on('data', (chunk: Buffer) => (entry.bytes += chunk.length));
    request.on('end', () => answer(request, response));
    request.on('error', () => undefined);
  };
  const server: Server = secure === undefined ? createServer(handle) : createSecureServer(secure, handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    url: `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
