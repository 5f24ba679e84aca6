import { canonicalValue } from './canonical-value';
import {
  isEchoedSurely,
  isDouble,
  mayBeLong,
  sentValue,
  signature,
  sureValue,
  type WireColumn,
} from './row-signature';

export type Certainty = 'key' | 'content' | 'twin';

export type Correlation<V> = {
  /** Rows with the one verdict that is theirs. */
  matched: { row: number; certainty: Certainty; verdict: V }[];
  /** Rows that were sent and to which no result can be proven to belong. */
  unmatched: number[];
  /** Results that fit no row, or that contradict another result of the same row. */
  stray: V[];
};

export type Correlator<V> = {
  /** Every sent row, before any result; values in the order of the sent columns. */
  addSent: (row: number, values: readonly string[]) => void;
  /** Values in the order of `echoed`. */
  addResult: (values: readonly string[], verdict: V) => void;
  /** Whether some result was not placed by its key; only then are contents needed at all. */
  hasUnplaced: () => boolean;
  /** Whether a row has to be told apart by its contents, once all results are added. */
  needsContent: (row: number) => boolean;
  /** Contents of a row for which `needsContent` is true; rows must be given again in any order, each once. */
  addContent: (row: number, values: readonly string[]) => void;
  settle: () => Correlation<V>;
  /** The same with a stop after every few hundred results, for whoever has other things to do meanwhile. */
  settleInSteps: () => Generator<undefined, Correlation<V>>;
};

/** Results that are settled without a stop. */
const stepSize = 500;

/** Rows with equal values in the columns that are looked at; `mixed`: some of them differ in others. */
type Group<V> = { rows: number[]; texts: string; identity: string; mixed: boolean; results: V[] };

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

type Looks = { texts: string; identity: string };

const join = <V>(groups: Map<string, Group<V>>, by: string, row: number, looks: Looks): void => {
  const { identity } = looks;
  const group = groups.get(by);
  if (group === undefined) groups.set(by, { rows: [row], ...looks, mixed: false, results: [] });
  else {
    group.rows.push(row);
    group.mixed ||= group.identity !== identity;
  }
};

/**
 * Gives each result of a Bulk API 2.0 job to the row it belongs to. Results arrive in no order, carry no row
 * number and repeat the sent values re-rendered by type, so they are matched as a multiset of typed values,
 * surest first, and a weak match never takes a row from a strong one:
 *
 * 1. by the key column, where that key was sent exactly once;
 * 2. by all echoed values; rows with equal values are twins, and any pairing among them is true, as long as
 *    they agree in the columns that did not come back, too;
 * 3. by the texts of which is known how they come back, where all rows sent with them are equal.
 *
 * How Salesforce re-renders numbers, dates and the like is documented in part only. Where results are missing, or one
 * equals no row that was sent, the second pass therefore takes only rows that the third could tell apart: a row whose
 * result was lost might look like another one's. What contradicts itself (two results for one row) or stays open is
 * nobody's: no outcome is ever guessed.
 *
 * @param input.echoed names of the columns in the results; columns that did not come back can't prove anything
 * @param input.key wire name of the column that identifies a row (external ID, Id or trace field), or null
 */
