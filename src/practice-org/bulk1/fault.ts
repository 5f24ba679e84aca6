import { RequestFault, type Reply, replyJson } from '../http/reply';
import type { Request } from '../http/request';
import { XML_HEAD, XML_TYPE, writeElement } from '../xml/write-xml';

/** The namespace of everything Bulk API 1.0 writes. */
export const NAMESPACE = ' xmlns="http://www.force.com/2009/06/asyncapi/dataload"';

/** A refusal of Bulk API 1.0: HTTP 400 and a code such as `InvalidJobState`. */
export class AsyncFault extends RequestFault {
  constructor(code: string, message: string) {
    super(400, code, message);
  }
}

/** JSON where the request speaks JSON; XML otherwise. */
export function speaksJson(request: Request): boolean {
  return (request.headers['content-type'] ?? '').toLowerCase().startsWith('application/json');
}

function codeOf(fault: RequestFault): string {
  if (fault instanceof AsyncFault) return fault.errorCode;
  const { status } = fault.reply;
  if (status === 401) return 'InvalidSessionId';
  if (status === 403)
    return fault.errorCode === 'REQUEST_LIMIT_EXCEEDED' ? 'ExceededQuota' : 'FeatureNotEnabled';
  return status === 404 || status === 405 ? 'InvalidUrl' : 'ClientInputError';
}

/** The error form of Bulk API 1.0, following the content type of the request. */
export function replyAsyncFault(request: Request, fault: RequestFault): Reply {
  const exceptionCode = codeOf(fault);
  const exceptionMessage = exceptionCode === 'InvalidSessionId' ? 'Invalid session id' : fault.message;
  if (speaksJson(request)) return replyJson({ exceptionCode, exceptionMessage }, 400);
  const body = writeElement(
    [
      'error',
      [
        ['exceptionCode', exceptionCode],
        ['exceptionMessage', exceptionMessage],
      ],
    ],
    NAMESPACE,
  );
  return { status: 400, headers: { 'Content-Type': XML_TYPE }, body: XML_HEAD + body };
}
