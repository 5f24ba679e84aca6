import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../shared/errors/app-error';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'file.not-found',
  ENOTDIR: 'file.not-found',
  EBUSY: 'file.locked',
  EACCES: 'file.locked',
  EPERM: 'file.locked',
  // What is left of a network share or a stick that went away while the file was read.
  EIO: 'file.gone',
  EREMOTEIO: 'file.gone',
  ESTALE: 'file.gone',
  ENODEV: 'file.gone',
  ENXIO: 'file.gone',
  ENOTCONN: 'file.gone',
  ETIMEDOUT: 'file.gone',
  ECONNRESET: 'file.gone',
  ECONNABORTED: 'file.gone',
  EHOSTDOWN: 'file.gone',
  EHOSTUNREACH: 'file.gone',
  ENETDOWN: 'file.gone',
  ENETUNREACH: 'file.gone',
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
