import { z } from 'zod';
import { CallError } from '../load/ports';
import { callForJson, type Session } from './session';
import { toCallFailure, toLostCall } from './to-app-error';

const Counted = z.object({ totalSize: z.number().int().nonnegative() });
const Composite = z.object({
  compositeResponse: z.array(z.object({ httpStatusCode: z.number().int(), body: z.unknown() })).length(1),
});

/** Bytes of a path that every edge server lets through; longer queries travel in a body. */
const longestPath = 8000;

/**
 * How many records a `SELECT COUNT()` query finds.
 *
 * @param all deleted and archived records too
 */
export const countRecords = async (
  session: Session,
  soql: string,
  all: boolean,
  signal: AbortSignal,
): Promise<number> => {
  const base = `/services/data/v${session.apiVersion}`;
  const path = `${base}/${all ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
  const read = <T>(schema: z.ZodType<T>, answer: unknown): T => {
    const parsed = schema.safeParse(answer);
    if (parsed.success) return parsed.data;
    throw toLostCall(parsed.error, session.orgName);
  };
  if (path.length <= longestPath) {
    return read(Counted, await callForJson(session, { method: 'GET', path, signal })).totalSize;
  }
  const answer = await callForJson(session, {
    method: 'POST',
    path: `${base}/composite`,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ compositeRequest: [{ method: 'GET', url: path, referenceId: 'count' }] }),
    signal,
  });
  const [part] = read(Composite, answer).compositeResponse;
  if (part === undefined || part.httpStatusCode !== 200) {
    throw new CallError(
      toCallFailure(part?.httpStatusCode ?? 0, JSON.stringify(part?.body ?? null), session.orgName),
    );
  }
  return read(Counted, part.body).totalSize;
};
