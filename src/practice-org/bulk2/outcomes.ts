import { formatRowError, isRowError } from '../save/row-error';
import type { Outcome } from '../save/save-chunk';

/** What can become of a row. */
export const REFUSED = 0;
export const CREATED = 1;
/** Changed or deleted. */
export const SAVED = 2;
/** Never tried, and in no result either: its batch was over the daily allocation. */
export const LOST = 3;

/** What became of each row tried so far, in input order; two plain lists, since there may be millions. */
export type RowOutcomes = {
  kinds: number[];
  /** The id of the record, or the words of the refusal. */
  texts: string[];
};

export const noOutcomes = (): RowOutcomes => ({ kinds: [], texts: [] });

export function addOutcome(outcomes: RowOutcomes, outcome: Outcome): void {
  const refused = isRowError(outcome);
  outcomes.kinds.push(refused ? REFUSED : outcome.created ? CREATED : SAVED);
  outcomes.texts.push(refused ? formatRowError(outcome) : outcome.id);
}

/** Passes over rows that are lost. */
export function loseRows(outcomes: RowOutcomes, count: number): void {
  for (let i = 0; i < count; i += 1) {
    outcomes.kinds.push(LOST);
    outcomes.texts.push('');
  }
}

const SIGNS = '!+=-';

/**
 * Outcomes as texts to be kept: `+id` created, `=id` saved without being created, `!words`
 * refused, `-` lost.
 */
export function writeOutcomes({ kinds, texts }: RowOutcomes, from: number, to: number): string[] {
  return texts.slice(from, to).map((text, i) => `${SIGNS[kinds[from + i] ?? REFUSED] ?? ''}${text}`);
}

/** Takes up kept outcomes, the first of which is that of row `from`. */
export function readOutcomes(outcomes: RowOutcomes, from: number, kept: readonly string[]): void {
  for (const [i, text] of kept.entries()) {
    outcomes.kinds[from + i] = SIGNS.indexOf(text.charAt(0));
    outcomes.texts[from + i] = text.slice(1);
  }
}
