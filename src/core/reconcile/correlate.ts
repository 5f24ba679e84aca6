import type { FieldType } from '../../shared/domain/sobject';
import { canonicalValue, isEchoedExactly } from './canonical-value';

/** A column of the upload: its wire header and the type of the field behind it. */
export type WireColumn = { name: string; type: FieldType };

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
};

type Group<V> = { rows: number[]; full: Set<string>; results: V[] };

const separator = '\u001f';

/** Length-prefixed, so that no cell can pretend to be two. */
const signature = (parts: readonly string[]): string =>
  parts.map((part) => `${part.length}${separator}${part}`).join(separator);

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

/**
 * Gives each result of a Bulk API 2.0 job to the row it belongs to. Results arrive in no order, carry no row
 * number and repeat the sent values re-rendered by type, so they are matched as a multiset of typed values,
 * surest first, and a weak match never takes a row from a strong one:
 *
 * 1. by the key column, where that key was sent exactly once;
 * 2. by all echoed values; rows with equal values are twins, and any pairing among them is true, as long as
 *    they agree in the columns that did not come back, too;
 * 3. by the texts that come back unchanged, where they occur once among all rows sent and all results left.
 *
 * What contradicts itself (two results for one row) or stays open is nobody's: no outcome is ever guessed.
 *
 * @param input.echoed names of the columns in the results; columns that did not come back can't prove anything
 * @param input.key wire name of the column that identifies a row (external ID or Id), or null
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
  const exact = shared.filter(({ type }) => isEchoedExactly(type));

  const byKey = new Map<string, number[]>();
  const byContent = new Map<string, Group<V>>();
  const byText = new Map<string, number[]>();
  const keyed = new Map<number, V[]>();
  const rows: number[] = [];
  const loose: { values: readonly string[]; verdict: V }[] = [];
  const unplaced: { values: readonly string[]; verdict: V }[] = [];

  const contentOf = (values: readonly string[], place: 'at' | 'from'): string =>
    signature(shared.map((column) => canonicalValue(column.type, values[column[place]] ?? '')));
  const textOf = (values: readonly string[], place: 'at' | 'from'): string =>
    signature(
      exact.map((column) => {
        const value = canonicalValue(column.type, values[column[place]] ?? '');
        return value === '#N/A' ? '' : value;
      }),
    );
  const fullOf = (values: readonly string[]): string =>
    signature(input.sent.map((column, index) => canonicalValue(column.type, values[index] ?? '')));

  const addSent = (row: number, values: readonly string[]): void => {
    rows.push(row);
    if (keyColumn !== undefined) {
      push(byKey, canonicalValue(keyColumn.type, values[keyColumn.from] ?? ''), row);
    }
  };

  const addContent = (row: number, values: readonly string[]): void => {
    const content = contentOf(values, 'from');
    const group = byContent.get(content);
    const full = everyColumnEchoed ? '' : fullOf(values);
    if (group === undefined) byContent.set(content, { rows: [row], full: new Set([full]), results: [] });
    else {
      group.rows.push(row);
      group.full.add(full);
    }
    if (exact.length > 0) push(byText, textOf(values, 'from'), row);
  };

  const addResult = (values: readonly string[], verdict: V): void => {
    if (keyColumn !== undefined) {
      const key = canonicalValue(keyColumn.type, values[keyColumn.at] ?? '');
      const owners = key === '' ? undefined : byKey.get(key);
      if (owners?.length === 1 && owners[0] !== undefined) return push(keyed, owners[0], verdict);
    }
    unplaced.push({ values, verdict });
  };

  /** A row that its key has placed can own no other result, so its contents prove nothing about others. */
  const needsContent = (row: number): boolean => unplaced.length > 0 && !keyed.has(row);

  const placeByContent = (): void => {
    for (const result of unplaced) {
      const group = byContent.get(contentOf(result.values, 'at'));
      if (group === undefined) loose.push(result);
      else group.results.push(result.verdict);
    }
  };

  const settle = (): Correlation<V> => {
    const matched: Correlation<V>['matched'] = [];
    const stray: V[] = [];
    const open = new Set(rows);
    placeByContent();
    for (const [row, verdicts] of keyed) {
      if (verdicts.length === 1 && verdicts[0] !== undefined) {
        matched.push({ row, certainty: 'key', verdict: verdicts[0] });
        open.delete(row);
      } else stray.push(...verdicts);
    }
    for (const group of byContent.values()) settleGroup(group, matched, stray, open);
    settleLoose(matched, stray, open);
    return { matched, unmatched: [...open].sort((a, b) => a - b), stray };
  };

  const settleGroup = (
    group: Group<V>,
    matched: Correlation<V>['matched'],
    stray: V[],
    open: Set<number>,
  ): void => {
    if (group.results.length === 0) return;
    const free = group.rows;
    const interchangeable = group.full.size === 1;
    if (group.results.length > free.length || (!interchangeable && free.length > 1)) {
      stray.push(...group.results);
      return;
    }
    group.results.forEach((verdict, index) => {
      const row = free[index];
      if (row === undefined) return;
      matched.push({ row, certainty: group.rows.length === 1 ? 'content' : 'twin', verdict });
      open.delete(row);
    });
  };

  const settleLoose = (matched: Correlation<V>['matched'], stray: V[], open: Set<number>): void => {
    const claims = new Map<string, V[]>();
    for (const { values, verdict } of loose) {
      if (exact.length === 0) stray.push(verdict);
      else push(claims, textOf(values, 'at'), verdict);
    }
    for (const [texts, verdicts] of claims) {
      const owners = byText.get(texts) ?? [];
      const [row] = owners;
      const [verdict] = verdicts;
      if (
        owners.length === 1 &&
        verdicts.length === 1 &&
        row !== undefined &&
        verdict !== undefined &&
        open.has(row)
      ) {
        matched.push({ row, certainty: 'content', verdict });
        open.delete(row);
      } else stray.push(...verdicts);
    }
  };

  return { addSent, addResult, hasUnplaced: () => unplaced.length > 0, needsContent, addContent, settle };
};
