import type { CallFailure } from '../../core/load/event';
import { CallError } from '../load/ports';
import type { WireError } from '../../shared/domain/load';
import { isUnanswered } from './network-fault';
import { AppError, toWireError, type ErrorCode } from '../../shared/errors/app-error';

export type ApiComplaint = { errorCode: string; message: string };

/**
 * Salesforce's own words in an answer: an array of `{errorCode, message}` in REST and Bulk API 2.0, an object
 * with `error` and `error_description` in OAuth. HTML (maintenance, wrong host) gives none.
 */
export const readComplaint = (body: string): ApiComplaint | null => {
  try {
    const parsed: unknown = JSON.parse(body);
    const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
    if (typeof first !== 'object' || first === null) return null;
    const { errorCode, message, error, error_description: description } = first as Record<string, unknown>;
    if (typeof errorCode === 'string')
      return { errorCode, message: typeof message === 'string' ? message : '' };
    if (typeof error === 'string') {
      return { errorCode: error, message: typeof description === 'string' ? description : '' };
    }
    return null;
  } catch {
    return null;
  }
};

const failure = (kind: CallFailure['kind'], code: ErrorCode, org: string, detail: string): CallFailure => ({
  kind,
  error: { code, params: { org }, detail },
});

/**
 * What an HTTP answer other than 2xx means, after section "Status codes and error responses" of the REST API
 * guide: 401 the sign-in, 403 with REQUEST_LIMIT_EXCEEDED and 429 a limit, 404 gone, 5xx and pages that are no
 * JSON no answer at all, anything else a definite no.
 */
export const toCallFailure = (status: number, body: string, org: string): CallFailure => {
  const complaint = readComplaint(body);
  const detail = complaint === null ? `HTTP ${status}` : `${complaint.errorCode}: ${complaint.message}`;
  if (status === 401) return failure('held-up', 'auth.expired', org, detail);
  if (status === 429 || complaint?.errorCode === 'SERVER_UNAVAILABLE')
    return failure('lost', 'org.limit', org, detail);
  if (complaint?.errorCode === 'REQUEST_LIMIT_EXCEEDED') {
    // Concurrency eases in seconds; the daily quota does not.
    const short = /concurrent/i.test(complaint.message);
    return failure(short ? 'lost' : 'held-up', 'org.limit', org, detail);
  }
  if (status === 404 && complaint !== null) return failure('gone', 'job.lost', org, detail);
  if (status >= 500 || complaint === null) return failure('lost', 'org.maintenance', org, detail);
  return failure('refused', 'org.refused', org, detail);
};

/** What it means that no answer came at all. Only a proxy that wants a sign-in needs a person, not time. */
export const toLostFailure = (cause: unknown, org: string, signal?: AbortSignal): CallFailure => {
  if (signal?.aborted === true) return failure('cancelled', 'org.unreachable', org, 'cancelled');
  if (cause instanceof AppError && isUnanswered(cause)) {
    const kind = cause.code === 'network.proxy-sign-in' ? 'held-up' : 'lost';
    const error = toWireError(cause);
    return { kind, error: { ...error, params: { ...error.params, org } } };
  }
  return failure('lost', 'org.unreachable', org, cause instanceof Error ? cause.message : String(cause));
};

/** A call's failure as the error a person sees. */
export const toAppError = (cause: unknown): AppError => {
  if (cause instanceof AppError) return cause;
  if (cause instanceof CallError) return fromWire(cause.failure.error);
  return new AppError('app.unexpected', {}, { cause });
};

const fromWire = ({ code, params, detail }: WireError): AppError =>
  new AppError(code as ErrorCode, params, detail === undefined ? {} : { detail });

/** An error of any kind as it stands in an attempt that has to pause. */
export const toPauseFailure = (cause: unknown): CallFailure =>
  cause instanceof CallError ? cause.failure : { kind: 'held-up', error: toWireError(toAppError(cause)) };
