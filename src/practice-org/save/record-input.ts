import type { FieldDef, Value } from '../schema/types';
import type { Table } from '../store/table';

/** A value for a field; null clears it. */
export type CellInput = { field: FieldDef; position: number; value: Value };

/** A reference given by a key of its parent instead of an id. */
export type ParentInput = {
  field: FieldDef;
  position: number;
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
  cells: CellInput[];
  parents: ParentInput[];
};

export type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
