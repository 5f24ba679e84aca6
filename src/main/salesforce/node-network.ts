import { lookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { pipeline as pipe, Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { AppError } from '../../shared/errors/app-error';
import { createCallLines } from './call-line';
import { toNetworkError } from './network-fault';
import { findProxy } from './proxy-variables';
import { readTarget, type Network, type Transport } from './transport';

/** Enough for the parts of a load and the looks at them side by side. */
const connectionsPerHost = 8;

/**
 * Reads may use a connection again. A write never does: one that was closed meanwhile, unnoticed, would leave
 * in doubt what the org did.
 */
type Agents = { read: HttpAgent; write: HttpAgent };

const openAgents = (target: URL, proxy: URL | null): Agents => {
  const kept = { keepAlive: true, maxSockets: connectionsPerHost };
  if (proxy !== null) return { read: new HttpsProxyAgent(proxy, kept), write: new HttpsProxyAgent(proxy) };
  return target.protocol === 'https:'
    ? { read: new HttpsAgent(kept), write: new HttpsAgent() }
    : { read: new HttpAgent(kept), write: new HttpAgent() };
};

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body as it was meant. Nothing here asks for a compressed one, but gateways send them all the same. */
const decode = (answer: IncomingMessage): Readable => {
  const decoder = decoders[answer.headers['content-encoding']?.trim().toLowerCase() ?? '']?.();
  // Its failure destroys the decoder with the same reason; who reads that hears of it.
  return decoder === undefined ? answer : pipe(answer, decoder, () => undefined);
};

/** What a proxy's refusal of a tunnel means; its answer must never be taken for the org's. */
const refuseTunnel = (status: number, host: string, proxy: string): AppError =>
  new AppError(
    status === 407 ? 'network.proxy-sign-in' : 'network.proxy',
    { host, proxy },
    { detail: `HTTP ${status}` },
  );

/**
 * Node's own network, for the command line without Electron. Proxies come from the variables HTTPS_PROXY (or
 * ALL_PROXY) and NO_PROXY, with user name and password in the URL; further certificate authorities from
 * NODE_EXTRA_CA_CERTS, which Node reads when it starts.
 */
export const openNodeNetwork = (): Network => {
  const lines = createCallLines();
  const known = new Map<string, Agents>();

  const agentsFor = (target: URL, proxy: URL | null): Agents => {
    const route = proxy?.href ?? target.protocol;
    const agents = known.get(route) ?? openAgents(target, proxy);
    known.set(route, agents);
    return agents;
  };

  const transport: Transport = async (request) => {
    const { method, url, headers = {}, body } = request;
    const target = readTarget(url);
    const proxy = findProxy(target);
    const agents = agentsFor(target, proxy?.url ?? null);
    const host = target.hostname;
    const explain = (cause: unknown): unknown => toNetworkError(cause, host, proxy?.host ?? null) ?? cause;
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const outgoing = send(target, {
        method,
        headers,
        agent: method === 'GET' ? agents.read : agents.write,
      });
      const line = lines.open(request, host, (cause) => outgoing.destroy(cause as Error));
      let isAnswered = false;
      const fail = (cause: unknown): void => {
        // An org may answer before it has read everything; then the answer counts, not the rest of the body.
        if (isAnswered) return;
        line.close();
        outgoing.destroy();
        reject(line.endedBy() ?? explain(cause));
      };
      outgoing.on('error', fail);
      outgoing.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
        if (proxy !== null && statusCode !== 200) fail(refuseTunnel(statusCode, host, proxy.host));
      });
      outgoing.once('response', (answer: IncomingMessage) => {
        isAnswered = true;
        const status = answer.statusCode ?? 0;
        resolve({ status, headers: answer.headers, body: line.watchDownload(decode(answer), explain) });
      });
      line.listen();
      if (body === undefined || typeof body === 'string') outgoing.end(body);
      else pipeline(Readable.from(line.watchUpload(body), { objectMode: false }), outgoing).catch(fail);
    });
  };

  return {
    transport,
    findRoute: async (url) => {
      const proxy = findProxy(new URL(url));
      return proxy === null ? { via: 'direct' } : { via: 'proxy', proxy: proxy.host };
    },
    resolveName: async (host) => {
      try {
        return (await lookup(host, { all: true })).map(({ address }) => address);
      } catch (cause) {
        throw toNetworkError(cause, host, null) ?? cause;
      }
    },
    dropConnections: async () => {
      lines.dropAll();
      for (const { read, write } of known.values()) {
        read.destroy();
        write.destroy();
      }
      known.clear();
    },
  };
};
