import type { CallFailure } from '../../core/load/event';
import { CallError } from '../load/ports';
import type { WireError } from '../../shared/domain/load';
import { isUnanswered } from './network-fault';
import { AppError, toWireError, type ErrorCode } from '../../shared/errors/app-error';
import { childText, readXml } from './xml';

/** The headers of an answer that say something about a failure. */
export type AnswerHeaders = { 'retry-after'?: string | undefined; date?: string | undefined };

export type ApiComplaint = { errorCode: string; message: string };

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

const readJsonComplaint = (body: string): ApiComplaint | null => {
  const parsed: unknown = JSON.parse(body);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (typeof first !== 'object' || first === null) return null;
  const complaint = first as Record<string, unknown>;
  if (typeof complaint['errorCode'] === 'string')
    return { errorCode: complaint['errorCode'], message: textOr(complaint['message']) };
  if (typeof complaint['exceptionCode'] === 'string')
    return { errorCode: complaint['exceptionCode'], message: textOr(complaint['exceptionMessage']) };
  if (typeof complaint['error'] === 'string')
    return { errorCode: complaint['error'], message: textOr(complaint['error_description']) };
  return null;
};

const readXmlComplaint = (body: string): ApiComplaint | null => {
  const root = readXml(body);
  const errorCode = root.name === 'error' ? childText(root, 'exceptionCode') : null;
  return errorCode === null ? null : { errorCode, message: childText(root, 'exceptionMessage') ?? '' };
};

/**
 * Salesforce's own words in an answer: an array of `{errorCode, message}` in REST and Bulk API 2.0, an object
 * with `error` and `error_description` in OAuth, an `error` element or object with `exceptionCode` and
 * `exceptionMessage` in Bulk API 1.0. HTML (maintenance, wrong host) gives none.
 */
export const readComplaint = (body: string): ApiComplaint | null => {
  try {
    return body.trimStart().startsWith('<') ? readXmlComplaint(body) : readJsonComplaint(body);
  } catch {
    return null;
  }
};

/** `Retry-After` in milliseconds: a number of seconds, or a date that is held against the answer's own. */
const readRetryAfter = (headers: AnswerHeaders): number | null => {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const wait = Date.parse(value) - Date.parse(headers.date ?? '');
  return Number.isNaN(wait) ? null : Math.max(0, wait);
};

const failure = (kind: CallFailure['kind'], code: ErrorCode, org: string, detail: string): CallFailure => ({
  kind,
  error: { code, params: { org }, detail },
});

/** Answers to a request that could not have been carried out, whatever their body. */
const neverDone: ReadonlySet<number> = new Set([405, 409, 410, 411, 413, 414, 415, 431]);

const apiOff: ReadonlySet<string> = new Set(['API_CURRENTLY_DISABLED', 'API_DISABLED_FOR_ORG']);

const judge = (status: number, complaint: ApiComplaint | null, org: string): CallFailure => {
  const detail = complaint === null ? `HTTP ${status}` : `${complaint.errorCode}: ${complaint.message}`;
  // Bulk API 2.0 writes the codes of 1.0 in capitals.
  const code = complaint?.errorCode.toUpperCase() ?? '';
  if (status === 401 || code === 'INVALIDSESSIONID') return failure('held-up', 'auth.expired', org, detail);
  // The whole API is off for the user or the org, until an admin turns it on again.
  if (apiOff.has(code)) return failure('held-up', 'org.refused', org, detail);
  if (status === 429) return failure('busy', 'org.limit', org, detail);
  if (code === 'SERVER_UNAVAILABLE') return failure('lost', 'org.limit', org, detail);
  if (code === 'REQUEST_LIMIT_EXCEEDED' || code === 'EXCEEDEDQUOTA') {
    // Concurrency eases in seconds; the daily quota does not.
    const short = /concurrent/i.test(complaint?.message ?? '');
    return failure(short ? 'busy' : 'held-up', 'org.limit', org, detail);
  }
  if (status === 404 && complaint !== null) return failure('gone', 'job.lost', org, detail);
  if (neverDone.has(status)) return failure('refused', 'org.refused', org, detail);
  // `Timeout` and `Unknown` are refusals of Bulk API 1.0 that leave open what was done before them.
  const open = complaint === null || code === 'TIMEOUT' || code === 'UNKNOWN';
  if (status >= 500 || open) return failure('lost', 'org.maintenance', org, detail);
  return failure('refused', 'org.refused', org, detail);
};

/**
 * What an HTTP answer other than 2xx means, after section "Status codes and error responses" of the REST API
 * guide and "Errors" of the Bulk API guide: 401 and `InvalidSessionId` the sign-in, 403 with
 * REQUEST_LIMIT_EXCEEDED, `ExceededQuota` and 429 a limit, 404 gone, 5xx and pages that are neither JSON nor XML
 * no answer at all, anything else a definite no.
 */
export const toCallFailure = (
  status: number,
  body: string,
  org: string,
  headers: AnswerHeaders = {},
): CallFailure => {
  const retryAfterMs = readRetryAfter(headers);
  return {
    ...judge(status, readComplaint(body), org),
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
};

/**
 * What it means that no answer came at all. Only a proxy that wants a sign-in needs a person, not time; and where this
 * computer could not read what was to be sent, the org is not to blame.
 */
export const toLostFailure = (cause: unknown, org: string, signal?: AbortSignal): CallFailure => {
  if (signal?.aborted === true) return failure('cancelled', 'org.unreachable', org, 'cancelled');
  if (cause instanceof AppError && isUnanswered(cause)) {
    const kind = cause.code === 'network.proxy-sign-in' ? 'held-up' : 'lost';
    const error = toWireError(cause);
    return { kind, error: { ...error, params: { ...error.params, org } } };
  }
  if (cause instanceof AppError) return { kind: 'broken', error: toWireError(cause) };
  return failure('lost', 'org.unreachable', org, cause instanceof Error ? cause.message : String(cause));
};

/** What went wrong on the way to an answer as a failure of the call; one that is judged already stays as it is. */
export const toLostCall = (cause: unknown, org: string, signal?: AbortSignal): CallError =>
  cause instanceof CallError ? cause : new CallError(toLostFailure(cause, org, signal), cause);

/** The same for an answer in good order (status 200) that is nothing an org would say. */
export const toStrangeCall = (cause: unknown, org: string, signal?: AbortSignal): CallError =>
  new CallError({ ...toLostCall(cause, org, signal).failure, status: 200 }, cause);

/** A call's failure as the error a person sees. */
export const toAppError = (cause: unknown): AppError => {
  if (cause instanceof AppError) return cause;
  if (cause instanceof CallError) return fromWire(cause.failure.error);
  return new AppError('app.unexpected', {}, { cause });
};

const fromWire = ({ code, params, detail }: WireError): AppError =>
  new AppError(code as ErrorCode, params, detail === undefined ? {} : { detail });
