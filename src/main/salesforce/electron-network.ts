import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  app,
  net,
  session,
  type AuthInfo,
  type ClientRequest,
  type IncomingMessage,
  type Session,
} from 'electron';
import { AppError } from '../../shared/errors/app-error';
import { stopDictionaries } from '../security';
import { createCallLines, type CallLine } from './call-line';
import { toNetworkError } from './network-fault';
import { createSessionPool } from './session-pool';
import {
  readTarget,
  type Network,
  type ProxySignIn,
  type Route,
  type SignInToProxy,
  type Transport,
  type TransportRequest,
} from './transport';

/** Chromium writes these itself and refuses them from others. */
const ownHeaders = /^(content-length|host|connection|transfer-encoding|keep-alive|te|trailer|upgrade)$/i;

/**
 * Chromium repeats requests by itself over HTTP/2 and QUIC when a connection does not live. Must run before the
 * app is ready.
 */
export const restrictProtocols = (): void => {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
};

/** Nothing of it is stored: no cookies, no cache, everything in memory and gone with the process. */
const openSession = (name: string): Session => {
  const opened = session.fromPartition(name, { cache: false });
  opened.setUserAgent('Bulkhead');
  stopDictionaries(opened);
  return opened;
};

/** The first way of an answer such as `PROXY proxy.acme.test:8080; DIRECT`. */
const readRoute = (answer: string): Route => {
  const [kind, proxy] = answer.split(';', 1)[0]?.trim().split(/\s+/) ?? [];
  return kind === undefined || kind === 'DIRECT' || proxy === undefined
    ? { via: 'direct' }
    : { via: 'proxy', proxy };
};

const empty = (): Readable => Readable.from([], { objectMode: false });

/**
 * Electron passes chunks on through a stream inside the request. Where a call ends early that stream fails too,
 * and, unheard, would end the program; the request itself says what happened.
 */
const hearChunks = (outgoing: ClientRequest): void => {
  const inside: unknown = Reflect.get(outgoing, '_body');
  if (inside instanceof Writable) inside.on('error', () => undefined);
};

/** Sends the body as fast as the network takes it. A stream without a single chunk is no body at all. */
const sendBody = async (
  outgoing: ClientRequest,
  line: CallLine,
  body: TransportRequest['body'],
): Promise<void> => {
  if (body === undefined || typeof body === 'string') {
    outgoing.end(body);
    return;
  }
  const chunks = line.watchUpload(body)[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) {
    outgoing.end();
    return;
  }
  outgoing.chunkedEncoding = true;
  hearChunks(outgoing);
  const rest = async function* rest(): AsyncGenerator<Buffer> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // Electron's request is a writable stream of Node's in everything but its type.
  await pipeline(Readable.from(rest(), { objectMode: false }), outgoing as unknown as NodeJS.WritableStream);
};

/**
 * The system's network through Electron's own stack: its proxies and PAC files, its certificates, and sign-in
 * with the system's account (Negotiate, NTLM) where the system offers it to a proxy. Other proxies that want to
 * know who is there are answered by `signInToProxy`.
 */
export const openElectronNetwork = ({ signInToProxy }: { signInToProxy: SignInToProxy }): Network => {
  const lines = createCallLines();
  const reads = openSession('salesforce');
  const writes = createSessionPool((index) => openSession(`salesforce-write-${index}`));

  const findRoute = async (url: string): Promise<Route> => readRoute(await reads.resolveProxy(url));

  const explain = async (cause: unknown, target: URL): Promise<unknown> => {
    const route = await findRoute(target.href).catch((): Route => ({ via: 'direct' }));
    return toNetworkError(cause, target.hostname, route.via === 'proxy' ? route.proxy : null) ?? cause;
  };

  const call = async (request: TransportRequest, target: URL, through: Session, done: () => void) => {
    const { method, url, headers = {}, body } = request;
    const outgoing = net.request({ method, url, session: through, redirect: 'manual', cache: 'no-store' });
    for (const [name, value] of Object.entries(headers)) {
      if (!ownHeaders.test(name)) outgoing.setHeader(name, value);
    }
    return new Promise<Awaited<ReturnType<Transport>>>((resolve, reject) => {
      let isAnswered = false;
      let given: ProxySignIn | null = null;
      const line = lines.open(request, target.hostname, (cause) => {
        outgoing.abort();
        fail(cause);
      });
      const fail = (cause: unknown): void => {
        // An org may answer before it has read everything; then the answer counts, not the rest of the body.
        if (isAnswered) return;
        isAnswered = true;
        line.close();
        done();
        void explain(line.endedBy() ?? cause, target).then((error) => reject(error as Error));
      };
      const succeed = (status: number, answered: IncomingMessage['headers'], answer: Readable): void => {
        if (isAnswered) return;
        isAnswered = true;
        const download = line.watchDownload(
          answer,
          (cause) => toNetworkError(cause, target.hostname, null) ?? cause,
        );
        resolve({ status, headers: answered, body: download.once('close', done) });
      };

      const refuseProxy = (proxy: string): void =>
        fail(new AppError('network.proxy-sign-in', { host: target.hostname, proxy }));
      const answerProxy = async ({ host, port, realm }: AuthInfo): Promise<ProxySignIn | null> => {
        line.rest();
        given = await signInToProxy(`${host}:${port}`, realm, given);
        if (given === null) refuseProxy(`${host}:${port}`);
        else line.listen();
        return given;
      };
      outgoing.on('login', (info, give) => {
        if (!info.isProxy) {
          give();
          return;
        }
        answerProxy(info).then(
          (signIn) => (signIn === null ? give() : give(signIn.username, signIn.password)),
          (cause: unknown) => {
            fail(cause);
            give();
          },
        );
      });
      outgoing.on('redirect', (status, _method, _to, answered) => {
        const flat = Object.entries(answered).map(([name, values]) => [
          name.toLowerCase(),
          values.join(', '),
        ]);
        succeed(status, Object.fromEntries(flat) as Record<string, string>, empty());
        outgoing.abort();
      });
      outgoing.on('response', (answer) => {
        const body = answer as unknown as Readable;
        // A call that has failed meanwhile has no use for what still comes, nor for its failure.
        body.on('error', () => undefined);
        if (answer.statusCode !== 407) succeed(answer.statusCode, answer.headers, body);
        else void findRoute(url).then((route) => refuseProxy(route.via === 'proxy' ? route.proxy : ''), fail);
      });
      outgoing.on('error', fail);
      line.listen();
      sendBody(outgoing, line, body).catch((cause: unknown) => {
        outgoing.abort();
        fail(cause);
      });
    });
  };

  return {
    transport: async (request) => {
      const target = readTarget(request.url);
      if (request.method === 'GET') return call(request, target, reads, () => undefined);
      const { session: own, release } = await writes.lease();
      return call(request, target, own, release);
    },
    findRoute,
    resolveName: async (host) => {
      try {
        return (await reads.resolveHost(host)).endpoints.map(({ address }) => address);
      } catch (cause) {
        throw toNetworkError(cause, host, null) ?? cause;
      }
    },
    dropConnections: async () => {
      lines.dropAll();
      await reads.closeAllConnections();
    },
  };
};
