import { useCallback, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract';
import type { CellEdit, Repair } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { putLoad } from '../../state/loads';

export type Rows = { group: string } | { rows: number[] };

export type FixActs = {
  /** Work is under way; acts that come meanwhile wait their turn. */
  pending: boolean;
  error: AppError | null;
  clearError: () => void;
  edit: (edits: CellEdit[]) => Promise<boolean>;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  repair: (group: string, repair: Repair) => Promise<boolean>;
  sendAgain: (which: Rows) => Promise<boolean>;
  leaveOut: (which: Rows, reason: string) => Promise<boolean>;
};

/**
 * Everything that changes rows of a load. Acts run one after the other in the order they were asked for, so
 * that fast typing, a paste and an undo land as the person meant them. Each says whether it succeeded.
 */
export const useFixActs = (loadId: string): FixActs => {
  const [waiting, setWaiting] = useState(0);
  const [error, setError] = useState<AppError | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const enqueue = useCallback((act: () => Promise<LoadView>): Promise<boolean> => {
    setWaiting((count) => count + 1);
    const result = queue.current.then(async () => {
      try {
        putLoad(await act());
        setError(null);
        return true;
      } catch (thrown) {
        setError(toAppError(thrown));
        return false;
      } finally {
        setWaiting((count) => count - 1);
      }
    });
    queue.current = result;
    return result;
  }, []);

  const clearError = useCallback(() => {
    setError(null);
  }, []);

  return {
    pending: waiting > 0,
    error,
    clearError,
    edit: (edits) => enqueue((): Promise<CallOutput<'rows.edit'>> => call('rows.edit', { loadId, edits })),
    undo: () => enqueue(() => call('rows.undo', { loadId })),
    redo: () => enqueue(() => call('rows.redo', { loadId })),
    repair: (group, repair) => enqueue(() => call('rows.repair', { loadId, group, repair })),
    sendAgain: (which) => enqueue(() => call('rows.sendAgain', { loadId, ...which })),
    leaveOut: (which, reason) => enqueue(() => call('rows.leaveOut', { loadId, ...which, reason })),
  };
};
