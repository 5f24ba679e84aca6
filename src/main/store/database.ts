import { existsSync } from 'node:fs';
import type { DuckDBAppender, DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { AppError } from '../../shared/errors/app-error';
import { giveWay } from '../give-way';
import { createGuard } from './store-errors';
import { createConnectionPool, type ConnectionPool } from './connection-pool';

export type Value = string | number | boolean | null;

/** Appends rows to one table, value by value, in column order. */
export type TableWriter = { append: (row: readonly Value[]) => void };

export type Transaction = {
  run: (sql: string, values?: readonly Value[]) => Promise<void>;
  all: (sql: string, values?: readonly Value[]) => Promise<Value[][]>;
  /** Fills a table through DuckDB's appender; all columns of each row must be given. */
  fill: (table: string, write: (writer: TableWriter) => Promise<void> | void) => Promise<void>;
  /**
   * Fills a table of INTEGER columns with rows that stand one after the other in pieces, at most 2,048 rows each; a
   * tenth of what it costs value by value.
   */
  fillNumbers: (table: string, pieces: Iterable<Int32Array>, columns: number) => Promise<void>;
};

export type Database = {
  /** Reads outside of any transaction: sees what was last committed. */
  all: (sql: string, values?: readonly Value[]) => Promise<Value[][]>;
  /** The same for many rows of whole numbers and none of them null: the columns, a tenth of what rows of values cost. */
  numbers: (sql: string, columns: number) => Promise<Int32Array[]>;
  /**
   * Runs `work` alone; commits when it returns, rolls back when it throws. `committed` is told of what was committed
   * before any other change begins.
   */
  change: <T>(work: (tx: Transaction) => Promise<T>, committed?: (result: T) => void) => Promise<T>;
  close: () => Promise<void>;
};

const toValue = (value: DuckDBValue): Value => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return Number(value);
};

/** Without values the statement need not be prepared, which saves two trips to another thread. */
const bindable = (values: readonly Value[] | undefined): Value[] | undefined =>
  values === undefined || values.length === 0 ? undefined : [...values];

/** All rows, copied out of the library's memory before the connection may be used again. */
const readAll = async (
  connection: DuckDBConnection,
  sql: string,
  values?: readonly Value[],
): Promise<Value[][]> => {
  const reader = await connection.runAndReadAll(sql, bindable(values));
  return reader.getRows().map((row) => row.map(toValue));
};

/** Columns of INTEGER without a null. */
const readNumbers = async (
  connection: DuckDBConnection,
  sql: string,
  columns: number,
): Promise<Int32Array[]> => {
  const { DuckDBIntegerVector } = await import('@duckdb/node-api');
  const chunks = await (await connection.run(sql)).fetchAllChunks();
  const rows = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const found = Array.from({ length: columns }, () => new Int32Array(rows));
  let before = 0;
  for (const chunk of chunks) {
    const { rowCount } = chunk;
    found.forEach((numbers, column) => {
      const vector = chunk.getColumnVector(column);
      if (!(vector instanceof DuckDBIntegerVector)) throw new Error('a column is of another type');
      for (let row = 0; row < rowCount; row += 1) numbers[before + row] = vector.getItem(row) ?? 0;
    });
    before += rowCount;
  }
  return found;
};

const appendValue = (
  appender: Awaited<ReturnType<DuckDBConnection['createAppender']>>,
  value: Value,
): void => {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else if (typeof value === 'boolean') appender.appendBoolean(value);
  else appender.appendInteger(value);
};

/**
 * Memory is what the tables of a load need while they change (measured with five million rows). Changes are written
 * to a log first, and into the tables once so much has gathered: doing that often costs more than all changes
 * themselves. One thread is enough for what is asked here, and leaves the others to the rest of the program.
 */
const settings = {
  memory_limit: '160MB',
  threads: '1',
  preserve_insertion_order: 'true',
  checkpoint_threshold: '64MB',
} as const;

/** A statement that takes this long has moved far more memory than the tables keep, milliseconds. */
const longStatement = 100;

/**
 * What the library has freed its allocator keeps, more than 100 MB of it; being given its limit anew, even the same,
 * it hands that back to the system within some milliseconds.
 */
const giveBackAfter = async (connection: DuckDBConnection, began: number): Promise<void> => {
  if (performance.now() - began < longStatement) return;
  await connection.run(`SET memory_limit = '${settings.memory_limit}'`);
};

/** Rows that are taken over from an appender at once: some milliseconds of work. */
const rowsPerFlush = 20_480;

/** Reads that may run beside each other: a long count does not hold up the page somebody scrolls to. */
const readers = 2;

const connect = async (instance: DuckDBInstance, count: number): Promise<ConnectionPool> => {
  const connections: DuckDBConnection[] = [];
  for (let number = 0; number < count; number += 1) connections.push(await instance.connect());
  return createConnectionPool(connections);
};

