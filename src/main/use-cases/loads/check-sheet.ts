import type { RowChecker } from '../../../core/preflight/check-row';
import { createKeySet, type KeySet } from '../../../core/preflight/key-set';
import { findLastingDamage, treatDamage } from '../../../core/preflight/treat-damage';
import { shortenValue } from '../../../core/sheet/parse-value';
import type { ReviewReport, Way } from '../../../shared/domain/load';
import type { ParentPlan } from '../../../shared/domain/parents';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { giveWay, rowsPerTurn } from '../../give-way';
import type { BulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { toHeldCells } from '../../store/row-states';
import { removeSent } from '../../store/sent-files';
import { isInFileOrder, type SentParts } from '../../store/sent-parts';
import { eachRow, readRows } from '../../store/source-rows';
import { canCheckIndexed, checkIndexed, type IndexedSource } from './check-indexed';
import { judgeRow, openChecker, toHeld, toLeftOut } from './check-rows';
import { openKeyBook, type KeyBook } from './key-book';
import { openNearTwins } from './correlation';
import { matchInOrder } from './find-records';
import { openParts } from './open-parts';
import { openParentMeter, type ParentMeter } from './plan-parents';
import { traceColumnOf } from './trace-column';

type Effect = ReviewReport['effects'][number];

const startEffects = (doc: LoadDoc, checker: RowChecker, object: LoadableObject): Effect[] =>
  checker.columns.map((column, index) => {
    const name = checker.header[index] ?? '';
    const field = object.fields.find((candidate) => candidate.name === name);
    const header = doc.sheet.columns[column]?.header ?? '';
    return { field: name, fieldLabel: field?.label ?? name, header, set: 0, keep: 0, clear: 0 };
  });

/** The first cell of each column that goes in another form than it stands in the file. */
const showExamples = (
  effects: Effect[],
  { columns }: RowChecker,
  cells: readonly string[],
  wire: readonly string[],
): void => {
  for (let at = 0; at < effects.length; at += 1) {
    const effect = effects[at];
    const sent = wire[at];
    if (effect === undefined || effect.example !== undefined || sent === undefined || sent === '') continue;
    const cell = cells[columns[at] ?? -1] ?? '';
    if (cell !== sent) effect.example = { cell: shortenValue(cell), wire: shortenValue(sent) };
  }
};

const count = (effects: Effect[], wire: readonly string[], by: 1 | -1): void => {
  for (let at = 0; at < effects.length; at += 1) {
    const effect = effects[at];
    const value = wire[at];
    if (effect === undefined) continue;
    if (value === undefined || value === '') effect.keep += by;
    else if (value === '#N/A') effect.clear += by;
    else effect.set += by;
  }
};

/** Rows that are read together, and how far apart they may lie. */
const rowsAtOnce = 4096;
const farthest = 16 * rowsAtOnce;

/** Rows in order, so few and so near to each other at a time that memory can hold what is read of them. */
function* inStretches(rows: readonly number[]): Generator<number[]> {
  let from = 0;
  for (let at = 1; at <= rows.length; at += 1) {
    const isFar = (rows[at] ?? Number.POSITIVE_INFINITY) - (rows[from] ?? 0) >= farthest;
    if (!isFar && at - from < rowsAtOnce) continue;
    yield rows.slice(from, at);
    from = at;
  }
}

/** The rows of all keys that may repeat, exactly. */
const readBook = async (
  store: LoadStore,
  doc: LoadDoc,
  checker: RowChecker,
  suspects: ReadonlySet<string>,
): Promise<KeyBook> => {
  const book = openKeyBook();
  for await (const some of eachRow(store, doc.sheet.rows)) {
    for (const row of await matchInOrder(store.database, checker, some)) {
      if (row.row % rowsPerTurn === 0) await giveWay();
      const damage = findLastingDamage(doc.options, row, false);
      const { key } = checker.check(row.cells, damage, row.match);
      if (key !== null && suspects.has(key)) book.add(key, row.row);
    }
  }
  return book;
};

/**
 * `repeats`: some rows share a key, and so a part holds rows that must not go. `nearTwins`: rows whose results could be
 * mistaken for each other's.
 */
export type Checked = {
  repeats: boolean;
  effects: Effect[];
  parts: SentParts | null;
  nearTwins: number;
  /** How rows share parents; null where they don't. */
  parents: ParentPlan | null;
};

/** What looks at the rows of a load while they are checked. */
export type SheetCheck = {
  checker: RowChecker;
  nearTwins: ReturnType<typeof openNearTwins>;
  meter: ParentMeter | null;
  /** The source whose bytes the rows can be checked from; such rows have no keys. Null for any other load. */
  indexed: IndexedSource | null;
};

export const openCheck = async (
  store: LoadStore,
  doc: LoadDoc,
  object: LoadableObject,
  way: Way | null,
): Promise<SheetCheck> => {
  const checker = openChecker(doc, object);
  const nearTwins = openNearTwins(doc, object, traceColumnOf(doc).header(checker.header), way);
  const meter = await openParentMeter(store, doc, object, checker);
  const goesAsItStands = nearTwins === null && meter === null && canCheckIndexed(doc);
  return {
    checker,
    nearTwins,
    meter,
    indexed: goesAsItStands ? ((await store.rows()).indexed ?? null) : null,
  };
};

/**
 * Looks at every row once, and a second time only where keys repeat. Rows that go are written into the parts of
 * the first attempt, rows that are held into `held`, the keys of all into `keys`.
 */
export const checkSheet = async (
  store: LoadStore,
  doc: LoadDoc,
  object: LoadableObject,
  way: Way | null,
  { checker, nearTwins, meter, indexed }: SheetCheck,
  keys: BulkFile,
  held: BulkFile,
): Promise<Checked> => {
  const effects = startEffects(doc, checker, object);
  /** Made for the first key: most of a large file's memory. */
  let seen: KeySet | null = null;
  const suspects = new Set<string>();
  await removeSent(store.folder, 1);
  const trace = traceColumnOf(doc);
  const header = trace.header(checker.header);
  const { bytes } = doc.sheet;
  const together = meter?.together ?? null;
  const wanted = { attempt: 1, header, together, bytes, calm: false };
  const parts = way === null ? null : await openParts(store.folder, { ...wanted, way });
  try {
    if (indexed !== null && (parts === null || isInFileOrder(parts))) {
      const copied = await checkIndexed(indexed, checker, parts, held, (cells, wire) => {
        count(effects, wire, 1);
        showExamples(effects, checker, cells, wire);
      });
      effects.forEach((effect, at) => {
        effect.set += copied[at]?.set ?? 0;
        effect.keep += copied[at]?.keep ?? 0;
        effect.clear += copied[at]?.clear ?? 0;
      });
      return { repeats: false, effects, parts, nearTwins: 0, parents: null };
    }
    for await (const some of eachRow(store, doc.sheet.rows)) {
      for (const current of await matchInOrder(store.database, checker, some)) {
        const { row, cells, match } = current;
        if (row % rowsPerTurn === 0) await giveWay();
        const damage = findLastingDamage(doc.options, current, false);
        const { problem, key, wire } = checker.check(cells, damage, match);
        keys.add([row, key]);
        if (key !== null && (seen ??= createKeySet(doc.sheet.rows)).add(key)) suspects.add(key);
        if (problem !== null) {
          // A formula without a result may stand in a column that is not sent, and the row be held for something else.
          const isByDamage = damage?.kind !== 'no-value' || problem.cause === 'row-no-value';
          const isLeftOut = isByDamage && treatDamage(doc.options, damage) === 'leave-out';
          held.add(toHeldCells(isLeftOut ? toLeftOut(row, problem) : toHeld(row, problem), key));
          continue;
        }
        count(effects, wire, 1);
        showExamples(effects, checker, cells, wire);
        nearTwins?.add(wire);
        meter?.add(wire);
        await parts?.add(row, trace.values(row, wire));
      }
    }
    let repeats = false;
    if (suspects.size > 0) {
      const book = await readBook(store, doc, checker, suspects);
      const rows = [...suspects].flatMap((key) => {
        const twins = book.rows(key);
        return twins.length > 1 ? twins : [];
      });
      rows.sort((a, b) => a - b);
      for (const some of inStretches(rows))
        for (const row of await matchInOrder(
          store.database,
          checker,
          await readRows(store, { rows: some }),
        )) {
          if (row.row % rowsPerTurn === 0) await giveWay();
          const judged = judgeRow(doc, checker, book, row, false);
          if (judged.standing.state !== 'held' || judged.wire.length === 0) continue;
          count(effects, judged.wire, -1);
          held.add(toHeldCells(judged.standing, judged.key));
          repeats = true;
        }
    }
    const found = { nearTwins: nearTwins?.count() ?? 0, parents: meter?.plan() ?? null };
    return { repeats, effects, parts, ...found };
  } catch (cause) {
    await parts?.discard();
    throw cause;
  }
};
