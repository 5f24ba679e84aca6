import type { Org } from '../org';
import type { Value } from '../schema/types';
import type { Row, Table } from '../store/table';
import type { Query, SelectItem } from './query';
import { malformedQuery } from './soql-fault';
import { readPath, resolvePath } from './resolve-path';
import { writeValue, type JsonRecord } from './shape';

type Aggregate = Extract<SelectItem, { kind: 'aggregate' }>;

/** Whether a query asks for groups or totals instead of records. */
export function isAggregate(query: Query): boolean {
  return query.groupBy.length > 0 || query.select.some((item) => item.kind === 'aggregate');
}

function summarise(name: Aggregate['name'], values: readonly Value[]): Value {
  if (name === 'COUNT') return values.length;
  if (name === 'COUNT_DISTINCT') return new Set(values).size;
  if (values.length === 0) return null;
  if (name === 'MIN' || name === 'MAX') {
    return values.reduce((best, value) =>
      best !== null && value !== null && value < best === (name === 'MIN') ? value : best,
    );
  }
  const sum = values.reduce((total: number, value) => total + Number(value), 0);
  return name === 'SUM' ? sum : sum / values.length;
}

/** The AggregateResult records of a query with totals or groups. */
export function aggregateRows(org: Org, table: Table, rows: readonly Row[], query: Query): JsonRecord[] {
  const groupPaths = query.groupBy.map((path) => resolvePath(org, table, path, query.soql));
  const groups = new Map<string, Row[]>();
  if (groupPaths.length === 0) groups.set('', [...rows]);
  else {
    for (const row of rows) {
      const key = JSON.stringify(groupPaths.map((path) => readPath(org, table, row, path)));
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return [...groups.values()].map((group) => {
    const record: JsonRecord = { attributes: { type: 'AggregateResult' } };
    let unnamed = 0;
    for (const item of query.select) {
      if (item.kind === 'all')
        throw malformedQuery(query.soql, item.at, 'FIELDS cannot be used in an aggregate query');
      const path = resolvePath(org, table, item.path, query.soql);
      if (item.kind === 'field') {
        const grouped = groupPaths.some(
          (one) => one.field === path.field && one.steps.length === path.steps.length,
        );
        if (!grouped)
          throw malformedQuery(
            query.soql,
            item.path.at,
            `Field must be grouped or aggregated: ${item.path.names.join('.')}`,
          );
        record[path.field.name] = group[0]
          ? writeValue(path.field, readPath(org, table, group[0], path))
          : null;
      } else {
        const values = group.map((row) => readPath(org, table, row, path)).filter((value) => value !== null);
        const total = summarise(item.name, values);
        record[item.alias ?? `expr${unnamed++}`] = /MIN|MAX/.test(item.name)
          ? writeValue(path.field, total)
          : total;
      }
    }
    return record;
  });
}
