import { rankGroups } from '../../../core/problems/group';
import type { ReviewReport } from '../../../shared/domain/load';
import { AppError } from '../../../shared/errors/app-error';
import { checkMapping } from '../../../core/mapping/check';
import { toAppError } from '../../salesforce/to-app-error';
import { readBalance, readGroups, writeFirstStandings, type NewStanding } from '../../store/row-states';
import { eachRow } from '../../store/source-rows';
import { judgeRow, openChecker, openKeyBook } from './check-rows';
import { toTargetKey, type OpenLoads } from './open-loads';
import type { LoadableObject } from '../../../shared/domain/sobject';
import type { LoadDoc } from '../../store/load-doc';
import type { Describes } from '../describes';

type Effect = ReviewReport['effects'][number];

/**
 * The object as the org describes it by now; out of reach of the org the load's own description serves, for
 * nothing is sent by one that is old.
 */
const renewObject = async (
  loads: OpenLoads,
  describes: Pick<Describes, 'forLoad'>,
  doc: LoadDoc,
): Promise<LoadableObject | null> => {
  const stored = await loads.object(doc.id);
  if (stored === null || doc.target === null) return stored;
  try {
    const known = await describes.forLoad(doc.org.id, doc.target.object);
    await loads.saveObject(doc.id, known);
    return known;
  } catch (cause) {
    if (toAppError(cause).code === 'org.not-found') throw cause;
    return stored;
  }
};

/** Checks every row of a load against its mapping and holds those that can't go. Writes nothing to the org. */
export const createReview =
  (loads: OpenLoads, describes: Pick<Describes, 'forLoad'>) =>
  async (loadId: string): Promise<ReviewReport> => {
    const store = await loads.store(loadId);
    const doc = await store.readDoc();
    if (doc.attempts.length > 0) throw new AppError('load.already-sent');
    const object = await renewObject(loads, describes, doc);
    if (doc.target === null || object === null) throw new AppError('load.incomplete');
    if (checkMapping(doc.mapping, object, toTargetKey(doc.target)).length > 0)
      throw new AppError('mapping.incomplete');

    const checker = openChecker(doc, object);
    const effects: Effect[] = checker.columns.map((column, index) => {
      const name = checker.header[index] ?? '';
      const field = object.fields.find((candidate) => candidate.name === name);
      const header = doc.sheet.columns[column]?.header ?? '';
      return { field: name, fieldLabel: field?.label ?? name, header, set: 0, keep: 0, clear: 0 };
    });
    const book = openKeyBook();
    for await (const rows of eachRow(store.database, doc.sheet.rows)) {
      for (const row of rows) {
        const { key } = checker.check(row.cells, row.damage);
        book.add(key, row.row);
      }
    }
    const count = (wire: readonly string[]): void => {
      effects.forEach((effect, index) => {
        const value = wire[index] ?? '';
        if (value === '') effect.keep += 1;
        else if (value === '#N/A') effect.clear += 1;
        else effect.set += 1;
      });
    };
    const standings = async function* standings(): AsyncGenerator<NewStanding[]> {
      for await (const rows of eachRow(store.database, doc.sheet.rows)) {
        yield rows.map((row) => {
          const { standing, wire } = judgeRow(doc, checker, book, row, false);
          if (standing.state === 'ready') count(wire);
          return standing;
        });
      }
    };
    await store.change(async (current, tx) => {
      await tx.run('DELETE FROM edit_batch');
      await writeFirstStandings(tx, standings());
      return { ...current, checked: true };
    });
    await loads.announce(loadId);
    const balance = await readBalance(store.database, doc.sheet.rows);
    return {
      rows: doc.sheet.rows,
      ready: balance.counts.ready,
      held: balance.counts.held,
      groups: rankGroups(await readGroups(store.database)),
      effects,
    };
  };
