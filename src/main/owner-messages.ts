import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** A command on its way from the process that was called to the one that owns the store. */
export const OwnerRequest = z.strictObject({
  secret: z.string(),
  words: z.array(z.string()),
  cwd: z.string(),
  /** Access token of the command, in memory only. */
  token: z.string().optional(),
  terminal: z.boolean(),
  canAsk: z.boolean(),
  pid: z.number().int(),
});
export type OwnerRequest = z.infer<typeof OwnerRequest>;

/** What the caller says after its request. */
export const FromCaller = z.union([
  z.strictObject({ leave: z.literal(true) }),
  z.strictObject({ answer: z.string() }),
]);
export type FromCaller = z.infer<typeof FromCaller>;

/** What the owner says. `accepted` comes first and means that the command has begun. */
export const FromOwner = z.union([
  z.strictObject({ accepted: z.literal(true) }),
  z.strictObject({ out: z.string() }),
  z.strictObject({ err: z.string() }),
  z.strictObject({ ask: z.string() }),
  z.strictObject({ lastWords: z.string().nullable() }),
  z.strictObject({ exit: z.number().int() }),
]);
export type FromOwner = z.infer<typeof FromOwner>;

export const sendMessage = (socket: Socket, message: OwnerRequest | FromCaller | FromOwner): void => {
  if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
};

/**
 * Calls `use` with each line of a socket that is JSON; the rest is nobody we know, and is cut off. A process that is
 * killed resets its connections, which both the socket and its reader tell of.
 */
export const readMessages = (socket: Socket, use: (json: unknown) => void): void => {
  const reader = createInterface({ input: socket });
  reader.on('error', () => socket.destroy());
  reader.on('line', (line) => {
    try {
      use(JSON.parse(line));
    } catch {
      socket.destroy();
    }
  });
};
