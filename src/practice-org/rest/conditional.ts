import { createHash } from 'node:crypto';
import { replyEmpty, RequestFault, type Reply } from '../http/reply';
import type { Request } from '../http/request';
import type { Handler } from '../http/router';
import { POSITION } from '../schema/fields';
import type { Row } from '../store/table';

const failedPrecondition = (): RequestFault =>
  new RequestFault(412, 'PRECONDITION_FAILED', 'The precondition of the request is not met');

const toSeconds = (ms: number): number => Math.ceil(ms / 1000);

/**
 * Lets a handler answer 304 without a body when nothing changed since `If-Modified-Since`. Objects, fields
 * and the permissions of the user count; whole seconds are compared, and a change within one counts.
 */
export const unlessUnchanged =
  (handler: Handler): Handler =>
  (request) => {
    const since = Date.parse(request.headers['if-modified-since'] ?? '');
    const changed = toSeconds(request.org.schemaChangedAt);
    if (!Number.isNaN(since) && changed <= since / 1000) return replyEmpty(304);
    return handler(request);
  };

/** {@link unlessUnchanged} that knows `If-Unmodified-Since` too, as the list of objects does: 412 after a change. */
export const unlessChanged = (handler: Handler): Handler => {
  const answer = unlessUnchanged(handler);
  return (request) => {
    const since = Date.parse(request.headers['if-unmodified-since'] ?? '');
    const changed = toSeconds(request.org.schemaChangedAt);
    if (!Number.isNaN(since) && changed > since / 1000) throw failedPrecondition();
    return answer(request);
  };
};

/** The entity tag of a row; only accounts have one. */
export function tagOf(objectName: string, row: Row): string | null {
  if (objectName !== 'Account') return null;
  const hash = createHash('sha1').update(
    JSON.stringify([row[POSITION.Id], row[POSITION.SystemModstamp], row]),
  );
  return `"${hash.digest('base64').slice(0, 27)}--gzip"`;
}

/** `If-Match` and `If-None-Match` on an account: null where the call may go on. */
export function checkTag(request: Request, tag: string | null): Reply | null {
  if (tag === null) return null;
  const { headers, method } = request;
  const wanted = headers['if-match'];
  const known = headers['if-none-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== tag) throw failedPrecondition();
  if (known !== tag) return null;
  if (method !== 'GET' && method !== 'HEAD') throw failedPrecondition();
  return replyEmpty(304);
}
