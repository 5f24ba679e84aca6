import type { Session } from 'electron';

export type SessionPool = {
  /** A session for one call, without any connection from before. */
  lease: () => Promise<{ session: Session; release: () => void }>;
};

/**
 * Chromium sends a request again by itself, whatever its method, when a connection that was used before turns
 * out to be closed. So each write gets a session of its own that holds no connection yet; sessions can't be
 * ended, and are lent out again. There are as many as there were ever writes at the same time.
 */
export const createSessionPool = (open: (index: number) => Session): SessionPool => {
  const free: Session[] = [];
  let opened = 0;
  return {
    lease: async () => {
      const session = free.pop() ?? open((opened += 1));
      await session.closeAllConnections();
      let isOut = true;
      return {
        session,
        release: () => {
          if (isOut) free.push(session);
          isOut = false;
        },
      };
    },
  };
};
