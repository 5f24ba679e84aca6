import { AsyncFault, replyAsyncFault } from '../bulk1/fault';
import { replyOAuthError } from '../oauth/oauth-fault';
import { replyFault, SoapFault } from '../soap/envelope';
import type { Fault } from './faults';
import { replyJson, type Reply } from './reply';
import type { Request } from './request';

const MAINTENANCE =
  '<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body><h1>We are down for maintenance.</h1></body></html>';

/** The refusal in the form of the API it strikes, so that a client reads it as it reads real ones. */
function refuseAs(request: Request, { errorCode, message }: Fault): Reply {
  const { path } = request;
  if (path.startsWith('/services/async/'))
    return replyAsyncFault(request, new AsyncFault(errorCode, message));
  if (path.startsWith('/services/oauth2/')) return replyOAuthError(errorCode, message);
  if (/^\/services\/soap\//i.test(path)) return replyFault(new SoapFault(errorCode, message));
  return replyJson([{ message, errorCode }]);
}

/** What a call gets that a fault strikes. */
export function replyOfFault(request: Request, fault: Fault): Reply {
  const headers: Record<string, string> =
    fault.retryAfter === null ? {} : { 'Retry-After': String(fault.retryAfter) };
  const { status } = fault;
  if (fault.action === 'html')
    return { status, headers: { ...headers, 'Content-Type': 'text/html;charset=UTF-8' }, body: MAINTENANCE };
  const reply = refuseAs(request, fault);
  return { ...reply, status, headers: { ...reply.headers, ...headers } };
}
