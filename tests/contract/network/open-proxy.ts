import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export type Tunnel = { to: string; signIn: string | null; status: number };

export type TestProxy = {
  /** Host and port. */
  address: string;
  tunnels: Tunnel[];
  /** Who may pass from now on, as `user:password`; null lets everybody. */
  require: (signIn: string | null) => void;
  /** From now on every tunnel is refused. */
  refuse: () => void;
  close: () => Promise<void>;
};

const readSignIn = (request: IncomingMessage): string | null => {
  const given = /^Basic (\S+)$/.exec(request.headers['proxy-authorization'] ?? '')?.[1];
  return given === undefined ? null : Buffer.from(given, 'base64').toString('utf8');
};

/**
 * A proxy that lets https through by CONNECT, as offices have it. Wherever a tunnel is asked to go, it goes to
 * one port of this computer: the names in the tests exist nowhere else.
 */
export const openProxy = async (port: number): Promise<TestProxy> => {
  const tunnels: Tunnel[] = [];
  const sockets = new Set<Socket>();
  let wanted: string | null = null;
  let isOpen = true;
  const server = createServer((_request, response) => response.writeHead(405).end());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    const signIn = readSignIn(request);
    const status = !isOpen ? 403 : wanted === null || wanted === signIn ? 200 : 407;
    tunnels.push({ to: request.url ?? '', signIn, status });
    client.on('error', () => undefined);
    if (status !== 200) {
      const asks = status === 407 ? 'Proxy-Authenticate: Basic realm="Acme office"\r\n' : '';
      client.end(`HTTP/1.1 ${status} No\r\n${asks}Content-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(client);
      client.pipe(target);
    });
    sockets.add(target);
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    require: (signIn) => (wanted = signIn),
    refuse: () => (isOpen = false),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
