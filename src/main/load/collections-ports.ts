import type { CollectionRecord } from '../../core/load/to-collection-record';

export type CollectionOptions = {
  object: string;
  /** One record refused, all of the call refused. */
  allOrNone: boolean;
  /**
   * Whether active assignment rules run; a text is the Id of the one rule that does. It is always said, since
   * silence means yes to Salesforce.
   */
  autoAssign: boolean | string;
  /** Save in spite of duplicate rules that only warn. */
  duplicateSave: boolean;
};

/** One call, with at most 200 records. An upsert's records hold the value of `externalId` themselves. */
export type CollectionCall = CollectionOptions &
  (
    | { operation: 'insert' | 'update'; records: readonly CollectionRecord[] }
    | { operation: 'upsert'; externalId: string; records: readonly CollectionRecord[] }
    | { operation: 'delete'; ids: readonly string[] }
  );

/** What became of the record at the same place of the call. */
export type CollectionResult = {
  id: string | null;
  success: boolean;
  /** Null where the record was refused or the org does not say. */
  created: boolean | null;
  code: string | null;
  /** The first error in the form of Bulk API results, `CODE:message:Field1,Field2 --`. */
  text: string | null;
  /** API names of the fields the first error is about. */
  fields: string[];
};

/** Composite collections of one org: few records, answered at once and by position. */
export type Collections = {
  /**
   * Resolves with exactly one result per record, in their order. Rejects with `CallError`; with `lost` any
   * number of the records may have been saved, or none.
   */
  send: (call: CollectionCall, signal: AbortSignal) => Promise<CollectionResult[]>;
};
