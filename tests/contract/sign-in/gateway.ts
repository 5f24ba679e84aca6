import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = { method: string; path: string; form: URLSearchParams };

/** Stands before a practice org and sees everything that passes, above all every token the org hands out. */
export type Gateway = {
  url: string;
  /** Where calls go from now on. */
  target: string;
  /** Every access and refresh token that was issued, in order. */
  tokens: string[];
  calls: Call[];
  /** What happens before a call is passed on; true where it has been answered instead. */
  intervene: (call: Call, response: ServerResponse) => Promise<boolean>;
  close: () => Promise<void>;
};

const readAll = async (stream: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const openGateway = async (target: string): Promise<Gateway> => {
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const [path = '/'] = (incoming.url ?? '/').split('?');
    const call = {
      method: incoming.method ?? 'GET',
      path,
      form: new URLSearchParams(path.startsWith('/services/oauth2/') ? body.toString() : ''),
    };
    gateway.calls.push(call);
    if (await gateway.intervene(call, response)) return;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      // Whoever reads along must be able to read.
      const headers = {
        ...incoming.headers,
        host: new URL(gateway.target).host,
        'accept-encoding': 'identity',
      };
      request(new URL(incoming.url ?? '/', gateway.target), { method: call.method, headers }, resolve)
        .on('error', reject)
        .end(body);
    });
    let content: Buffer | string = await readAll(answer);
    const isToken = path === '/services/oauth2/token' && answer.statusCode === 200;
    if (isToken) {
      const issued = JSON.parse(content.toString()) as Record<string, string>;
      for (const name of ['access_token', 'refresh_token']) {
        if (issued[name] !== undefined) gateway.tokens.push(issued[name]);
      }
      content = content.toString().replaceAll(new URL(gateway.target).origin, gateway.url);
    }
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, headers).end(content);
  };
  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gateway: Gateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target,
    tokens: [],
    calls: [],
    intervene: async () => false,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
  return gateway;
};