/** Adds to a table; what `add` leaves unfinished by throwing is not added. */
const addTo = async (
  writing: ConnectionPool,
  table: string,
  add: (appender: DuckDBAppender) => Promise<void> | void,
): Promise<void> => {
  const appender = await writing.use(async (connection) => connection.createAppender(table));
  try {
    await add(appender);
    await writing.use(() => appender.flushSync());
  } catch (cause) {
    // Closing writes what is left, and would fail once more over the same row: the first failure is the one to tell.
    appender.clear();
    throw cause;
  } finally {
    await writing.use(() => appender.closeSync());
  }
};

const fillTable = async (
  writing: ConnectionPool,
  table: string,
  write: (writer: TableWriter) => Promise<void> | void,
): Promise<void> =>
  addTo(writing, table, async (appender) =>
    write({
      append: (row) => {
        for (const value of row) appendValue(appender, value);
        appender.endRow();
      },
    }),
  );

const fillWithNumbers = async (
  writing: ConnectionPool,
  table: string,
  pieces: Iterable<Int32Array>,
  columns: number,
): Promise<void> => {
  const { DuckDBDataChunk, DuckDBIntegerVector, INTEGER } = await import('@duckdb/node-api');
  const types = Array.from({ length: columns }, () => INTEGER);
  let waiting = 0;
  await addTo(writing, table, async (appender) => {
    for (const piece of pieces) {
      const rows = piece.length / columns;
      const chunk = DuckDBDataChunk.create(types, rows);
      for (let column = 0; column < columns; column += 1) {
        const vector = chunk.getColumnVector(column);
        if (!(vector instanceof DuckDBIntegerVector))
          throw new Error(`${table} has a column of another type`);
        for (let row = 0; row < rows; row += 1) vector.setItem(row, piece[row * columns + column] ?? null);
        vector.flush();
      }
      await writing.use(() => appender.appendDataChunk(chunk));
      // Left to itself the library collects 200,000 rows, and takes them over while nothing else has its turn.
      waiting += rows;
      if (waiting >= rowsPerFlush) {
        await writing.use(() => appender.flushSync());
        waiting = 0;
      }
      await giveWay();
    }
  });
};

/**
 * Opens (or creates) one DuckDB file with connections for reading and one for writing, each used by one call at a
 * time. Changes queue up, so that two of them never share a transaction. Numbers are stored as INTEGER or read
 * back as JS numbers.
 */
export const openDatabase = async (path: string): Promise<Database> => {
  const guard = createGuard(path);
  // The native library is large; the window does not wait for it.
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  const wasLeft = existsSync(`${path}.wal`);
  const instance = await guard(async () => Instance.create(path, settings));
  const reading = await connect(instance, readers);
  const writing = await connect(instance, 1);
  // Every change is in the log on disk, from where the next who opens it takes it up: nobody waits for more at the
  // end. Whoever took up such a log puts it away.
  if (!wasLeft)
    await writing.use(async (connection) => connection.run('PRAGMA disable_checkpoint_on_shutdown'));
  let tail: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;

  /** Runs one piece of work on a connection nobody else uses meanwhile. */
  const performOn = async <T>(
    pool: ConnectionPool,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> =>
    pool.use(async (connection) => {
      const began = performance.now();
      const result = await work(connection);
      await giveBackAfter(connection, began);
      return result;
    });

  /** Appenders take a connection for each of their pieces. */
  const filling = async (work: Promise<void>): Promise<void> => {
    const began = performance.now();
    await work;
    await writing.use(async (connection) => giveBackAfter(connection, began));
  };

  const transaction: Transaction = {
    run: async (sql, values) =>
      performOn(writing, async (connection) => void (await connection.run(sql, bindable(values)))),
    all: async (sql, values) => performOn(writing, async (connection) => readAll(connection, sql, values)),
    fill: async (table, write) => filling(fillTable(writing, table, write)),
    fillNumbers: async (table, pieces, columns) => filling(fillWithNumbers(writing, table, pieces, columns)),
  };

  const change: Database['change'] = async (work, committed) => {
    if (closing !== null) throw new AppError('load.not-found');
    const mine = tail.then(async () =>
      guard(async () => {
        await transaction.run('BEGIN TRANSACTION');
        try {
          const result = await work(transaction);
          await transaction.run('COMMIT');
          committed?.(result);
          return result;
        } catch (cause) {
          await transaction.run('ROLLBACK').catch(() => undefined);
          throw cause;
        }
      }),
    );
    tail = mine.catch(() => undefined);
    return mine;
  };

  const read = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    if (closing !== null) throw new AppError('load.not-found');
    return guard(async () => performOn(reading, work));
  };

  /** A native connection must not be closed under a query that still runs on it. */
  const closeAll = async (): Promise<void> => {
    await tail;
    await reading.close();
    await writing.close();
    instance.closeSync();
  };

  return {
    all: async (sql, values) => read(async (connection) => readAll(connection, sql, values)),
    numbers: async (sql, columns) => read(async (connection) => readNumbers(connection, sql, columns)),
    change,
    close: async () => (closing ??= closeAll()),
  };
};
