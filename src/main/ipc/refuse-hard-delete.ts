import { OfferedOperation, type Operation } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';

/** The engine can delete past the Recycle Bin; no window may ask for it yet. Throws `load.hard-delete`. */
export const refuseHardDelete = (operation: Operation | undefined): void => {
  if (operation !== undefined && !OfferedOperation.safeParse(operation).success)
    throw new AppError('load.hard-delete');
};
