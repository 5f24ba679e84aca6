import { connect, type Socket } from 'node:net';
import type { CommandIo } from './command-io';
import { readOwnerAddress } from './owner-address';
import { FromOwner, readMessages, sendMessage } from './owner-messages';
import type { Home } from './store/home';

/**
 * - `absent`: nobody listens; the owner is just coming up or has just gone
 * - `silent`: somebody listens and did not take the command in time
 * - `lost`: the owner ended before the command did
 */
export type OwnerAnswer =
  | { kind: 'done'; exit: number }
  | { kind: 'absent' }
  | { kind: 'silent' }
  | { kind: 'lost' };

const open = async (path: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });

/**
 * Hands a command to the process that owns the store and passes on what that says.
 *
 * @param limit Milliseconds within which the command must be taken.
 */
export const askOwner = async (
  home: Pick<Home, 'root'>,
  words: readonly string[],
  io: CommandIo,
  limit: number,
): Promise<OwnerAnswer> => {
  const { path, secret } = await readOwnerAddress(home);
  const socket = await open(path);
  if (socket === null) return { kind: 'absent' };
  return new Promise((resolve) => {
    let accepted = false;
    const end = (answer: OwnerAnswer): void => {
      clearTimeout(timer);
      resolve(answer);
      socket.destroy();
    };
    const leave = (): void => sendMessage(socket, { leave: true });
    const timer = setTimeout(() => end({ kind: 'silent' }), limit);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => end(accepted ? { kind: 'lost' } : { kind: 'absent' }));
    readMessages(socket, (json) => {
      const message = FromOwner.parse(json);
      if ('accepted' in message) {
        accepted = true;
        if (io.interrupted.aborted) leave();
        io.interrupted.addEventListener('abort', leave, { once: true });
        clearTimeout(timer);
      } else if ('out' in message) io.out(message.out);
      else if ('err' in message) io.err(message.err);
      else if ('lastWords' in message) io.lastWords(message.lastWords);
      else if ('ask' in message)
        void (io.ask?.(message.ask) ?? Promise.resolve('')).then((answer) => sendMessage(socket, { answer }));
      else end({ kind: 'done', exit: message.exit });
    });
    sendMessage(socket, {
      secret,
      words: [...words],
      cwd: io.cwd,
      ...(io.token === undefined ? {} : { token: io.token }),
      terminal: io.terminal,
      canAsk: io.ask !== null,
      pid: io.pid,
    });
  });
};
