import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** Bytes of bodies that have gone and come so far. */
export type Traffic = { sent: number; received: number };

export type TransportRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string | AsyncIterable<string | Uint8Array>;
  signal?: AbortSignal;
  /** Milliseconds of silence on the connection after which the call counts as unanswered. */
  silence?: number;
  /** Told whenever bytes of a body have moved. */
  onTraffic?: (traffic: Traffic) => void;
};

export type TransportResponse = {
  status: number;
  headers: IncomingHttpHeaders;
  body: Readable;
};

/**
 * The one way for bytes to reach an org: one request, one answer. It never repeats a request that may change
 * something, streams both ways with back-pressure and ends at once when its signal fires. Plain http is spoken
 * to loopback only, and no redirect is followed, so that a token is never carried to another host.
 *
 * Rejects where no answer came, with an `AppError` of the family `network.*` where it is known why; an HTTP
 * status of any kind is an answer.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** Which way requests to a URL leave this computer; `proxy` is a host with its port. */
export type Route = { via: 'direct' } | { via: 'proxy'; proxy: string };

export type ProxySignIn = { username: string; password: string };

/**
 * Gets the user name and password for a proxy (`host:port`), or null where there are none.
 *
 * @param rejected what the proxy has just refused, null at the first try
 */
export type SignInToProxy = (
  proxy: string,
  realm: string,
  rejected: ProxySignIn | null,
) => Promise<ProxySignIn | null>;

/** The network as this program reaches it: Node's own, or that of Electron with the system's settings. */
export type Network = {
  transport: Transport;
  findRoute: (url: string) => Promise<Route>;
  /** Addresses of a host name; rejects with an `AppError` where there is none. */
  resolveName: (host: string) => Promise<string[]>;
  /**
   * Closes every connection, also those with a call under way, which then counts as unanswered. After sleep or
   * on a changed network connections may be dead without anybody having been told.
   */
  dropConnections: () => Promise<void>;
};

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a host as it stands in a URL is this computer itself. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname);

/** The address of a request. Throws where it is neither https nor this computer itself. */
export const readTarget = (url: string): URL => {
  const target = new URL(url);
  const isAllowed =
    target.protocol === 'https:' || (target.protocol === 'http:' && isLoopback(target.hostname));
  if (!isAllowed) throw new Error(`refusing ${target.protocol} to ${target.hostname}`);
  return target;
};

/** The whole body as text. Rejects where the connection ends before the body does. */
export const readText = async (response: TransportResponse): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of response.body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
