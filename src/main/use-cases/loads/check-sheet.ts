import type { RowChecker } from '../../../core/preflight/check-row';
import { createKeySet } from '../../../core/preflight/key-set';
import { treatDamage } from '../../../core/preflight/treat-damage';
import type { ReviewReport, Way } from '../../../shared/domain/load';
import type { RowDamage } from '../../../core/sheet/row-damage';
import type { ParentPlan } from '../../../shared/domain/parents';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { BulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { toHeldCells } from '../../store/row-states';
import { removeSent } from '../../store/sent-files';
import { isInFileOrder, type SentParts } from '../../store/sent-parts';
import { eachRow, readRows } from '../../store/source-rows';
import { canCheckIndexed, checkIndexed } from './check-indexed';
import { judgeRow, openChecker, openKeyBook, toHeld, toLeftOut, type KeyBook } from './check-rows';
import { openNearTwins } from './correlation';
import { matchInOrder } from './find-records';
import { openParts } from './open-parts';
import { openParentMeter } from './plan-parents';
import { traceColumnOf } from './trace-column';

type Effect = ReviewReport['effects'][number];

const startEffects = (doc: LoadDoc, checker: RowChecker, object: LoadableObject): Effect[] =>
  checker.columns.map((column, index) => {
    const name = checker.header[index] ?? '';
    const field = object.fields.find((candidate) => candidate.name === name);
    const header = doc.sheet.columns[column]?.header ?? '';
    return { field: name, fieldLabel: field?.label ?? name, header, set: 0, keep: 0, clear: 0 };
  });

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

/** The damage that keeps a row from going; null where a person chose to send such rows as they were read. */
const lastingDamage = (doc: LoadDoc, damage: RowDamage | null): RowDamage | null =>
  treatDamage(doc.options, damage) === 'send' ? null : damage;

/** The rows of all keys that may repeat, exactly. */
const readBook = async (
  store: LoadStore,
  doc: LoadDoc,
  checker: RowChecker,
  suspects: ReadonlySet<string>,
): Promise<KeyBook> => {
  const book = openKeyBook();
  for await (const some of eachRow(store, doc.sheet.rows)) {
    for (const { row, cells, damage, match } of await matchInOrder(store.database, checker, some)) {
      const { key } = checker.check(cells, lastingDamage(doc, damage), match);
      if (key !== null && suspects.has(key)) book.add(key, row);
    }
  }
  return book;
};

/**
/**
 * `repeats`: some rows share a key, and so a part holds rows that must not go. `keyed`: the keys of rows were written
 * down; where they were not, no row has one. `nearTwins`: rows whose results could be mistaken for each other's.
 */
export type Checked = {
  repeats: boolean;
  keyed: boolean;
  effects: Effect[];
  parts: SentParts | null;
  nearTwins: number;
  /** How rows share parents; null where they don't. */
  parents: ParentPlan | null;
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
  keys: BulkFile,
  held: BulkFile,
): Promise<Checked> => {
  const checker = openChecker(doc, object);
  const effects = startEffects(doc, checker, object);
  const seen = createKeySet(doc.sheet.rows);
  const suspects = new Set<string>();
  await removeSent(store.folder, 1);
  const trace = traceColumnOf(doc);
  const header = trace.header(checker.header);
  const nearTwins = openNearTwins(doc, object, header, way);
  const meter = await openParentMeter(store, doc, object, checker);
  const { bytes } = doc.sheet;
  const together = meter?.together ?? null;
  const wanted = { attempt: 1, header, together, bytes, calm: false };
  const parts = way === null ? null : await openParts(store.folder, { ...wanted, way });
  try {
    const { indexed } = await store.rows();
    const goesAsItStands = nearTwins === null && meter === null && canCheckIndexed(doc);
    if (indexed !== undefined && goesAsItStands && (parts === null || isInFileOrder(parts))) {
      const copied = await checkIndexed(indexed, checker, parts, held, (wire) => count(effects, wire, 1));
      effects.forEach((effect, at) => {
        effect.set += copied[at]?.set ?? 0;
        effect.keep += copied[at]?.keep ?? 0;
        effect.clear += copied[at]?.clear ?? 0;
      });
      return { repeats: false, keyed: false, effects, parts, nearTwins: 0, parents: null };
    }
    for await (const some of eachRow(store, doc.sheet.rows)) {
      for (const { row, cells, damage, match } of await matchInOrder(store.database, checker, some)) {
        const { problem, key, wire } = checker.check(cells, lastingDamage(doc, damage), match);
        keys.add([row, key]);
        if (key !== null && seen.add(key)) suspects.add(key);
        if (problem !== null) {
          const isLeftOut = treatDamage(doc.options, damage) === 'leave-out';
          held.add(toHeldCells(isLeftOut ? toLeftOut(row, problem) : toHeld(row, problem)));
          continue;
        }
        count(effects, wire, 1);
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
      for (const row of await matchInOrder(store.database, checker, await readRows(store, { rows }))) {
        const judged = judgeRow(doc, checker, book, row, false);
        if (judged.standing.state !== 'held' || judged.wire.length === 0) continue;
        count(effects, judged.wire, -1);
        held.add(toHeldCells(judged.standing));
        repeats = true;
      }
    }
    const found = { nearTwins: nearTwins?.count() ?? 0, parents: meter?.plan() ?? null };
    return { repeats, keyed: true, effects, parts, ...found };
  } catch (cause) {
    await parts?.discard();
    throw cause;
  }
};
