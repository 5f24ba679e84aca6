import { notFound, RequestFault, type Reply } from './reply';
import type { Request } from './request';

export type Handler = (request: Request) => Reply | Promise<Reply>;

/**
 * Who may call a route: anyone, a signed-in user (`async`: by the header of Bulk API 1.0), or the holder of
 * the control token.
 */
export type Access = 'open' | 'session' | 'async' | 'control';

/** One path. `*` stands for any one segment; words match in any case. */
export type Route = { path: string; access: Access; methods: Readonly<Record<string, Handler>> };

const DATA = /^\/services\/data\/v(\d+)\.0(\/.*)?$/;
const ASYNC = /^\/services\/async\/(\d+)\.0(\/.*)?$/;
const SOAP = /^\/services\/Soap\/u\/(\d+)\.0(\/.*)?$/i;

/**
 * The version of a path and what is routed: `/data…` for `/services/data/vNN.0…`, `/async…` for
 * `/services/async/NN.0…`, `/soap` for `/services/Soap/u/NN.0`; any other path as it is, with version 0.
 */
export function splitVersion(path: string): { version: number; rest: string } {
  for (const [pattern, name] of [
    [DATA, '/data'],
    [ASYNC, '/async'],
    [SOAP, '/soap'],
  ] as const) {
    const found = pattern.exec(path);
    if (found)
      return { version: Number(found[1]), rest: name === '/soap' ? name : `${name}${found[2] ?? ''}` };
  }
  // A path without a version must not reach the versioned routes by their inner name.
  return { version: 0, rest: /^\/(data|async|soap)(\/|$)/i.test(path) ? '/unknown' : path };
}

/** Doubled and trailing slashes mean nothing. */
export function cleanPath(path: string): string {
  const clean = path.replace(/\/{2,}/g, '/');
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RequestFault(400, 'URL_NOT_RESET', 'The path holds a broken escape');
  }
}

function matchPath(pattern: readonly string[], parts: readonly string[]): string[] | null {
  if (pattern.length !== parts.length) return null;
  const params: string[] = [];
  for (const [i, part] of parts.entries()) {
    if (pattern[i] === '*') params.push(decodePart(part));
    else if (pattern[i]?.toLowerCase() !== part.toLowerCase()) return null;
  }
  return params;
}

/** Finds the route of a path; a known path with another verb is refused as Salesforce does. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; handler: Handler; params: string[] } {
  const parts = path.split('/');
  for (const route of routes) {
    const params = matchPath(route.path.split('/'), parts);
    if (!params) continue;
    const handler = route.methods[method] ?? (method === 'HEAD' ? route.methods['GET'] : undefined);
    if (handler) return { route, handler, params };
    const allowed = Object.keys(route.methods)
      .flatMap((verb) => (verb === 'GET' ? ['GET', 'HEAD'] : [verb]))
      .join(', ');
    throw new RequestFault(
      405,
      'METHOD_NOT_ALLOWED',
      `HTTP Method '${method}' not allowed. Allowed are ${allowed}`,
    );
  }
  throw notFound();
}
