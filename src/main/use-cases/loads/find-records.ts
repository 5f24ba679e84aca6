import type { RowChecker } from '../../../core/preflight/check-row';
import type { RecordName, RowMatch } from '../../../core/preflight/name-record';
import type { FoundRecords } from '../../../shared/domain/grid';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { CallError } from '../../load/ports';
import { sleep } from '../../load/sleep';
import { findByValues, searchAll, toHit, type Hit, type RecordSearch } from '../../salesforce/find-records';
import { openQueryJobs } from '../../salesforce/query-jobs';
import type { Session } from '../../salesforce/session';
import { toAppError } from '../../salesforce/to-app-error';
import { openBulkFile, type BulkFile } from '../../store/bulk-file';
import type { Database, Transaction } from '../../store/database';
import {
  eachAsked,
  namedRecords,
  readFound,
  readRowsFound,
  replaceFound,
  stageAsked,
} from '../../store/found-records';
import type { LoadDoc } from '../../store/load-doc';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { eachRow, type CurrentRow } from '../../store/source-rows';
import { readQuery } from '../exports';
import type { Orgs } from '../orgs';
import { openChecker } from './check-rows';

/** Values that are asked for one list after the other; for more, one query job brings the whole object. */
const mostLists = 20_000;

/** Values taken up at once. */
const stride = 5000;

/** How long an org may leave a question unanswered before the person is told, milliseconds. */
const patience = 60_000;

/** A row with what is known of its record; rows that name theirs by Id or key are as they were. */
export type MatchedRow = CurrentRow & { match?: RowMatch };

/** Rows with what the load knows of the records they name. */
export const matchRows = async <T extends CurrentRow>(
  database: Pick<Database, 'all'>,
  checker: RowChecker,
  rows: readonly T[],
): Promise<(T & MatchedRow)[]> => {
  if (checker.findBy === null) return [...rows];
  const keys = rows.map(({ cells }) => checker.name(cells)?.key ?? null);
  const known = await readFound(database, [...new Set(keys.filter((key) => key !== null))]);
  return rows.map((row, at) => ({
    ...row,
    match: { found: known.get(keys[at] ?? '') ?? null, picked: row.picked ?? null },
  }));
};

const rowsAtOnce = 4096;

/** The same for rows in the order of the file while all of them are checked, see `findAll`. */
export const matchInOrder = async <T extends CurrentRow>(
  database: Pick<Database, 'all'>,
  checker: RowChecker,
  rows: readonly T[],
): Promise<(T & MatchedRow)[]> => {
  if (checker.findBy === null) return [...rows];
  const matched: (T & MatchedRow)[] = [];
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce);
    const known = await readRowsFound(database, some[0]?.row ?? 0, some.at(-1)?.row ?? 0);
    for (const row of some)
      matched.push({ ...row, match: { found: known.get(row.row) ?? null, picked: row.picked ?? null } });
  }
  return matched;
};

const toSearch = ({ target }: LoadDoc, object: LoadableObject, checker: RowChecker): RecordSearch | null => {
  const { findBy } = checker;
  if (target === null || findBy === null) return null;
  const nameField = object.fields.find((field) => field.nameField === true && field.via === undefined);
  return { object: target.object, field: findBy, nameField: nameField?.name ?? null };
};

/** Every record that has a value, whoever asked for it. */
async function* findByJob(
  session: Session,
  search: RecordSearch,
  signal: AbortSignal,
): AsyncGenerator<Hit[]> {
  const ports = { jobs: openQueryJobs(session), sleep, now: Date.now, patience };
  let header: string[] | null = null;
  for await (const record of readQuery(searchAll(search), ports, signal)) {
    const columns = header;
    if (columns === null) header = record;
    else {
      const hit = toHit(search, (column) => record[columns.indexOf(column)]);
      if (hit !== null) yield [hit];
    }
  }
}

/** The org has no query job for every object; where it says no, or its job fails, it can be asked by lists. */
const isRefused = (cause: unknown): boolean =>
  cause instanceof CallError
    ? cause.failure.kind === 'refused' || cause.failure.kind === 'gone'
    : cause instanceof AppError && cause.code === 'export.job-failed';

/** An answer with gaps proves nothing about any row. */
const explainGaps = (cause: unknown): unknown =>
  cause instanceof AppError && cause.code.startsWith('export.')
    ? new AppError('load.look-up-cut', {}, { cause })
    : cause;