export const createCorrelator = <V>(input: {
  sent: readonly WireColumn[];
  echoed: readonly string[];
  key: string | null;
}): Correlator<V> => {
  const types = new Map(input.sent.map((column) => [column.name.toLowerCase(), column.type]));
  const sentAt = new Map(input.sent.map((column, index) => [column.name.toLowerCase(), index]));
  const shared = input.echoed
    .map((name, at) => ({ name: name.toLowerCase(), at }))
    .filter(({ name }) => sentAt.has(name))
    .map(({ name, at }) => ({
      at,
      from: sentAt.get(name) ?? -1,
      type: types.get(name) ?? ('string' as const),
      name,
    }));
  const everyColumnEchoed = shared.length === input.sent.length;
  const keyColumn = shared.find(({ name }) => name === input.key?.toLowerCase());
  const sure = shared.filter(({ type }) => isEchoedSurely(type));
  const doubles = shared.filter(({ type }) => isDouble(type)).map(({ from }) => from);

  const byKey = new Map<string, number[]>();
  const byContent = new Map<string, Group<V>>();
  const byText = new Map<string, Group<V>>();
  const keyed = new Map<number, V[]>();
  const rows: number[] = [];
  const loose: { values: readonly string[]; verdict: V }[] = [];
  const unplaced: { values: readonly string[]; verdict: V }[] = [];
  let results = 0;

  const contentOf = (values: readonly string[], place: 'at' | 'from'): string =>
    signature(shared.map((column) => canonicalValue(column.type, values[column[place]] ?? '')));
  const textOf = (values: readonly string[], place: 'at' | 'from'): string =>
    signature(sure.map((column) => sureValue(column.type, values[column[place]] ?? '')));
  /** All that tells a row apart, whether it comes back or not. */
  const told = everyColumnEchoed ? shared : input.sent.map(({ type }, from) => ({ type, from }));
  const identityOf = (values: readonly string[]): string =>
    signature(told.map(({ type, from }) => sentValue(type, values[from] ?? '')));
  /** Whether that is the same as what comes back of it. */
  const comesBackWhole = (values: readonly string[]): boolean =>
    everyColumnEchoed && !doubles.some((from) => mayBeLong(values[from] ?? ''));

  const addSent = (row: number, values: readonly string[]): void => {
    rows.push(row);
    if (keyColumn !== undefined) push(byKey, sureValue(keyColumn.type, values[keyColumn.from] ?? ''), row);
  };

  const addContent = (row: number, values: readonly string[]): void => {
    const content = contentOf(values, 'from');
    const looks = {
      texts: textOf(values, 'from'),
      identity: comesBackWhole(values) ? content : identityOf(values),
    };
    join(byContent, content, row, looks);
    join(byText, looks.texts, row, looks);
  };

  const addResult = (values: readonly string[], verdict: V): void => {
    results += 1;
    if (keyColumn !== undefined) {
      const key = sureValue(keyColumn.type, values[keyColumn.at] ?? '');
      const owners = key === '' ? undefined : byKey.get(key);
      if (owners?.length === 1 && owners[0] !== undefined) return push(keyed, owners[0], verdict);
    }
    unplaced.push({ values, verdict });
  };

  /** A row that its key has placed can own no other result, so its contents prove nothing about others. */
  const needsContent = (row: number): boolean => unplaced.length > 0 && !keyed.has(row);

  function* placeByContent(): Generator<undefined, void> {
    for (const [at, result] of unplaced.entries()) {
      if (at % stepSize === stepSize - 1) yield;
      const group = byContent.get(contentOf(result.values, 'at'));
      if (group === undefined) loose.push(result);
      else group.results.push(result.verdict);
    }
  }

  /** Whether no row of other values shares its texts: then what comes back can be of no other row. */
  const standsApart = ({ texts }: Group<V>): boolean => byText.get(texts)?.mixed === false;

  function* settleInSteps(): Generator<undefined, Correlation<V>> {
    const matched: Correlation<V>['matched'] = [];
    const stray: V[] = [];
    const open = new Set(rows);
    yield* placeByContent();
    for (const [row, verdicts] of keyed) {
      if (verdicts.length === 1 && verdicts[0] !== undefined) {
        matched.push({ row, certainty: 'key', verdict: verdicts[0] });
        open.delete(row);
      } else stray.push(...verdicts);
    }
    const inDoubt = results !== rows.length || loose.length > 0;
    let settled = 0;
    for (const group of byContent.values()) {
      settled += 1;
      if (settled % stepSize === 0) yield;
      if (!inDoubt || standsApart(group)) settleGroup(group, matched, stray, open);
      else stray.push(...group.results);
    }
    settleLoose(matched, stray, open);
    return { matched, unmatched: [...open].sort((a, b) => a - b), stray };
  }

  const settle = (): Correlation<V> => {
    const steps = settleInSteps();
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  };

  const settleGroup = (
    { rows: twins, mixed, results: verdicts }: Group<V>,
    matched: Correlation<V>['matched'],
    stray: V[],
    open: Set<number>,
  ): void => {
    const free = twins.filter((row) => open.has(row));
    if (mixed || verdicts.length > free.length) {
      stray.push(...verdicts);
      return;
    }
    verdicts.forEach((verdict, index) => {
      const row = free[index];
      if (row === undefined) return;
      matched.push({ row, certainty: twins.length === 1 ? 'content' : 'twin', verdict });
      open.delete(row);
    });
  };

  const settleLoose = (matched: Correlation<V>['matched'], stray: V[], open: Set<number>): void => {
    const claims = new Map<string, V[]>();
    for (const { values, verdict } of loose) push(claims, textOf(values, 'at'), verdict);
    for (const [texts, verdicts] of claims) {
      const group = byText.get(texts);
      if (group === undefined) stray.push(...verdicts);
      else settleGroup({ ...group, results: verdicts }, matched, stray, open);
    }
  };

  const hasUnplaced = (): boolean => unplaced.length > 0;
  return { addSent, addResult, hasUnplaced, needsContent, addContent, settle, settleInSteps };
};
