import { createCorrelator } from './correlate';
import type { WireColumn } from './row-signature';

/** Gives results to rows as whoever reads both from disk does: all rows, all results, contents where they count. */
export const pairResults = <V extends { values: readonly string[] }>(load: {
  columns: readonly WireColumn[];
  sent: readonly { row: number; values: readonly string[] }[];
  echoed: readonly string[];
  results: readonly V[];
  key: string | null;
}): ReturnType<ReturnType<typeof createCorrelator<V>>['settle']> => {
  const correlator = createCorrelator<V>({ sent: load.columns, echoed: load.echoed, key: load.key });
  for (const { row, values } of load.sent) correlator.addSent(row, values);
  for (const result of load.results) correlator.addResult(result.values, result);
  for (const { row, values } of load.sent)
    if (correlator.needsContent(row)) correlator.addContent(row, values);
  return correlator.settle();
};
