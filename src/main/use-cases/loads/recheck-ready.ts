import type { LoadableObject } from '../../../shared/domain/sobject';
import { giveWay, rowsPerTurn } from '../../give-way';
import type { LoadStore } from '../../store/load-store';
import { writeStandings, type NewStanding } from '../../store/row-states';
import { eachReadyRow } from '../../store/source-rows';
import { openChecker, toHeld } from './check-rows';
import { checkReady, readyRows } from './plan-sending';

/** Holds the ready rows of a load that was sent before and that an object, described anew, would not take. */
export const recheckReady = async (store: LoadStore, object: LoadableObject): Promise<{ held: number }> => {
  let held = 0;
  await store.change(async (doc, tx) => {
    const checker = openChecker(doc, object);
    const unfit: NewStanding[] = [];
    for await (const some of eachReadyRow(store, doc.sheet.rows, readyRows)) {
      for (const [at, row] of some.entries()) {
        if (at % rowsPerTurn === 0) await giveWay();
        const { problem } = checkReady(doc, checker, row);
        if (problem !== null) unfit.push(toHeld(row.row, problem));
      }
    }
    await writeStandings(tx, unfit);
    held = unfit.length;
    return doc;
  });
  return { held };
};
