import { canSettle, chooseApi, type ApiConflict } from '../../../core/load/choose-api';
import type { LoadOptions, LoadView, Way, WayReason } from '../../../shared/domain/load';
import { useDescribe } from '../../state/descriptions';

export type PlannedWay =
  | {
      way: Way;
      reason: WayReason;
      /** What the way that was chosen leaves open, where another would not. */
      caution: 'unsettled-insert' | null;
    }
  | { conflict: ApiConflict };

/**
 * How a number of rows of a load would go with these options, and why, or what of them can't be had together; null
 * until the object is described.
 */
export const usePlannedWay = (load: LoadView, options: LoadOptions, rows: number): PlannedWay | null => {
  const { value: object } = useDescribe(load.org.id, load.target?.object ?? null);
  if (load.target === null || object === null) return null;
  const { operation } = load.target;
  const header = load.mapping.flatMap(({ field }) => (field === null ? [] : [field]));
  const settleable = canSettle(operation, object, header);
  const decision = chooseApi({ rows, operation, settleable, options });
  if ('conflict' in decision) return decision;
  const { mode, batchSize, traceField } = options;
  const isOpen = decision.api === 'collections' && !settleable && traceField === null;
  return {
    way: { api: decision.api, mode, batchSize },
    reason: decision.reason,
    caution: isOpen ? 'unsettled-insert' : null,
  };
};
