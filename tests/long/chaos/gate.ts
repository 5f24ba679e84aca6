import { createServer, request as callOrg, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A call as it passed the gate. */
export type Passed = {
  n: number;
  method: string;
  path: string;
  body: string;
  /** What the org answered; null where no answer came. */
  status: number | null;
  answer: string;
  /** Whether the answer reached the program whole, as far as the gate knows. */
  delivered: boolean;
  /** The life of the program it was made in. */
  life: number;
};

/** - `before`: it has not reached the org. - `answered`: the org has acted. - `delivered`: the answer is out. */
export type Moment = 'before' | 'answered' | 'delivered';

export type Turn = 'dead' | number | undefined;

export type Gate = {
  port: number;
  passed: Passed[];
  /**
   * Called at each moment of each call. `dead`: it goes no further. A number: the program gets no answer, and the call
   * reaches the org so many milliseconds later all the same.
   */
  watch: (call: Passed, moment: Moment) => Promise<Turn>;
  life: number;
  /** Resolves when no call is on its way any more, also none that the program has long given up. */
  idle: () => Promise<void>;
  close: () => Promise<void>;
};

const readAll = async (stream: IncomingMessage): Promise<{ bytes: Buffer; whole: boolean }> => {
  const parts: Buffer[] = [];
  try {
    for await (const part of stream) parts.push(part as Buffer);
    return { bytes: Buffer.concat(parts), whole: stream.complete };
  } catch {
    return { bytes: Buffer.concat(parts), whole: false };
  }
};

const toText = (bytes: Buffer, encoding: string | undefined): string => {
  try {
    return (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch {
    return '';
  }
};

/** By this name the org's log tells of a call which one it was. */
export const nameOf = (n: number): string => `gate-${n}`;

const pass = async (
  gate: Gate,
  orgPort: number,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const given = await readAll(incoming);
  if (!given.whole) return;
  const call: Passed = {
    n: gate.passed.length + 1,
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    body: given.bytes.toString('utf8'),
    status: null,
    answer: '',
    delivered: false,
    life: gate.life,
  };
  gate.passed.push(call);
  const turn = await gate.watch(call, 'before');
  if (turn !== undefined) incoming.socket.destroy();
  if (turn === 'dead') return;
  if (turn !== undefined) await new Promise((resolve) => setTimeout(resolve, turn));
  const { 'transfer-encoding': _framing, ...headers } = incoming.headers;
  const answer = await new Promise<IncomingMessage | null>((resolve) => {
    const out = callOrg({
      port: orgPort,
      host: '127.0.0.1',
      method: call.method,
      path: call.path,
      agent: false,
      headers: {
        ...headers,
        connection: 'close',
        host: `127.0.0.1:${orgPort}`,
        'user-agent': nameOf(call.n),
        'content-length': given.bytes.length,
      },
    });
    out.once('response', resolve);
    out.once('error', () => resolve(null));
    out.end(given.bytes);
  });
  const got = answer === null ? null : await readAll(answer);
  if (answer !== null && got !== null) {
    call.status = answer.statusCode ?? 0;
    call.answer = toText(got.bytes, answer.headers['content-encoding']);
  }
  if (turn !== undefined) return;
  if ((await gate.watch(call, 'answered')) === 'dead' || answer === null || got === null)
    return void incoming.socket.destroy();
  const { 'transfer-encoding': _chunks, connection: _connection, ...rest } = answer.headers;
  response.writeHead(call.status ?? 500, rest);
  if (!got.whole) {
    response.write(got.bytes, () => incoming.socket.destroy());
    return;
  }
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(got.bytes);
  });
  call.delivered = response.writableFinished;
  await gate.watch(call, 'delivered');
};

/** A proxy between the program and the org, at which every call can be seen, and met by anything. */
export const openGate = async (orgPort: number): Promise<Gate> => {
  const underWay = new Set<Promise<void>>();
  const server = createServer((incoming, response) => {
    const passing: Promise<void> = pass(gate, orgPort, incoming, response)
      .catch(() => void incoming.socket.destroy())
      .finally(() => underWay.delete(passing));
    underWay.add(passing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const gate: Gate = {
    port: (server.address() as AddressInfo).port,
    passed: [],
    watch: async () => undefined,
    life: 0,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return gate;
};
