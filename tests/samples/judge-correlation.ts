import type { ResultSample, SentSample, UnorderedLoad } from './make-unordered-load';

/** What became of the results of a load: rows with theirs, rows without one, and results without a row. */
export type Pairing = {
  matched: { row: number; verdict: ResultSample }[];
  unmatched: number[];
  stray: ResultSample[];
};

const sureTypes = new Set(['string', 'textarea', 'int', 'reference']);

const meaningOf = ({ means }: SentSample): string => JSON.stringify(means);

/** What is known of a row whatever happens to its numbers, dates and checkboxes on the way. */
const sureMeaningOf = ({ means }: SentSample, { columns }: UnorderedLoad): string =>
  JSON.stringify(columns.flatMap(({ type }, at) => (sureTypes.has(type) ? [means[at]?.trim()] : [])));

/** Rows that another row of other values could be taken for, counted the long way. */
export const countNearTwins = (load: UnorderedLoad): number =>
  load.sent.filter((row) =>
    load.sent.some(
      (other) =>
        meaningOf(other) !== meaningOf(row) && sureMeaningOf(other, load) === sureMeaningOf(row, load),
    ),
  ).length;

/** What is wrong about a pairing, in words; nothing where it holds. */
export const judgePairing = (load: UnorderedLoad, { matched, unmatched, stray }: Pairing): string[] => {
  const faults: string[] = [];
  const meanings = new Map(load.sent.map((row) => [row.row, meaningOf(row)]));
  const told = [...matched.map(({ row }) => row), ...unmatched].sort((a, b) => a - b);
  if (JSON.stringify(told) !== JSON.stringify([...meanings.keys()]))
    faults.push('a row has no state, or two');
  for (const { row, verdict } of matched) {
    if (meanings.get(row) !== meanings.get(verdict.of))
      faults.push(`row ${row} has the outcome of row ${verdict.of}`);
  }
  const used = new Set([...matched.map(({ verdict }) => verdict), ...stray]);
  if (used.size !== load.results.length || matched.length + stray.length !== load.results.length)
    faults.push('a result was lost, or used twice');
  if (load.complete && load.whole && load.documented && unmatched.length > 0)
    faults.push(`row ${unmatched[0]} stays open although its result is there`);
  return faults;
};

/** What is wrong where each row carried a key of its own: nothing but its very own result will do. */
export const judgeTraced = (load: UnorderedLoad, pairing: Pairing): string[] => {
  const faults = judgePairing(load, pairing);
  for (const { row, verdict } of pairing.matched)
    if (row !== verdict.of) faults.push(`row ${row} has the outcome of its twin, row ${verdict.of}`);
  if (pairing.stray.length > 0) faults.push('a result has no row');
  if (pairing.matched.length !== load.results.length)
    faults.push('a row has no outcome although it is there');
  return faults;
};
