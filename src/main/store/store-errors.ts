import { AppError } from '../../shared/errors/app-error';

/** Words of DuckDB and of the operating system that mean the disk took no more. */
const isDiskFull = (message: string): boolean =>
  /no space left|disk (is )?full|ENOSPC|not enough space|quota exceeded|EDQUOT/i.test(message);

/** Turns a failure of the database or of a file of the store into words for a person; anything unknown is passed on as it is. */
export const toStoreError = (cause: unknown, path: string): unknown => {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  if (isDiskFull(message)) return new AppError('store.full', { path }, { cause });
  if (/lock|used by another process/i.test(message) && /could not|conflict/i.test(message)) {
    return new AppError('store.locked', { path, pid: '?' }, { cause });
  }
  if (/permission denied|read-only|EACCES|EPERM|EROFS/i.test(message)) {
    return new AppError('store.unwritable', { path }, { cause });
  }
  if (/corrupt|not a valid DuckDB|serialization error/i.test(message)) {
    return new AppError('store.damaged', { path }, { cause });
  }
  return cause;
};

/** The same for what the store has written and can't read again: it is damaged, unless something else is known. */
export const toReadError = (cause: unknown, path: string): AppError => {
  const error = toStoreError(cause, path);
  return error instanceof AppError ? error : new AppError('store.damaged', { path }, { cause });
};

/** Does some work at a place of the store; what fails there is told as `toStoreError` tells it. */
export const createGuard =
  (path: string) =>
  async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw toStoreError(cause, path);
    }
  };

/** The same for work that is done at once. */
export const createSyncGuard =
  (path: string) =>
  <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw toStoreError(cause, path);
    }
  };
