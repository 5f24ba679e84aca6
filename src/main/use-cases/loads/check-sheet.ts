import type { RowChecker } from '../../../core/preflight/check-row';
import { createKeySet, type KeySet } from '../../../core/preflight/key-set';
import type { ReviewReport, Way } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { BulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { toHeldCells } from '../../store/row-states';
import { removeSent } from '../../store/sent-files';
import { openSentParts, type SentParts } from '../../store/sent-parts';
import { eachRow } from '../../store/source-rows';
import { canCheckIndexed, checkIndexed, type IndexedSource } from './check-indexed';
import { judgeRow, openChecker, openKeyBook, toHeld, type KeyBook } from './check-rows';
import { limitsOf } from './part-limits';

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

/** The rows of all keys that may repeat, exactly. */
const readBook = async (
  store: LoadStore,
  rows: number,
  checker: RowChecker,
  suspects: ReadonlySet<string>,
): Promise<KeyBook> => {
  const book = openKeyBook();
  for await (const some of eachRow(store, rows)) {
    for (const { row, cells, damage } of some) {
      const { key } = checker.check(cells, damage);
      if (key !== null && suspects.has(key)) book.add(key, row);
    }
  }
  return book;
};

/** `repeats`: some rows share a key, and so a part holds rows that must not go. */
export type Checked = { repeats: boolean; effects: Effect[]; parts: SentParts | null };

/** The source whose bytes the rows of a load can be checked from; such rows have no keys. Null for any other load. */
export const findIndexed = async (store: LoadStore, doc: LoadDoc): Promise<IndexedSource | null> =>
  canCheckIndexed(doc) ? ((await store.rows()).indexed ?? null) : null;

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
  /** Made for the first key: most of a large file's memory. */
  let seen: KeySet | null = null;
  const suspects = new Set<string>();
  await removeSent(store.folder, 1);
  const parts = way === null ? null : await openSentParts(store.folder, 1, checker.header, limitsOf(way));
  try {
    const indexed = await findIndexed(store, doc);
    if (indexed !== null) {
      const copied = await checkIndexed(indexed, checker, parts, held, (wire) => count(effects, wire, 1));
      effects.forEach((effect, at) => {
        effect.set += copied[at]?.set ?? 0;
        effect.keep += copied[at]?.keep ?? 0;
        effect.clear += copied[at]?.clear ?? 0;
      });
      return { repeats: false, effects, parts };
    }
    for await (const some of eachRow(store, doc.sheet.rows)) {
      for (const { row, cells, damage } of some) {
        const { problem, key, wire } = checker.check(cells, damage);
        keys.add([row, key]);
        if (key !== null && (seen ??= createKeySet(doc.sheet.rows)).add(key)) suspects.add(key);
        if (problem !== null) {
          held.add(toHeldCells(toHeld(row, problem)));
          continue;
        }
        count(effects, wire, 1);
        await parts?.add(row, wire);
      }
    }
    let repeats = false;
    if (suspects.size > 0) {
      const book = await readBook(store, doc.sheet.rows, checker, suspects);
      const rows = [...suspects].flatMap((key) => {
        const twins = book.rows(key);
        return twins.length > 1 ? twins : [];
      });
      const { some } = await store.rows();
      for (const { row, line, cells, damage } of await some(rows)) {
        const judged = judgeRow(doc, checker, book, { row, line, cells, damage, mended: [] }, false);
        if (judged.standing.state !== 'held' || judged.wire.length === 0) continue;
        count(effects, judged.wire, -1);
        held.add(toHeldCells(judged.standing));
        repeats = true;
      }
    }
    return { repeats, effects, parts };
  } catch (cause) {
    await parts?.discard();
    throw cause;
  }
};
