import { groupKeyOf } from '../../../core/problems/group';
import { excludedByPerson } from '../../../core/problems/verdicts';
import { isOpenToWork } from '../../../core/reconcile/send-again';
import type { CallInput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import { RowProblem } from '../../../shared/domain/problem';
import { AppError } from '../../../shared/errors/app-error';
import { giveWay, rowsPerTurn } from '../../give-way';
import type { Edit } from '../../store/edits';
import type { LoadStore } from '../../store/load-store';
import type { NewStanding } from '../../store/row-states';
import { eachStanding, readRows, type RowStanding } from '../../store/source-rows';
import { addFound } from '../../store/found-records';
import { judgeRow, openChecker } from './check-rows';
import { judgeNeighbours, keepVerdict, readKeyBook, readStandings } from './edited-rows';
import { matchRows, type RecordFinder } from './find-records';
import type { OpenLoads } from './open-loads';
import { changeStandings } from './rows';
import { recordFoundOut } from './settle-rows';

/** The rows a decision is about: those named, or all of a group. */
const chooseRows = async (
  store: LoadStore,
  { group, rows }: { group?: string | undefined; rows?: number[] | undefined },
): Promise<RowStanding[]> => {
  if (rows !== undefined) return [...(await readStandings(store.database, rows)).values()];
  if (group === undefined) throw new AppError('app.bad-request');
  const found: RowStanding[] = [];
  for await (const some of eachStanding(store.database, 'grp = ?', [group])) found.push(...some);
  return found;
};

/**
 * Makes open rows ready as they are. A row that was only damaged in reading goes as it was read; one that a
 * check holds for a reason Salesforce would refuse as well stays where it is.
 */
export const sendAgain =
  (loads: OpenLoads, finder: RecordFinder) =>
  async ({ loadId, ...choice }: CallInput<'rows.sendAgain'>): Promise<LoadView> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const object = await loads.object(loadId);
    const checker = openChecker(doc, object);
    const chosen = await chooseRows(store, choice);
    for (const { row, state, verdict } of chosen) {
      if (!isOpenToWork(state, verdict)) throw new AppError('load.row-settled', { row });
    }
    const standings = new Map(chosen.map((standing) => [standing.row, standing]));
    const current = await readRows(store, { rows: [...standings.keys()] });
    const fresh = await finder.findNew({ doc, object, database: store.database }, current);
    await store.database.change(async (tx) => addFound(tx, fresh));
    const matched = await matchRows(store.database, checker, current);
    const named = matched.map((row) => checker.check(row.cells, null, row.match).key);
    const book = await readKeyBook(store.database, [...chosen.map(({ key }) => key), ...named]);
    // A row whose record was not known until now is in nobody's way yet.
    for (const [at, { row }] of matched.entries()) book.add(named[at] ?? null, row);
    const rows = matched.flatMap((row) => {
      const before = standings.get(row.row);
      const { standing } = judgeRow(doc, checker, book, row, true);
      if (before === undefined) return [];
      if (standing.state === 'ready') return [{ before, after: { ...standing, accepted: true } }];
      // Asked for now, the row may be held for a reason that can be mended.
      return fresh.size > 0 && standing.group !== before.group
        ? [{ before, after: keepVerdict(standing, before) }]
        : [];
    });
    if (rows.length === 0) throw new AppError('load.nothing-to-send');
    return changeStandings(loads, loadId, { kind: 'send-again', cells: [], rows });
  };

/** What is said of rows that are left out, by what was said of them before; many rows in turn have the same problem. */
const openLeaving = (reason: string) => {
  let last: { problem: string | null; left: Pick<NewStanding, 'group' | 'problem'> } | null = null;
  return (problem: string | null): Pick<NewStanding, 'group' | 'problem'> => {
    if (last?.problem === problem) return last.left;
    const left = excludedByPerson(reason, problem === null ? null : RowProblem.parse(JSON.parse(problem)));
    last = { problem, left: { group: groupKeyOf('excluded', left), problem: left } };
    return last.left;
  };
};

/** Leaves open rows out of the load, with the reason a person gives. */
export const leaveOut =
  (loads: OpenLoads) =>
  async ({ loadId, reason, ...choice }: CallInput<'rows.leaveOut'>): Promise<LoadView> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    const chosen = await chooseRows(store, choice);
    const leave = openLeaving(reason);
    const rows: Edit['rows'][number][] = [];
    for (const [at, before] of chosen.entries()) {
      if (at % rowsPerTurn === 0) await giveWay();
      if (!isOpenToWork(before.state, before.verdict))
        throw new AppError('load.row-settled', { row: before.row });
      rows.push({ before, after: { row: before.row, state: 'excluded', ...leave(before.problem) } });
    }
    const checker = openChecker(doc, await loads.object(loadId));
    const book = await readKeyBook(
      store.database,
      chosen.map(({ key }) => key),
    );
    const left = new Set(chosen.map(({ row }) => row));
    // Each key once: rows that are left out together may all have the same.
    const keys = new Set(chosen.map(({ key }) => key));
    const sharing = new Set([...keys].flatMap((key) => book.rows(key)).filter((row) => !left.has(row)));
    for (const { key, row } of chosen) book.remove(key, row);
    const freed = await judgeNeighbours({ doc, checker, book, rows: [...sharing], store });
    return changeStandings(loads, loadId, { kind: 'leave-out', cells: [], rows: [...rows, ...freed] });
  };

/** Records what a person found out about rows without a verdict; the ledger keeps who decided. */
export const settleRows =
  (loads: OpenLoads) =>
  async ({ loadId, rows, as, records = [] }: CallInput<'rows.settle'>): Promise<LoadView> => {
    const store = await loads.store(loadId);
    await store.change(async (doc, tx) => {
      if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
      const known = new Map(records.map(({ row, id }) => [row, id]));
      const [settled] = await recordFoundOut(store, tx, new Map(rows.map((row) => [row, as])), known);
      if (settled !== undefined) throw new AppError('load.row-settled', { row: settled.row });
      return doc;
    });
    return loads.announce(loadId);
  };
