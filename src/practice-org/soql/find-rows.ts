import { takeTurn } from '../clock';
import { readId } from '../ids';
import { tableOf, type Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { findIds, hasIndex, type Row, type Table } from '../store/table';
import { compileCondition, type Test } from './compile-condition';
import type { Condition, OrderTerm, Query } from './query';
import { readPath, resolvePath } from './resolve-path';
import { fillSessions } from '../seed/seed-access';
import { restrictRows } from './row-access';
import { unknownObject } from './soql-fault';

/** Objects whose rows are made from what is alive when they are asked for. */
const LIVE: ReadonlySet<string> = new Set(['AuthSession', 'OauthToken']);

/** Rows tested before others get their turn. */
const TURN = 10_000;

export function requireFrom(org: Org, query: Query): Table {
  const table = tableOf(org, query.from);
  if (!table) throw unknownObject(query.soql, query.fromAt, query.from);
  return table;
}

/** The ids an indexed `=` or `IN` at the top of the WHERE clause leaves, or null to read every row. */
function narrowByIndex(table: Table, condition: Condition | null): string[] | null {
  if (!condition) return null;
  if (condition.kind === 'and') {
    for (const part of condition.parts) {
      const ids = narrowByIndex(table, part);
      if (ids) return ids;
    }
    return null;
  }
  if (condition.kind !== 'compare' || condition.subquery || condition.path.names.length !== 1) return null;
  if (condition.sign !== '=' && condition.sign !== 'IN') return null;
  const position = table.positions.get(condition.path.names[0]?.toLowerCase() ?? '') ?? -1;
  if (
    position < 0 ||
    !hasIndex(table, position) ||
    condition.literals.some((literal) => literal.kind !== 'text')
  )
    return null;
  const keyed = table.def.fields[position]?.type;
  const ids = condition.literals.flatMap(({ value }) =>
    findIds(table, position, keyed === 'id' || keyed === 'reference' ? (readId(value) ?? value) : value),
  );
  return [...new Set(ids)];
}

async function testRows(rows: Iterable<Row>, test: Test | null, withDeleted: boolean): Promise<Row[]> {
  const found: Row[] = [];
  let seen = 0;
  for (const row of rows) {
    if ((withDeleted || row[POSITION.IsDeleted] !== true) && (!test || test(row))) found.push(row);
    seen += 1;
    if (seen % TURN === 0) await takeTurn();
  }
  return found;
}

function compareValues(a: Value, b: Value, nullsLast: boolean): number {
  if (a === b) return 0;
  if (a === null) return nullsLast ? 1 : -1;
  if (b === null) return nullsLast ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string')
    return a.localeCompare(b, 'en', { sensitivity: 'base' });
  return a < b ? -1 : 1;
}

function sortRows(org: Org, table: Table, rows: Row[], terms: readonly OrderTerm[], soql: string): Row[] {
  if (terms.length === 0) return rows;
  const paths = terms.map((term) => resolvePath(org, table, term.path, soql));
  const keyed = rows.map((row) => ({ row, keys: paths.map((path) => readPath(org, table, row, path)) }));
  keyed.sort((a, b) => {
    for (const [i, term] of terms.entries()) {
      const [left, right] = [a.keys[i] ?? null, b.keys[i] ?? null];
      // Blank values keep their end of the list whichever way it is sorted.
      const order =
        left === null || right === null
          ? compareValues(left, right, term.nullsLast)
          : compareValues(left, right, false) * (term.descending ? -1 : 1);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ row }) => row);
}

async function runSubqueries(
  org: Org,
  condition: Condition | null,
  into: Map<Condition, Value[]>,
): Promise<void> {
  if (!condition) return;
  if (condition.kind === 'not') return runSubqueries(org, condition.part, into);
  if (condition.kind !== 'compare') {
    for (const part of condition.parts) await runSubqueries(org, part, into);
    return;
  }
  const { subquery } = condition;
  const item = subquery?.select[0];
  if (!subquery || item?.kind !== 'field') return;
  const { table, rows } = await findRows(org, subquery, false);
  const path = resolvePath(org, table, item.path, subquery.soql);
  into.set(
    condition,
    rows.map((row) => readPath(org, table, row, path)).filter((value) => value !== null),
  );
}

/** The rows a query selects, in its order, before any page is cut. Big tables are read in turns. */
export async function findRows(
  org: Org,
  query: Query,
  withDeleted: boolean,
): Promise<{ table: Table; rows: Row[] }> {
  const table = requireFrom(org, query);
  if (LIVE.has(table.def.name)) fillSessions(org);
  const subqueries = new Map<Condition, Value[]>();
  await runSubqueries(org, query.where, subqueries);
  const test = query.where
    ? compileCondition(org, table, query.where, query.soql, (condition) => subqueries.get(condition) ?? [])
    : null;
  const ids = withDeleted ? null : narrowByIndex(table, query.where);
  const source = ids
    ? ids.map((id) => table.rows.get(id)).filter((row) => row !== undefined)
    : table.rows.values();
  const allowed = restrictRows(org, table);
  const found = await testRows(source, test, withDeleted);
  const seen = allowed ? found.filter(allowed) : found;
  const rows = sortRows(org, table, seen, query.orderBy, query.soql);
  const most = table.def.mostRows ?? Number.MAX_SAFE_INTEGER;
  const end = Math.min(most, query.limit === null ? rows.length : query.offset + query.limit);
  return { table, rows: query.offset > 0 || end < rows.length ? rows.slice(query.offset, end) : rows };
}
