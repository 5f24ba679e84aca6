/** A field as written in a query: `Account.Owner.Name` is three names. */
export type FieldPath = { names: string[]; at: number };

export type Literal = { kind: 'text' | 'number' | 'date' | 'datetime' | 'word'; value: string; at: number };

export type Comparison =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'LIKE'
  | 'IN'
  | 'NOT IN'
  | 'INCLUDES'
  | 'EXCLUDES';

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: FieldPath; sign: Comparison; literals: Literal[]; subquery: Query | null };

export type OrderTerm = { path: FieldPath; descending: boolean; nullsLast: boolean };

export type SelectItem =
  | { kind: 'field'; path: FieldPath }
  | {
      kind: 'aggregate';
      name: 'COUNT' | 'MIN' | 'MAX' | 'SUM' | 'AVG' | 'COUNT_DISTINCT';
      path: FieldPath;
      alias: string | null;
    }
  | { kind: 'all'; scope: 'ALL' | 'STANDARD' | 'CUSTOM'; at: number };

/** A query as written, before any name in it is looked up. */
export type Query = {
  soql: string;
  /** `SELECT COUNT()`: only the number is asked for. */
  countOnly: boolean;
  select: SelectItem[];
  from: string;
  fromAt: number;
  where: Condition | null;
  groupBy: FieldPath[];
  orderBy: OrderTerm[];
  limit: number | null;
  offset: number;
};
