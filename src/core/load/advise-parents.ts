import type { Way } from '../../shared/domain/load';
import type { ParentAdvice, ParentMeasure, ParentPlan } from '../../shared/domain/parents';
import { rowsPerOwnBatch } from './place-groups';
import { batchLimits } from './split';

/** Share of rows from which a column that is not kept together is worth a word. */
const worthAWord = 0.2;

/** Rows of one parent that may go side by side; null where nothing does. */
const atOnceOf = ({ api, mode, batchSize }: Way): number | null => {
  if (api === 'collections' || mode === 'serial') return null;
  return api === '2.0' ? rowsPerOwnBatch : (batchSize ?? batchLimits.rows);
};

/** What to say of rows that share parents when they go by `way`; null where they share none. */
export const adviseParents = (plan: ParentPlan | null, way: Way): ParentAdvice | null => {
  const main = plan?.columns[0];
  if (plan == null || main === undefined) return null;
  const shareOf = ({ heavy }: ParentMeasure): number => Math.min(1, heavy.rows / Math.max(1, plan.rows));
  const isTogether = plan.together !== null;
  const atOnce = atOnceOf(way);
  const [biggest] = main.biggest;
  const isLarge = isTogether && atOnce !== null && biggest !== undefined && biggest.rows > atOnce;
  const large = isLarge ? { ...biggest, atOnce } : null;
  const apart =
    atOnce === null ? [] : plan.columns.slice(1).filter((column) => shareOf(column) >= worthAWord);
  const isTorn = atOnce !== null && !isTogether && shareOf(main) >= worthAWord;
  return {
    main,
    share: shareOf(main),
    isTogether,
    orderMatters: plan.orderMatters,
    large,
    apart,
    offersSerial: large !== null || apart.length > 0 || isTorn,
  };
};
