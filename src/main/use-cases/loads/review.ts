import { checkMapping } from '../../../core/mapping/check';
import type { RowChecker } from '../../../core/preflight/check-row';
import { createKeySet } from '../../../core/preflight/key-set';
import { rankGroups } from '../../../core/problems/group';
import type { ReviewReport } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { openBulkFile, type BulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { readBalance, readGroups, toHeldCells, writeFirstStandings } from '../../store/row-states';
import { removeSent } from '../../store/sent-files';
import { openSentParts, type SentParts } from '../../store/sent-parts';
import { eachRow } from '../../store/source-rows';
import { judgeRow, openChecker, openKeyBook, toHeld, type KeyBook } from './check-rows';
import { chooseWay } from './choose-way';
import { toTargetKey, type OpenLoads } from './open-loads';
import { limitsOf } from './part-limits';
import type { ChosenWay } from './plan-sending';

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
type Checked = { repeats: boolean; effects: Effect[]; parts: SentParts | null };

/** Looks at every row once, and a second time only where keys repeat. */
const checkRows = async (
  store: LoadStore,
  doc: LoadDoc,
  object: LoadableObject,
  way: ChosenWay['way'] | null,
  keys: BulkFile,
  held: BulkFile,
): Promise<Checked> => {
  const checker = openChecker(doc, object);
  const effects = startEffects(doc, checker, object);
  const seen = createKeySet(doc.sheet.rows);
  const suspects = new Set<string>();
  await removeSent(store.folder, 1);
  const parts = way === null ? null : await openSentParts(store.folder, 1, checker.header, limitsOf(way));
  try {
    for await (const some of eachRow(store, doc.sheet.rows)) {
      for (const { row, cells, damage } of some) {
        const { problem, key, wire } = checker.check(cells, damage);
        keys.add([row, key]);
        if (key !== null && seen.add(key)) suspects.add(key);
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

/** How the rows will probably go; null where the choices contradict each other, which sending says. */
const guessWay = (doc: LoadDoc, object: LoadableObject, rows: number): ChosenWay['way'] | null => {
  try {
    return chooseWay(doc, object, rows).way;
  } catch {
    return null;
  }
};

/**
 * Checks every row of a load against its mapping and holds those that can't go. Writes nothing to the org, but
 * writes down what would be sent, so that sending need not look at every row again.
 */
export const createReview =
  (loads: OpenLoads) =>
  async (loadId: string): Promise<ReviewReport> => {
    const store = await loads.store(loadId);
    const object = await loads.object(loadId);
    const doc = await store.readDoc();
    if (doc.attempts.length > 0) throw new AppError('load.already-sent');
    if (doc.target === null || object === null) throw new AppError('load.incomplete');
    if (checkMapping(doc.mapping, object, toTargetKey(doc.target), doc.options.values).length > 0)
      throw new AppError('mapping.incomplete');

    const way = guessWay(doc, object, doc.sheet.rows);
    const rowFile = rowFileOf(store.folder, doc.reading);
    const keys = openBulkFile(`${rowFile}.keys`);
    const held = openBulkFile(`${rowFile}.held`);
    let checked: Checked | null = null;
    try {
      checked = await checkRows(store, doc, object, way, keys, held);
      keys.close();
      held.close();
      const { repeats, parts } = checked;
      // A row that turned out to be one of several is in a part already: then the parts are written when they are sent.
      const usable = !repeats && parts !== null && way !== null ? { way, parts } : null;
      await store.change(async (current, tx) => {
        await tx.run('DELETE FROM edit_batch');
        await writeFirstStandings(tx, keys.path, held.path);
        if (usable === null) await parts?.discard();
        else await usable.parts.record(tx);
        const prepared = usable === null ? null : { way: usable.way, parts: usable.parts.parts() };
        return { ...current, checked: true, prepared };
      });
    } catch (cause) {
      await checked?.parts?.discard();
      throw cause;
    } finally {
      for (const file of [keys, held]) {
        file.close();
        await file.remove();
      }
    }
    await loads.announce(loadId);
    const balance = await readBalance(store.database, doc.sheet.rows);
    return {
      rows: doc.sheet.rows,
      ready: balance.counts.ready,
      held: balance.counts.held,
      groups: rankGroups(await readGroups(store.database)),
      effects: checked.effects,
    };
  };
