import { checkMapping } from '../../../core/mapping/check';
import { rankGroups } from '../../../core/problems/group';
import type { ReviewReport, Way } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { openBulkFile } from '../../store/bulk-file';
import type { LoadDoc } from '../../store/load-doc';
import { rowFileOf } from '../../store/load-store';
import { holdRows, readBalance, readGroups, startStandings } from '../../store/row-states';
import type { Describes } from '../describes';
import { checkSheet, findIndexed, type Checked } from './check-sheet';
import { chooseWay } from './choose-way';
import { toTargetKey, type OpenLoads } from './open-loads';
import { renewObject } from './renew-object';

/** How the rows will probably go; null where the choices contradict each other, which sending says. */
const guessWay = (doc: LoadDoc, object: LoadableObject, rows: number): Way | null => {
  try {
    return chooseWay(doc, object, rows).way;
  } catch {
    return null;
  }
};

/** What the first comes to, once both have ended: what failed on the way must not leave the other running. */
const endTogether = async <T>(work: Promise<T>, other: Promise<unknown>): Promise<T> => {
  await Promise.allSettled([work, other]);
  return work;
};

/**
 * Checks every row of a load against its mapping and holds those that can't go. Writes nothing to the org, but
 * writes down what would be sent, so that sending need not look at every row again.
 */
export const createReview =
  (loads: OpenLoads, describes: Pick<Describes, 'forLoad'>) =>
  async (loadId: string): Promise<ReviewReport> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    if (doc.attempts.length > 0) throw new AppError('load.already-sent');
    const object = await renewObject(loads, describes, doc);
    if (doc.target === null || object === null) throw new AppError('load.incomplete');
    if (checkMapping(doc.mapping, object, toTargetKey(doc.target), doc.options.values).length > 0)
      throw new AppError('mapping.incomplete');

    const way = guessWay(doc, object, doc.sheet.rows);
    const rowFile = rowFileOf(store.folder, doc.reading);
    const keys = openBulkFile(`${rowFile}.keys`);
    const held = openBulkFile(`${rowFile}.held`);
    const outcome: { checked: Checked | null } = { checked: null };
    const check = async (): Promise<Checked> =>
      (outcome.checked = await checkSheet(store, doc, object, way, keys, held));
    try {
      // Rows without keys get their states while they are checked; others hold no change up that long.
      const keyless = (await findIndexed(store, doc)) !== null;
      const before = keyless ? null : await check();
      keys.close();
      await store.change(async (current, tx) => {
        await tx.run('DELETE FROM edit_batch');
        const started = startStandings(tx, doc.sheet.rows, keyless ? null : keys.path);
        const { repeats, parts } = before ?? (await endTogether(check(), started));
        await started;
        held.close();
        await holdRows(tx, held.path);
        // A row that turned out to be one of several is in a part already: then the parts are written when they are sent.
        const usable = !repeats && parts !== null && way !== null ? { way, parts } : null;
        if (usable === null) await parts?.discard();
        else await usable.parts.record(tx);
        const prepared = usable === null ? null : { way: usable.way, parts: usable.parts.parts() };
        return { ...current, checked: true, prepared };
      });
    } catch (cause) {
      await outcome.checked?.parts?.discard();
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
      effects: outcome.checked?.effects ?? [],
    };
  };