export type RecordFinder = {
  /**
   * Asks the org for the records of all rows of a load and keeps what it says, once at a time. Writes nothing to the
   * org. Throws `AppError` and `CallError`.
   */
  findAll: (store: LoadStore, doc: LoadDoc, object: LoadableObject, signal: AbortSignal) => Promise<void>;
  /** What the org holds under those values of some rows that it was not asked for yet. Throws `AppError`. */
  findNew: (
    known: { doc: LoadDoc; object: LoadableObject | null; database: Pick<Database, 'all'> },
    rows: readonly CurrentRow[],
  ) => Promise<Map<string, FoundRecords>>;
};

const collect = async (hits: AsyncIterable<Hit[]>, names: readonly RecordName[]) => {
  const found = new Map<string, FoundRecords>(names.map(({ key }) => [key, { count: 0, records: [] }]));
  for await (const some of hits)
    for (const { key, id, name } of some) {
      const known = found.get(key);
      if (known === undefined || known.records.some((record) => record.id === id)) continue;
      const records = known.records.length < namedRecords ? [...known.records, { id, name }] : known.records;
      found.set(key, { count: known.count + 1, records });
    }
  return found;
};

/**
 * Finds the records of rows that name them by another field than Id.
 *
 * @param mostByLists values that are asked for by lists; for more, one query job brings the whole object
 */
export const createRecordFinder = (
  orgs: Pick<Orgs, 'open'>,
  mostByLists: number = mostLists,
): RecordFinder => {
  const stage = async (
    store: LoadStore,
    doc: LoadDoc,
    checker: RowChecker,
    asked: BulkFile,
  ): Promise<number> => {
    for await (const some of eachRow(store, doc.sheet.rows))
      for (const { row, cells } of some) {
        const name = checker.name(cells);
        if (name !== null) asked.add([row, name.key, name.literal]);
      }
    asked.close();
    return store.database.change(async (tx) => stageAsked(tx, asked.path));
  };

  const ask = async function* ask(
    store: LoadStore,
    session: Session,
    search: RecordSearch,
    count: number,
    signal: AbortSignal,
  ): AsyncGenerator<Hit[]> {
    if (count > mostByLists)
      try {
        yield* findByJob(session, search, signal);
        return;
      } catch (cause) {
        if (!isRefused(cause)) throw explainGaps(cause);
      }
    for await (const names of eachAsked(store.database, stride))
      yield* findByValues(session, search, names, signal);
  };

  const findEach = async (
    store: LoadStore,
    doc: LoadDoc,
    { checker, search }: { checker: RowChecker; search: RecordSearch },
    signal: AbortSignal,
  ): Promise<void> => {
    const { session } = await orgs.open(doc.org.id);
    const path = rowFileOf(store.folder, doc.reading);
    const asked = openBulkFile(`${path}.asked`);
    const hits = openBulkFile(`${path}.hits`);
    try {
      const count = await stage(store, doc, checker, asked);
      for await (const some of ask(store, session, search, count, signal))
        for (const { key, id, name } of some) hits.add([key, id, name]);
      hits.close();
      await store.database.change(async (tx: Transaction) => replaceFound(tx, asked.path, hits.path));
    } finally {
      for (const file of [asked, hits]) await file.discard();
    }
  };

  return {
    findAll: async (store, doc, object, signal) => {
      const checker = openChecker(doc, object);
      const search = toSearch(doc, object, checker);
      if (search === null) return;
      await findEach(store, doc, { checker, search }, signal);
    },
    findNew: async ({ doc, object, database }, rows) => {
      const checker = openChecker(doc, object);
      const search = object === null ? null : toSearch(doc, object, checker);
      if (search === null) return new Map();
      const names = new Map<string, RecordName>();
      for (const { cells } of rows) {
        const name = checker.name(cells);
        if (name !== null) names.set(name.key, name);
      }
      for (const key of (await readFound(database, [...names.keys()])).keys()) names.delete(key);
      if (names.size === 0) return new Map();
      try {
        const { session } = await orgs.open(doc.org.id);
        const missing = [...names.values()];
        const { signal } = new AbortController();
        return await collect(findByValues(session, search, missing, signal), missing);
      } catch (cause) {
        throw toAppError(cause);
      }
    },
  };
};
