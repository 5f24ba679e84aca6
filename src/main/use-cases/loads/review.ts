import { checkMapping } from '../../../core/mapping/check';
import { toMappingTarget } from '../../../core/mapping/offered-fields';
import { isUndecided } from '../../../core/sheet/is-undecided';
import { rankGroups } from '../../../core/problems/group';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { ReviewReport, Way } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { toAppError } from '../../salesforce/to-app-error';
import { openBulkFile } from '../../store/bulk-file';
import { forgetRows } from '../../store/found-records';
import type { LoadDoc } from '../../store/load-doc';
import { rowFileOf, type LoadStore } from '../../store/load-store';
import { holdRows, readBalance, readGroups, startStandings } from '../../store/row-states';
import type { Describes } from '../describes';
import { checkSheet, openCheck, type Checked } from './check-sheet';
import { chooseWay } from './choose-way';
import type { RecordFinder } from './find-records';
import { createNewestAlone } from './newest-alone';
import type { OpenLoads } from './open-loads';
import { renewObject } from './renew-object';
import { refuseUnfitTrace } from './trace-column';

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

/** Rows by how many records their values found; those that can't be read were not asked for. */
const countFound = async (
  { database }: LoadStore,
  groups: readonly ProblemGroup[],
): Promise<ReviewReport['found']> => {
  const [one] = await database.all('SELECT count(*) FROM st WHERE k IS NOT NULL');
  const count = (cause: string): number =>
    groups.filter(({ problem }) => problem.cause === cause).reduce((sum, group) => sum + group.count, 0);
  return {
    one: Number(one?.[0] ?? 0),
    none: count('record-not-found'),
    several: count('record-several'),
    shared: count('record-shared'),
  };
};

const checkLoad =
  (loads: OpenLoads, describes: Pick<Describes, 'forLoad'>, finder: Pick<RecordFinder, 'findAll'>) =>
  async (loadId: string, signal: AbortSignal): Promise<ReviewReport> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    if (doc.attempts.length > 0) throw new AppError('load.already-sent');
    if (isUndecided(doc.sheet)) throw new AppError('file.undecided');
    const object = await renewObject(loads, describes, doc);
    if (doc.target === null || object === null) throw new AppError('load.incomplete');
    const { mapping, options, sheet } = doc;
    if (checkMapping(mapping, object, toMappingTarget(doc.target), options.values, sheet.columns).length > 0)
      throw new AppError('mapping.incomplete');

    refuseUnfitTrace(doc, object);
    await finder.findAll(store, doc, object, signal).catch((cause: unknown) => {
      throw toAppError(cause);
    });
    const way = guessWay(doc, object, doc.sheet.rows);
    const rowFile = rowFileOf(store.folder, doc.reading);
    const keys = openBulkFile(`${rowFile}.keys`);
    const held = openBulkFile(`${rowFile}.held`);
    const outcome: { checked: Checked | null } = { checked: null };
    try {
      const opened = await openCheck(store, doc, object, way);
      const check = async (): Promise<Checked> =>
        (outcome.checked = await checkSheet(store, doc, object, way, opened, keys, held));
      // Rows without keys get their states while they are checked; others hold no change up that long.
      const keyless = opened.indexed !== null;
      const before = keyless ? null : await check();
      keys.close();
      await store.change(async (current, tx) => {
        await tx.run('DELETE FROM edit_batch');
        const keyed = { rows: doc.sheet.rows, keys: keyless ? null : keys.path };
        const started = startStandings(tx, keyed);
        const { repeats, parts, parents } = before ?? (await endTogether(check(), started));
        await started;
        held.close();
        if (held.count() > 0) await holdRows(tx, { path: held.path, count: held.count() }, keyed);
        await forgetRows(tx);
        // A row that turned out to be one of several is in a part already: then the parts are written when they are sent.
        const usable = !repeats && parts !== null && way !== null ? { way, parts } : null;
        if (usable === null) await parts?.discard();
        else await usable.parts.record(tx);
        const prepared = usable === null ? null : { way: usable.way, parts: usable.parts.parts() };
        return { ...current, checked: true, prepared, parents };
      });
    } catch (cause) {
      await outcome.checked?.parts?.discard();
      throw cause;
    } finally {
      for (const file of [keys, held]) await file.discard();
    }
    await loads.announce(loadId);
    const groups = await readGroups(store.database);
    const balance = await readBalance(store.database, doc.sheet.rows);
    const { effects = [], nearTwins = 0, parents = null } = outcome.checked ?? {};
    return {
      rows: doc.sheet.rows,
      ready: balance.counts.ready,
      held: balance.counts.held,
      found: doc.target.findBy === undefined ? null : await countFound(store, groups),
      groups: rankGroups(groups),
      // The Id that was found says which record is meant, and sets no field.
      effects: effects.filter(({ field }) => doc.target?.findBy === undefined || field !== 'Id'),
      // Fewer rows than the file has may go another way.
      nearTwins: guessWay(doc, object, balance.counts.ready)?.api === '2.0' ? nearTwins : 0,
      parents,
    };
  };

/**
 * Checks every row of a load against its mapping and holds those that can't go. Writes nothing to the org, but
 * writes down what would be sent, so that sending need not look at every row again. Checked once more meanwhile, the
 * load's newest check is the one that counts, and the one before it fails.
 */
export const createReview = (...ports: Parameters<typeof checkLoad>) => {
  const check = checkLoad(...ports);
  const alone = createNewestAlone();
  return async (loadId: string, signal?: AbortSignal): Promise<ReviewReport> =>
    alone(loadId, async (either) => check(loadId, either), signal);
};
