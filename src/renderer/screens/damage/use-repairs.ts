import type { LoadView } from '../../../shared/domain/load';
import type { ColumnRepair } from '../../../shared/domain/mapping';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/api';
import { putLoad } from '../../state/loads';
import { useRunCall } from '../../state/run-call';
import { turnRepair } from './damage-items';

export type Repairs = {
  pending: boolean;
  error: AppError | null;
  /** Decides on a repair, or takes it back. */
  turn: (repair: ColumnRepair, on: boolean) => void;
};

/** Decisions about the damage of a load's file; each is kept with the load at once. */
export const useRepairs = (load: LoadView): Repairs => {
  const { pending, error, runCall } = useRunCall();
  return {
    pending,
    error,
    turn: (repair, on) => {
      const repairs = turnRepair(load.repairs, repair, on);
      void runCall(async () =>
        putLoad(await call('loads.setRepairs', { loadId: load.id, column: repair.column, repairs })),
      );
    },
  };
};
