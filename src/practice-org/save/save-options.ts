import type { Run } from './side-by-side';

/** Which chunk of which internal batch a save is: saves of the same step happen at the same time. */
export type LockPlace = { run: Run; batch: number; step: number };

/** How a caller wants records saved. */
export type SaveOptions = {
  /** Save in spite of duplicate rules that only alert. */
  allowDuplicates: boolean;
  /** `none`, `active`, or the id of one assignment rule. */
  assignment: string;
  /** Set for bulk saves whose chunks run side by side; null where nothing else runs at once. */
  lock: LockPlace | null;
};

export const PLAIN_SAVE: SaveOptions = { allowDuplicates: false, assignment: 'none', lock: null };
