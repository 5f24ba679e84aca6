import { useMemo } from 'react';
import type { CellEdit, Repair } from '../../../shared/domain/grid';
import type { AppError } from '../../../shared/errors/app-error';
import { call } from '../../lib/api';
import { useActQueue } from './use-act-queue';

export type Rows = { group: string } | { rows: number[] };

export type FixActs = {
  pending: boolean;
  error: AppError | null;
  clearError: () => void;
  edit: (edits: CellEdit[]) => Promise<boolean>;
  /** Names the record a row means, of those that were found for it. */
  pick: (row: number, recordId: string) => Promise<boolean>;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  repair: (group: string, repair: Repair) => Promise<boolean>;
  sendAgain: (which: Rows) => Promise<boolean>;
  leaveOut: (which: Rows, reason: string) => Promise<boolean>;
};

/** Everything that changes rows of a load. Each act says whether it succeeded. */
export const useFixActs = (loadId: string): FixActs => {
  const { pending, error, clearError, enqueue } = useActQueue();
  return useMemo(
    () => ({
      pending,
      error,
      clearError,
      edit: (edits) => enqueue(() => call('rows.edit', { loadId, edits })),
      pick: (row, recordId) => enqueue(() => call('rows.pick', { loadId, row, recordId })),
      undo: () => enqueue(() => call('rows.undo', { loadId })),
      redo: () => enqueue(() => call('rows.redo', { loadId })),
      repair: (group, repair) => enqueue(() => call('rows.repair', { loadId, group, repair })),
      sendAgain: (which) => enqueue(() => call('rows.sendAgain', { loadId, ...which })),
      leaveOut: (which, reason) => enqueue(() => call('rows.leaveOut', { loadId, ...which, reason })),
    }),
    [loadId, pending, error, clearError, enqueue],
  );
};
