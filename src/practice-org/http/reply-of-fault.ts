import { AsyncFault, replyAsyncFault } from '../bulk1/fault';
import { replyOAuthError } from '../oauth/oauth-fault';
import { replyFault, SoapFault } from '../soap/envelope';
import type { Fault } from './faults';
import { replyJson, RequestFault, type Reply } from './reply';
import type { Request } from './request';

const MAINTENANCE =
  '<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body><h1>We are down for maintenance.</h1></body></html>';

/** The refusal in the form of the API it strikes, so that a client reads it as it reads real ones. */
function refuseAs(request: Request, { errorCode, message, status }: Fault): Reply {
  const { path } = request;
  if (path.startsWith('/services/async/')) {
    // Bulk API 1.0 knows neither status: a dead session and a spent allocation are 400s with a code of its own.
    const renamed = status === 401 || (status === 403 && errorCode === 'REQUEST_LIMIT_EXCEEDED');
    if (renamed) return replyAsyncFault(request, new RequestFault(status, errorCode, message));
    return { ...replyAsyncFault(request, new AsyncFault(errorCode, message)), status };
  }
  if (path.startsWith('/services/oauth2/')) return { ...replyOAuthError(errorCode, message), status };
  if (/^\/services\/soap\//i.test(path)) return { ...replyFault(new SoapFault(errorCode, message)), status };
  return replyJson([{ message, errorCode }], status);
}

/** What a call gets that a fault strikes. */
export function replyOfFault(request: Request, fault: Fault): Reply {
  const headers: Record<string, string> =
    fault.retryAfter === null ? {} : { 'Retry-After': String(fault.retryAfter) };
  if (fault.action === 'html')
    return {
      status: fault.status,
      headers: { ...headers, 'Content-Type': 'text/html;charset=UTF-8' },
      body: MAINTENANCE,
    };
  const reply = refuseAs(request, fault);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
