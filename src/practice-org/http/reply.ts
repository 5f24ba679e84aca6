/** What goes back to the client. A body in parts is written part by part, never held as one. */
export type Reply = {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer | Iterable<string> | null;
};

export const JSON_TYPE = 'application/json;charset=UTF-8';

export function replyJson(value: unknown, status = 200): Reply {
  return { status, headers: { 'Content-Type': JSON_TYPE }, body: JSON.stringify(value) };
}

/** {@link replyJson} for jobs: `apiVersion` is a number written with its decimal place. */
export function replyJobJson(body: unknown, status = 200): Reply {
  const text = JSON.stringify(body).replace(/"apiVersion":(\d+)(?=[,}])/g, '"apiVersion":$1.0');
  return { status, headers: { 'Content-Type': JSON_TYPE }, body: text };
}

export function replyEmpty(status: number): Reply {
  return { status, headers: {}, body: null };
}

export function replyCsv(parts: Iterable<string>, headers: Record<string, string> = {}): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/csv;charset=UTF-8', ...headers }, body: parts };
}

export function replyHtml(html: string, status = 200): Reply {
  return {
    status,
    headers: {
      'Content-Type': 'text/html;charset=UTF-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'no-store',
    },
    body: html,
  };
}

export function replyRedirect(location: string): Reply {
  return { status: 302, headers: { Location: location, 'Cache-Control': 'no-store' }, body: null };
}

/** A request that cannot be served: a status and Salesforce's array of one error. */
export class RequestFault extends Error {
  readonly reply: Reply;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.errorCode = errorCode;
    this.reply = replyJson([{ message, errorCode, ...(fields ? { fields } : {}) }], status);
  }
}

export const notFound = (): RequestFault =>
  new RequestFault(404, 'NOT_FOUND', 'The requested resource does not exist');
