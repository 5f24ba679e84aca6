import type { DuckDBConnection } from '@duckdb/node-api';

/** Connections of one database, each used by one call at a time. */
export type ConnectionPool = {
  /**
   * Runs `work` on a connection nobody else uses until it returns; calls wait in the order they came. `work` must
   * have taken everything it wants out of the connection by then, and must not use the pool itself.
   */
  use: <T>(work: (connection: DuckDBConnection) => Promise<T> | T) => Promise<T>;
  /** Waits for every call made so far, then closes the connections. */
  close: () => Promise<void>;
};

/**
 * A DuckDB connection has one active query: the next one ends it, and a thread that finds the connection taken
 * blocks. With several calls at once on one connection the library's threads, which Node also reads files with,
 * would stand in line for it, and the answers would rest on what the library happens to lock. So calls queue up
 * here instead.
 */
export const createConnectionPool = (connections: readonly DuckDBConnection[]): ConnectionPool => {
  const idle = [...connections];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const running = new Set<Promise<unknown>>();

  const take = async (): Promise<DuckDBConnection> => {
    const connection = idle.pop();
    return connection ?? new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (connection: DuckDBConnection): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(connection);
    else next(connection);
  };

  const use: ConnectionPool['use'] = async (work) => {
    const mine = take().then(async (connection) => {
      try {
        return await work(connection);
      } finally {
        giveBack(connection);
      }
    });
    running.add(mine);
    return mine.finally(() => running.delete(mine));
  };

  return {
    use,
    close: async () => {
      while (running.size > 0) await Promise.allSettled(running);
      for (const connection of connections) connection.closeSync();
    },
  };
};
