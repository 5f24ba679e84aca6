import { Readable } from 'node:stream';
import { AppError } from '../../shared/errors/app-error';
import type { Traffic, TransportRequest } from './transport';

/** Milliseconds without a sign of life after which a call counts as unanswered. */
export const defaultSilence = 120_000;

/** One call under way, from its start until the last byte of its answer. */
export type CallLine = {
  /** The body to send, counted; while its source has to be waited for, silence is nobody's fault. */
  watchUpload: (body: AsyncIterable<string | Uint8Array>) => AsyncIterable<Buffer>;
  /** The answer's body, counted; `explain` turns a failure into the error that is thrown. */
  watchDownload: (answer: Readable, explain: (cause: unknown) => unknown) => Readable;
  /** The network has the word: from now on it must not stay silent. */
  listen: () => void;
  /** Something else is waited for, such as a person. */
  rest: () => void;
  /** The call is over. */
  close: () => void;
  /** Why this program ended the call itself; null where it did not. */
  endedBy: () => unknown;
};

export type CallLines = {
  /** Opens a line; `end` breaks the call off: silence, a signal or `dropAll` ask for it, once. */
  open: (request: TransportRequest, host: string, end: (cause: unknown) => void) => CallLine;
  /** Ends every call under way with an error. */
  dropAll: () => void;
};

/** The calls of one network, each with its silence, its signal and its count of bytes. */
export const createCallLines = (): CallLines => {
  const drops = new Set<() => void>();

  const open: CallLines['open'] = ({ signal, silence, onTraffic }, host, end) => {
    const traffic: Traffic = { sent: 0, received: 0 };
    let timer: NodeJS.Timeout | null = null;
    let ended: { cause: unknown } | null = null;
    let isOver = false;

    const rest = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    };
    const close = (): void => {
      isOver = true;
      rest();
      drops.delete(drop);
      signal?.removeEventListener('abort', abort);
    };
    const finish = (cause: unknown): void => {
      if (ended !== null) return;
      ended = { cause };
      close();
      end(cause);
    };
    const drop = (): void => finish(new AppError('network.cut-off', { host }));
    const abort = (): void => finish(signal?.reason);
    const listen = (): void => {
      rest();
      // What is still sent of a body when the org has answered already is nobody's concern.
      if (!isOver)
        timer = setTimeout(() => finish(new AppError('network.silent', { host })), silence ?? defaultSilence);
    };
    const count = (way: keyof Traffic, bytes: number): void => {
      traffic[way] += bytes;
      onTraffic?.({ ...traffic });
    };

    drops.add(drop);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) queueMicrotask(abort);

    return {
      listen,
      rest,
      close,
      endedBy: () => ended?.cause ?? null,
      watchUpload: async function* watchUpload(body) {
        for await (const some of body) {
          const chunk =
            typeof some === 'string'
              ? Buffer.from(some, 'utf8')
              : Buffer.from(some.buffer, some.byteOffset, some.length);
          listen();
          yield chunk;
          rest();
          count('sent', chunk.length);
        }
        listen();
      },
      watchDownload: (answer, explain) => {
        const chunks = async function* chunks(): AsyncGenerator<Buffer> {
          try {
            listen();
            for await (const chunk of answer as AsyncIterable<Buffer>) {
              rest();
              count('received', chunk.length);
              yield chunk;
              listen();
            }
          } catch (cause) {
            throw ended === null ? explain(cause) : ended.cause;
          } finally {
            close();
          }
        };
        rest();
        // Readers who iterate get the failure; one who only throws the rest away has no use for it.
        return Readable.from(chunks(), { objectMode: false })
          .on('error', () => undefined)
          .once('close', () => answer.destroy());
      },
    };
  };

  return {
    open,
    dropAll: () => {
      for (const drop of new Set(drops)) drop();
    },
  };
};
