import { PassThrough, type Duplex } from 'node:stream';
import type { Connection, HttpRequest, HttpResponse } from 'jsforce';
import { AppError } from '../../shared/errors/app-error';
import { readText, type Transport, type TransportRequest } from './transport';

const perform = async (transport: Transport, request: HttpRequest): Promise<HttpResponse> => {
  const { method, url, headers = {}, body } = request;
  if (body != null && typeof body !== 'string') throw new TypeError('jsforce is to send text only');
  const answer = await transport({
    method: method as TransportRequest['method'],
    url,
    headers,
    ...(body == null ? {} : { body }),
  });
  const text = await readText(answer);
  if (answer.headers.location !== undefined && answer.status >= 300 && answer.status < 400) {
    // jsforce would follow, with the token; where the org is now is told by its next sign-in.
    throw new AppError('org.unreachable', {}, { detail: `HTTP ${answer.status}` });
  }
  const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
  return { statusCode: answer.status, headers: Object.fromEntries(flat), body: text };
};

/**
 * Makes jsforce speak through this program's own transport: with the same proxies and certificates, repeating
 * nothing by itself and following no redirect. It puts its own requests in place of the ones jsforce makes at
 * the hook that jsforce's other transports use.
 */
export const attachTransport = (connection: Connection, transport: Transport): void => {
  // oxlint-disable-next-line no-underscore-dangle -- jsforce offers no other hook
  connection._transport.getRequestStreamCreator = () => (request) => {
    const stream: Duplex = new PassThrough();
    perform(transport, request).then(
      (answer) => {
        stream.emit('response', answer);
        stream.emit('complete', answer);
        stream.end(answer.body);
      },
      (cause: unknown) => stream.destroy(cause as Error),
    );
    return stream;
  };
};
