import { timingSafeEqual } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { CommandIo } from './command-io';
import { readOwnerAddress, type OwnerAddress } from './owner-address';
import { FromCaller, OwnerRequest, readMessages, sendMessage } from './owner-messages';
import type { Home } from './store/home';

/** Runs a command line and resolves with its exit code. */
export type RunWords = (words: readonly string[], io: CommandIo) => Promise<number>;

export type OwnerSocket = {
  /** Takes no more commands and resolves when those under way have ended. */
  close: () => Promise<void>;
  /** Breaks off every command under way and takes no more. */
  leaveAll: () => Promise<void>;
};

const isSecret = (given: string, secret: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** A caller that says nothing for so long has not been started by this program, milliseconds. */
const requestLimit = 5000;

const runFor = async (
  socket: Socket,
  request: OwnerRequest,
  run: RunWords,
  leave: AbortController,
): Promise<void> => {
  let answer: ((text: string) => void) | null = null;
  socket.on('message-of-caller', (json: unknown) => {
    const message = FromCaller.safeParse(json);
    if (!message.success) socket.destroy();
    else if ('leave' in message.data) leave.abort();
    else answer?.(message.data.answer);
  });
  // A caller that is gone can't be asked, and a load nobody waits for is left as a signal would leave it.
  socket.once('close', () => {
    leave.abort();
    answer?.('');
  });
  sendMessage(socket, { accepted: true });
  const exit = await run(request.words, {
    out: (line) => sendMessage(socket, { out: line }),
    err: (text) => sendMessage(socket, { err: text }),
    terminal: request.terminal,
    ask: request.canAsk
      ? async (question) =>
          new Promise((resolve) => {
            answer = resolve;
            sendMessage(socket, { ask: question });
          })
      : null,
    token: request.token,
    lastWords: (line) => sendMessage(socket, { lastWords: line }),
    pid: request.pid,
    cwd: request.cwd,
    interrupted: leave.signal,
  });
  sendMessage(socket, { exit });
  socket.end();
};

const listen = async (server: Server, { path }: OwnerAddress): Promise<void> => {
  const isFile = process.platform !== 'win32';
  // Whoever owns the store may clear away what a killed owner left.
  if (isFile) await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (isFile) await chmod(path, 0o600);
};

/**
 * Lets other processes of the same user hand their commands to this one, which owns the store. The socket is
 * readable by the user alone and every caller has to know the user's secret as well.
 */
export const serveOwner = async (home: Pick<Home, 'root'>, run: RunWords): Promise<OwnerSocket> => {
  const address = await readOwnerAddress(home);
  const underWay = new Map<AbortController, Promise<void>>();
  const sockets = new Set<Socket>();

  const receive = (socket: Socket): void => {
    const leave = new AbortController();
    let begun = false;
    const timer = setTimeout(() => socket.destroy(), requestLimit);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(timer);
      sockets.delete(socket);
    });
    readMessages(socket, (json) => {
      if (begun) {
        socket.emit('message-of-caller', json);
        return;
      }
      const request = OwnerRequest.safeParse(json);
      if (!request.success || !isSecret(request.data.secret, address.secret)) {
        socket.destroy();
        return;
      }
      begun = true;
      clearTimeout(timer);
      const running = runFor(socket, request.data, run, leave)
        .catch(() => undefined)
        .finally(() => underWay.delete(leave));
      underWay.set(leave, running);
    });
  };

  const server = createServer(receive);
  await listen(server, address);
  const close = async (): Promise<void> => {
    server.close();
    await Promise.all(underWay.values());
    for (const socket of sockets) socket.end();
    if (process.platform !== 'win32') await rm(address.path, { force: true });
  };
  return {
    close,
    leaveAll: async () => {
      for (const leave of underWay.keys()) leave.abort();
      await close();
    },
  };
};
