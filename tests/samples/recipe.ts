import type { Column, Contact } from './columns';
import type { Defect, Mend } from './expected';
import { between, fillDigits, startRandom } from './random';

/** How sound rows become bad in one way. */
export type Recipe = Omit<Defect, 'rows' | 'mend'> & {
  count: number;
  /** Only contacts the org does not know yet: on a known one the org's own values would hide the defect. */
  onlyNew?: boolean;
  /** Takes the sound row and its number among the rows of this recipe. */
  spoil: (contact: Contact, nth: number) => void;
  mend: Mend | ((rows: readonly number[]) => Mend);
};

/** The mend of typing each cell anew. */
export const typed =
  (column: Column, value: (row: number, nth: number) => string) =>
  (rows: readonly number[]): Mend => ({
    kind: 'type',
    column,
    cells: rows.map((row, nth) => ({ row, value: value(row, nth) })),
  });

/** The nth entry of a list of [entry, how often]. */
export function nthOf<T>(list: readonly (readonly [T, number])[], nth: number): T {
  let left = nth;
  for (const [entry, times] of list) {
    if (left < times) return entry;
    left -= times;
  }
  throw new Error(`only ${nth - left} entries`);
}

/** The nth entry of a list that starts anew at its end. */
export const cyclic = <T>(list: readonly T[], nth: number): T => {
  const entry = list[nth % list.length];
  if (entry === undefined) throw new Error('an empty list');
  return entry;
};

/** An invented mobile number that belongs to the row. */
export const germanMobile = (row: number): string =>
  fillDigits(startRandom(`mobile ${row}`), '+49 15# ### ## ###');

/** Hands out row numbers from `low` to `high` in an order of chance, each once. */
export type Draw = (low: number) => number;

export function startDraw(high: number): Draw {
  const random = startRandom('which rows are bad');
  const taken = new Set<number>();
  return (low) => {
    for (;;) {
      const row = between(random, low, high);
      if (taken.has(row)) continue;
      taken.add(row);
      return row;
    }
  };
}
