import { createParentCounter, rowsPerSave } from '../../../core/load/count-parents';
import {
  findParentColumns,
  rankParentColumns,
  readParent,
  type ParentColumn,
} from '../../../core/load/parent-columns';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import type { RowChecker } from '../../../core/preflight/check-row';
import { findLastingDamage } from '../../../core/preflight/treat-damage';
import type { ParentMeasure, ParentPlan } from '../../../shared/domain/parents';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { matchInOrder } from './find-records';

/** Rows that are looked at to find out which columns share parents at all: stretches spread over the file. */
const stretches = 64;
const rowsPerStretch = 64;

/** Columns that are measured at most. */
const measuredColumns = 3;

/** The rows of a file from which the sample is taken; all of a small one. */
const listStretches = (rows: number): { from: number; to: number }[] => {
  if (rows <= stretches * rowsPerStretch) return [{ from: 1, to: rows }];
  const apart = (rows - rowsPerStretch) / (stretches - 1);
  return Array.from({ length: stretches }, (_, at) => {
    const from = 1 + Math.floor(at * apart);
    return { from, to: from + rowsPerStretch - 1 };
  });
};

/** Counts the parents of every row that goes. */
export type ParentMeter = {
  add: (wire: readonly string[]) => void;
  plan: () => ParentPlan;
  /** The column whose rows are kept together, or null. */
  together: ParentColumn | null;
};

const openMeter = (columns: readonly ParentColumn[], orderMatters: boolean): ParentMeter => {
  const counters = columns.map((column) => ({ column, counter: createParentCounter() }));
  const together = orderMatters ? null : (columns[0] ?? null);
  let rows = 0;
  return {
    together,
    add: (wire) => {
      rows += 1;
      for (const { column, counter } of counters) {
        const key = readParent(wire[column.at] ?? '', column.isId);
        if (key !== null) counter.add(key);
      }
    },
    plan: () => ({
      rows,
      together: together?.field ?? null,
      orderMatters,
      columns: counters.map(({ column, counter }): ParentMeasure => {
        const { field, label, parents, kind } = column;
        const { meeting: _meeting, ...counts } = counter.counts();
        return { field, label, parents, kind, ...counts };
      }),
    }),
  };
};

/**
 * Finds out, from some thousand rows of the file, by which columns its rows share parents, before all of them are
 * read and written down to be sent. Null where they share none, or are so few that they are saved at once.
 */
export const openParentMeter = async (
  store: LoadStore,
  doc: LoadDoc,
  object: LoadableObject,
  checker: RowChecker,
): Promise<ParentMeter | null> => {
  const savedAtOnce = Math.min(rowsPerSave, doc.options.batchSize ?? rowsPerSave);
  if (doc.target === null || doc.sheet.rows <= savedAtOnce) return null;
  const found = findParentColumns(object, checker.header, toMappingTarget(doc.target));
  // Rows of one record are held where cells are read; only cells that go as they stand can name it twice.
  const columns = found.columns.filter(({ kind }) => kind !== 'record' || doc.options.values === 'as-is');
  if (columns.length === 0) return null;
  const sampled = columns.map((column) => ({ column, counter: createParentCounter() }));
  const file = await store.rows();
  for (const { from, to } of listStretches(doc.sheet.rows)) {
    const some = (await file.range(from, to)).map((row) => ({ ...row, mended: [] }));
    for (const row of await matchInOrder(store.database, checker, some)) {
      const damage = findLastingDamage(doc.options, row, false);
      const { problem, wire } = checker.check(row.cells, damage, row.match);
      if (problem !== null) continue;
      for (const { column, counter } of sampled) {
        const key = readParent(wire[column.at] ?? '', column.isId);
        if (key !== null) counter.add(key);
      }
    }
  }
  const ranked = rankParentColumns(
    sampled.map(({ column, counter }) => ({ column, meeting: counter.counts().meeting })),
  );
  return ranked.length === 0 ? null : openMeter(ranked.slice(0, measuredColumns), found.orderMatters);
};

/** The column whose rows were found to be best kept together, as far as it is still sent. */
export const findTogether = (
  { parents, target }: LoadDoc,
  object: LoadableObject,
  { header }: RowChecker,
): ParentColumn | null => {
  if (parents?.together == null || target === null) return null;
  const { columns } = findParentColumns(object, header, toMappingTarget(target));
  return columns.find(({ field }) => field === parents.together) ?? null;
};
