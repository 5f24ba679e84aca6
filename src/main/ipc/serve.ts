import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import {
  calls,
  type CallInput,
  type CallName,
  type CallOutput,
  type Envelope,
  type EventName,
  type EventPayload,
} from '../../shared/contract';
import { AppError, toWireError } from '../../shared/errors/app-error';
import { toAppError } from '../salesforce/to-app-error';
import { isOwnPage } from '../security';

/** A handler for every call of the contract; one that is missing does not compile. */
export type Handlers = { [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> };

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(calls, name);

/** Only the main frame of this program's own window may call. */
const isTrusted = (event: IpcMainInvokeEvent): boolean =>
  event.senderFrame !== null &&
  event.senderFrame === event.sender.mainFrame &&
  isOwnPage(event.senderFrame.url) &&
  BrowserWindow.fromWebContents(event.sender) !== null;

type Options = {
  log: (line: string) => void;
  /** Also checks what handlers return; for development and tests. */
  checkOutputs: boolean;
};

const answer = async (
  handlers: Promise<Handlers>,
  name: CallName,
  input: unknown,
  options: Options,
): Promise<Envelope> => {
  const parsed = calls[name].input.safeParse(input);
  if (!parsed.success) {
    options.log(`call ${name}: bad input`);
    return { ok: false, error: toWireError(new AppError('app.bad-request')) };
  }
  try {
    const handler = (await handlers)[name] as (input: unknown) => Promise<unknown>;
    const value = await handler(parsed.data);
    if (options.checkOutputs) calls[name].output.parse(value);
    return { ok: true, value };
  } catch (cause) {
    const error = toAppError(cause);
    const reason =
      error.code === 'app.unexpected' && cause instanceof Error ? ` ${cause.stack ?? cause.message}` : '';
    options.log(`call ${name}: ${error.code}${reason}`);
    return { ok: false, error: toWireError(error) };
  }
};

/**
 * Registers the contract on the one channel the preload bridge uses. A call that comes before the program is put
 * together waits for it; where that fails, the call fails with the same error.
 */
export const serveCalls = (handlers: Promise<Handlers>, options: Options): void => {
  // Nobody may have called yet when it fails.
  handlers.catch(() => undefined);
  ipcMain.handle('call', async (event, name: unknown, input: unknown): Promise<Envelope> => {
    if (!isTrusted(event) || !isCallName(name)) {
      options.log('call refused');
      return { ok: false, error: toWireError(new AppError('app.bad-request')) };
    }
    return answer(handlers, name, input, options);
  });
};

/** Sends an event to every window. */
export const publish = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send('event', { name, payload });
  }
};
