import type { Column } from './columns';

/** How a person makes bad rows good, in the words of the repairs every spreadsheet tool has. */
export type Mend =
  | { kind: 'type'; column: Column; cells: { row: number; value: string }[] }
  | { kind: 'map'; column: Column; values: { from: string; to: string }[] }
  | { kind: 'replace'; column: Column; find: string; replace: string }
  | { kind: 'copy'; column: Column; from: Column }
  | { kind: 'cut'; column: Column; length: number }
  | { kind: 'clear'; column: Column }
  | { kind: 'send-again' }
  | { kind: 'leave-out'; reason: string }
  | { kind: 'nothing-helps' };

/** One way in which rows of the sample are bad, with every row that is bad in this way. */
export type Defect = {
  id: string;
  /** The family of the cause, so that a reader can tell whether a program named it rightly. */
  family:
    | 'required'
    | 'key-blank'
    | 'key-repeated'
    | 'ragged'
    | 'error-cell'
    | 'picklist'
    | 'date'
    | 'number'
    | 'too-long'
    | 'email'
    | 'parent-missing'
    | 'rule'
    | 'duplicate'
    | 'trigger'
    | 'lock';
  /** Whether the sheet alone shows it, or only the org can know. */
  found: 'locally' | 'org';
  what: string;
  column: Column | null;
  rows: number[];
  mend: Mend;
  /** Where rows with this defect end once everything that can be mended is. */
  ends: 'sent' | 'left out' | 'refused';
};

export type Expected = {
  sheet: string;
  rows: number;
  key: Column;
  /** Rows whose contact is in the practice org before the load, counted from the first. */
  knownInOrg: number;
  badRows: number;
  defects: Defect[];
};
