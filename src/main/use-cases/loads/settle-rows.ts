import { groupKeyOf } from '../../../core/problems/group';
import { notWritten } from '../../../core/problems/verdicts';
import type { RowState } from '../../../shared/domain/row-state';
import type { Transaction } from '../../store/database';
import type { LoadStore } from '../../store/load-store';
import { writeStandings } from '../../store/row-states';
import { readStandings } from './edited-rows';

/** What a person can find out about a row that was sent and has no verdict. */
export type FoundOut = Extract<RowState, 'created' | 'updated' | 'deleted' | 'failed'>;

/** A row something can't be done to; `state` is null for a row the load does not have. */
export type RefusedRow = { row: number; state: RowState | null };

/**
 * Records what a person found out about rows without a verdict; the ledger keeps that it was a person. Returns the
 * rows that have a verdict already, and then changes nothing.
 */
export const recordFoundOut = async (
  { database }: LoadStore,
  tx: Transaction,
  decisions: ReadonlyMap<number, FoundOut>,
  records: ReadonlyMap<number, string> = new Map(),
): Promise<RefusedRow[]> => {
  const standings = await readStandings(database, [...decisions.keys()]);
  const refused = [...decisions.keys()]
    .map((row) => ({ row, state: standings.get(row)?.state ?? null }))
    .filter(({ state }) => state !== 'no_verdict');
  if (refused.length > 0) return refused;
  const named = [...records].filter(([row]) => decisions.has(row)).map(([row, id]) => ({ row, id }));
  await tx.run(
    `UPDATE outcome SET record_id = named.id
     FROM (SELECT unnest(from_json(?, '[{"row": "INTEGER", "id": "VARCHAR"}]'), recursive := true)) named
     WHERE state = 'no_verdict' AND rn = named.row`,
    [JSON.stringify(named)],
  );
  for (const state of new Set(decisions.values())) {
    const list = [...decisions].flatMap(([row, found]) => (found === state ? [row] : [])).join(',');
    await tx.run(
      `UPDATE outcome SET state = ?, certainty = 'person' WHERE state = 'no_verdict' AND rn IN (${list})`,
      [state],
    );
  }
  await writeStandings(
    tx,
    [...decisions].map(([row, state]) => {
      const problem = state === 'failed' ? notWritten() : null;
      const group = problem === null ? null : groupKeyOf(state, problem);
      return { row, state, verdict: state, group, problem, recordId: records.get(row) ?? null };
    }),
  );
  return [];
};
