import type { IncomingHttpHeaders } from 'node:http';

/** What a test can have a program do with its network. */
export type Command =
  | {
      do: 'request';
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
      url: string;
      headers?: Record<string, string>;
      text?: string;
      /** Makes the body a stream that yields the text this many times. */
      repeat?: number;
      abortAfter?: number;
      silence?: number;
      /** False throws the answer's body away while it comes. */
      keep?: boolean;
    }
  | { do: 'write'; call: Write; url: string }
  | { do: 'query'; url: string }
  | { do: 'route'; url: string }
  | { do: 'resolve'; host: string }
  | { do: 'drop' }
  | { do: 'pac'; url: string }
  | { do: 'proxy-answers'; answers: { username: string; password: string }[] }
  | { do: 'asked' }
  | { do: 'cookies' };

export const allWrites = ['create', 'upload', 'commit', 'abort', 'delete', 'refresh', 'revoke'] as const;
export type Write = (typeof allWrites)[number];

export type Outcome = {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  traffic: { sent: number; received: number };
  mostMemory: number;
};

/** An error as it crosses to the test. */
export type Failure = {
  name: string;
  message: string;
  code?: string | undefined;
  detail?: string | undefined;
  params?: Record<string, string> | undefined;
  failure?: { kind: string; error: { code: string } } | undefined;
};
