import { applyRepair } from '../../../core/problems/fixes';
import type { CallInput } from '../../../shared/contract';
import type { RepairPreview } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { CellEdit, Repair } from '../../../shared/domain/grid';
import { eachStanding, readRows } from '../../store/source-rows';
import { openChecker } from './check-rows';
import { judgeEdited, learnRecords } from './edited-rows';
import type { RecordFinder } from './find-records';
import type { OpenLoads } from './open-loads';
import { applyCells } from './rows';

/** Open rows that belong to a group and may be worked on. */
const inGroup = "grp = ? AND state IN ('held', 'failed', 'not_processed')";

const samples = 5;

/** What a repair would change in the rows of a group. */
const planRepair = async (
  loads: OpenLoads,
  loadId: string,
  group: string,
  repair: Repair,
): Promise<{ rows: number; edits: CellEdit[]; before: Map<number, string> }> => {
  const store = await loads.store(loadId);
  const { mapping } = await store.readDoc();
  const format = mapping.find(({ column }) => column === repair.column)?.format;
  const edits: CellEdit[] = [];
  const before = new Map<number, string>();
  let rows = 0;
  for await (const standings of eachStanding(store.database, inGroup, [group])) {
    rows += standings.length;
    for (const row of await readRows(store, { rows: standings.map((standing) => standing.row) })) {
      const value = applyRepair(repair, row.cells, format);
      const old = row.cells[repair.column];
      if (value === null || old === undefined || value === old) continue;
      edits.push({ row: row.row, column: repair.column, value });
      before.set(row.row, old);
    }
  }
  return { rows, edits, before };
};

/** Counts what a repair would change and how many rows would be ready then; changes nothing. */
export const previewRepair =
  (loads: OpenLoads, finder: RecordFinder) =>
  async ({ loadId, group, repair }: CallInput<'rows.previewRepair'>): Promise<RepairPreview> => {
    const { rows, edits, before } = await planRepair(loads, loadId, group, repair);
    if (edits.length === 0) return { rows, changed: 0, ready: 0, samples: [] };
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const object = await loads.object(loadId);
    const current = await readRows(store, { rows: edits.map(({ row }) => row) });
    const cells = edits.map(({ row, column, value }) => ({
      row,
      column,
      before: before.get(row) ?? '',
      after: value,
    }));
    await learnRecords(finder, { store, doc, object }, current, cells);
    const judged = await judgeEdited({ doc, checker: openChecker(doc, object), rows: current, cells, store });
    const ready = new Set(
      judged.filter(({ after }) => after.state === 'ready').map(({ after }) => after.row),
    );
    return {
      rows,
      changed: edits.length,
      ready: edits.filter(({ row }) => ready.has(row)).length,
      samples: edits.slice(0, samples).map(({ row, value }) => ({
        row,
        before: before.get(row) ?? '',
        after: value,
        ready: ready.has(row),
      })),
    };
  };

/** Repairs one column of all rows of a group as one act. */
export const repairRows =
  (loads: OpenLoads, finder: RecordFinder) =>
  async ({ loadId, group, repair }: CallInput<'rows.repair'>): Promise<LoadView> => {
    const { edits } = await planRepair(loads, loadId, group, repair);
    return edits.length === 0
      ? loads.view(loadId)
      : applyCells(loads, finder, loadId, `repair-${repair.kind}`, edits);
  };
