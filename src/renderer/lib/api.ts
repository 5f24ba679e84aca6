import type { CallInput, CallName, CallOutput, EventName, EventPayload } from '../../shared/contract';
import type { WireError } from '../../shared/domain/load';
import { AppError, errorCodes, type ErrorCode } from '../../shared/errors/app-error';

type InputOf<N extends CallName> = undefined extends CallInput<N> ? [] : [input: CallInput<N>];

const isErrorCode = (code: string): code is ErrorCode => (errorCodes as readonly string[]).includes(code);

/** An error as it crossed the bridge, as the error people can read. */
export const fromWire = ({ code, params, detail }: WireError): AppError =>
  isErrorCode(code)
    ? new AppError(code, params, detail === undefined ? {} : { detail })
    : new AppError('app.unexpected', {}, { detail: detail ?? code });

/**
 * Asks the main process. Opens the envelope; what went wrong there is thrown here as the `AppError` it was,
 * and whatever else fails on the way as `app.unexpected` with the original words as its detail.
 */
export const call = async <N extends CallName>(name: N, ...input: InputOf<N>): Promise<CallOutput<N>> => {
  const envelope = await window.bulkhead.call(name, input[0]).catch((cause: unknown) => {
    throw new AppError('app.unexpected', {}, { detail: String(cause), cause });
  });
  if (envelope.ok) return envelope.value as CallOutput<N>;
  throw fromWire(envelope.error);
};

/** Listens to a message of the main process; the returned function stops listening. */
export const on = <N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): (() => void) => window.bulkhead.on(name, (payload) => listener(payload as EventPayload<N>));

/** Path of a dropped file on disk; empty where it has none (a picture dragged from a web page, say). */
export const pathOfFile = (file: File): string => window.bulkhead.pathOf(file);

/** Any thrown thing as the error people can read. */
export const toAppError = (thrown: unknown): AppError =>
  thrown instanceof AppError
    ? thrown
    : new AppError('app.unexpected', {}, { detail: String(thrown), cause: thrown });
