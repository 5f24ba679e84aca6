import { useEffect, useState } from 'react';
import type { Repair, RepairPreview } from '../../../shared/domain/grid';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';

type Tried = { preview: RepairPreview | null; error: AppError | null; pending: boolean };

/** A pause in typing after which a repair is tried on the whole group. */
const pause = 300;

/** What a repair would do to the rows of a group, tried again shortly after each change of it. */
export const useRepairPreview = (
  loadId: string,
  version: number,
  group: string,
  repair: Repair | null,
): Tried => {
  const key = repair === null ? null : JSON.stringify([loadId, version, group, repair]);
  const [answer, setAnswer] = useState<{
    key: string;
    preview: RepairPreview | null;
    error: AppError | null;
  } | null>(null);
  useEffect(() => {
    if (repair === null || key === null) return undefined;
    let current = true;
    const timer = setTimeout(() => {
      call('rows.previewRepair', { loadId, group, repair })
        .then((preview) => {
          if (current) setAnswer({ key, preview, error: null });
        })
        .catch((thrown: unknown) => {
          if (current) setAnswer({ key, preview: null, error: toAppError(thrown) });
        });
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // `key` stands for the repair by value: a new object of the same content asks nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const isCurrent = key !== null && answer?.key === key;
  return {
    preview: key === null ? null : (answer?.preview ?? null),
    error: isCurrent ? answer.error : null,
    pending: key !== null && !isCurrent,
  };
};

export type GroupValue = { value: string; count: number };

/** Rows of a group that are looked through for the values of one column. */
const lookedThrough = 1000;

const noValues = { values: null, isPart: false, rows: 0 } as const;

type GroupValues = { values: readonly GroupValue[] | null; isPart: boolean; rows: number };

/** The distinct values of one column among the first rows of a group, most frequent first. */
export const useGroupValues = (
  loadId: string,
  version: number,
  group: string,
  column: number,
): GroupValues => {
  const [answer, setAnswer] = useState<GroupValues & { version: number }>({ ...noValues, version: -1 });
  useEffect(() => {
    let current = true;
    call('rows.page', { loadId, filter: { group }, offset: 0, limit: lookedThrough })
      .then((page) => {
        const counts = new Map<string, number>();
        for (const row of page.rows) {
          const value = row.cells[column] ?? '';
          counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        const values = [...counts]
          .map(([value, count]) => ({ value, count }))
          .sort((left, right) => right.count - left.count || left.value.localeCompare(right.value));
        if (current)
          setAnswer({ version, values, isPart: page.total > page.rows.length, rows: page.rows.length });
      })
      .catch(() => {
        if (current) setAnswer({ ...noValues, version, values: [] });
      });
    return () => {
      current = false;
    };
  }, [loadId, version, group, column]);
  return answer;
};
