import type { Outcome } from './outcomes';

/** What became of a record that went in, as a number. */
export const savedStates = ['created', 'updated', 'deleted'] as const;

/** Bytes of a record's Id. */
export const idBytes = 18;

/**
 * Verdicts of a whole part, found by key. Rows that went in stand side by side in `rows`, `states` (places among
 * `savedStates`) and `ids` (18 bytes each), as many as `count`; all others in `others`.
 */
export type KeyedVerdicts = {
  count: number;
  rows: Int32Array;
  states: Uint8Array;
  ids: Buffer;
  others: Outcome[];
  /** Rows sent and not found among the results. */
  missing: number[];
};
