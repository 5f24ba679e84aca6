import type { FieldDef, Value } from '../schema/types';
import type { Table } from '../store/table';

/** A field that a record may set, and where it stands in a row. */
export type Target = { field: FieldDef; position: number };

/** A reference given by a key of its parent instead of an id. */
export type ParentInput = Target & {
  target: Table;
  keyPosition: number;
  key: string;
};

/** A record as a client asked to have it saved, already read into typed values. */
export type RecordInput = {
  /** For update, delete and upsert by Id. */
  id: string | null;
  /** For upsert by an external id. */
  key: string | null;
  /** What the record may set; many records of one file share the list. */
  targets: readonly Target[];
  /** In the order of `targets`: null clears a field, undefined says nothing about it. */
  values: readonly (Value | undefined)[];
  parents: readonly ParentInput[];
};

/** A record of which nothing but the id is said. */
export const inputOfId = (id: string): RecordInput => ({
  id,
  key: null,
  targets: [],
  values: [],
  parents: [],
});

export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
