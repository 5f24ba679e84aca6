/** Which chunk of which internal batch a save is, for telling which saves happen at the same time. */
export type LockPlace = {
  /** By chunk and parent: the first batch that touched it. Shared by the batches of one job. */
  claims: Map<string, number>;
  batch: number;
  chunk: number;
};

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
