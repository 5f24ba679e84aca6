import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file.not-found',
  ENOTDIR: 'file.not-found',
  EBUSY: 'file.locked',
  EACCES: 'file.locked',
  EPERM: 'file.locked',
  // A share or drive that goes away while it is read; Windows says UNKNOWN where the network name is gone.
  EIO: 'file.lost-contact',
  ENXIO: 'file.lost-contact',
  ENODEV: 'file.lost-contact',
  ESTALE: 'file.lost-contact',
  ENOTCONN: 'file.lost-contact',
  EHOSTDOWN: 'file.lost-contact',
  EHOSTUNREACH: 'file.lost-contact',
  ENETDOWN: 'file.lost-contact',
  ENETUNREACH: 'file.lost-contact',
  ENETRESET: 'file.lost-contact',
  ECONNABORTED: 'file.lost-contact',
  ECONNRESET: 'file.lost-contact',
  EREMOTEIO: 'file.lost-contact',
  ETIMEDOUT: 'file.lost-contact',
  UNKNOWN: 'file.lost-contact',
};

/**
 * The program's error for a failure of the file system with the person's own file; the sentence names the file
 * without its folder. What is not of the file system, and what has been put into words already, stays as it is.
 */
export const toFileError = (error: unknown, path: string): unknown => {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (!('code' in error) || typeof error.code !== 'string' || error.code === 'ABORT_ERR') return error;
  return new AppError(
    codes[error.code] ?? 'file.unreadable',
    { name: basename(path) },
    { detail: error.message, cause: error },
  );
};
