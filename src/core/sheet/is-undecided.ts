import type { SheetView } from '../../shared/domain/sheet';

/** Whether a person has to say how the letters or the column names of a sheet are meant before it can go on. */
export const isUndecided = ({
  dialect,
  doubt,
  chosen,
}: Pick<SheetView, 'dialect' | 'doubt' | 'chosen'>): boolean =>
  ((doubt ?? []).length > 0 && !chosen.includes('encoding')) ||
  dialect.headers?.repeated === 'ask' ||
  dialect.headers?.unnamed === 'ask';
