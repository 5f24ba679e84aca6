import type { CallInput, CallOutput } from '../../../shared/contract';
import type { LoadView } from '../../../shared/domain/load';
import { AppError } from '../../../shared/errors/app-error';
import { applyEdit } from '../../store/edits';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { pickColumn, readRows } from '../../store/source-rows';
import { openChecker } from './check-rows';
import { judgeEdited } from './edited-rows';
import { matchRows, type MatchedRow } from './find-records';
import type { OpenLoads } from './open-loads';

type Opened = { store: LoadStore; doc: LoadDoc; checker: ReturnType<typeof openChecker> };

const open = async (loads: OpenLoads, loadId: string): Promise<Opened> => {
  const store = await loads.store(loadId);
  const doc = await store.readDoc();
  if (!doc.checked) throw new AppError('load.incomplete');
  return { store, doc, checker: openChecker(doc, await loads.object(loadId)) };
};

const readRow = async ({ store, checker }: Opened, row: number): Promise<MatchedRow> => {
  const [found] = await matchRows(store.database, checker, await readRows(store, { rows: [row] }));
  if (found === undefined) throw new AppError('app.bad-request');
  return found;
};

/** What the org held, when it was asked, under the value by which a row names its record. */
export const readFoundRecords =
  (loads: OpenLoads) =>
  async ({ loadId, row }: CallInput<'rows.found'>): Promise<CallOutput<'rows.found'>> => {
    const { match } = await readRow(await open(loads, loadId), row);
    return match?.found ?? { count: 0, records: [] };
  };

/**
 * Names the record a row means, of those that were found under its value; undone like a mended cell. A record that
 * was not found there is refused (`app.bad-request`).
 */
export const pickRecord =
  (loads: OpenLoads) =>
  async ({ loadId, row: number, recordId }: CallInput<'rows.pick'>): Promise<LoadView> => {
    const opened = await open(loads, loadId);
    const { store, doc, checker } = opened;
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    const row = await readRow(opened, number);
    const isFound = row.match?.found?.records.some(({ id }) => id === recordId) === true;
    if (!isFound) throw new AppError('app.bad-request');
    const cells = [{ row: number, column: pickColumn, before: row.picked ?? '', after: recordId }];
    const judged = await judgeEdited({ doc, checker, rows: [row], cells, store });
    await store.change(async (current, tx) => {
      await applyEdit(tx, { kind: 'pick', cells, rows: judged });
      return current;
    });
    return loads.announce(loadId);
  };
