import { quoteCells } from '../csv/write';
import type { Org } from '../org';
import type { FieldDef, Value } from '../schema/types';
import type { Row, Table } from '../store/table';
import { formatZuluDateTime } from '../values/date';
import { formatJavaDouble } from '../values/number';
import type { FieldPath, Query } from './query';
import { readPath, resolvePath, type ResolvedPath } from './resolve-path';
import { buildShape } from './shape';
import { duplicateField } from './soql-fault';

/** The columns of a bulk query: names as selected, in the order of the SELECT. */
export type QueryColumns = { names: string[]; paths: ResolvedPath[] };

/** Looks up what a bulk query selects; unknown names are refused in Salesforce's words. */
export function resolveQueryColumns(org: Org, table: Table, query: Query): QueryColumns {
  const columns: QueryColumns = { names: [], paths: [] };
  const add = (path: FieldPath): void => {
    const resolved = resolvePath(org, table, path, query.soql);
    const name = [...resolved.steps.map((step) => step.name), resolved.field.name].join('.');
    if (columns.names.includes(name)) throw duplicateField(name);
    columns.names.push(name);
    columns.paths.push(resolved);
  };
  for (const item of query.select) {
    if (item.kind === 'field') add(item.path);
    else if (item.kind === 'all') {
      const { fields } = buildShape(org, table, { ...query, select: [item] });
      for (const name of fields) add({ names: [name], at: item.at });
    }
  }
  return columns;
}

function writeCell(field: FieldDef, value: Value): string {
  if (value === null) return '';
  if (field.type === 'datetime' && typeof value === 'number') return formatZuluDateTime(value);
  if (typeof value === 'number' && field.type !== 'int') return formatJavaDouble(value);
  return String(value);
}

export type CsvForm = { delimiter: string; newline: string };

/** The header and rows of a bulk query as CSV, every cell quoted, in parts. */
export function* writeQueryCsv(
  org: Org,
  table: Table,
  columns: QueryColumns,
  rows: Iterable<Row>,
  form: CsvForm,
): Generator<string> {
  let part = quoteCells(columns.names, form.delimiter) + form.newline;
  for (const row of rows) {
    const cells = columns.paths.map((path) => writeCell(path.field, readPath(org, table, row, path)));
    part += quoteCells(cells, form.delimiter) + form.newline;
    if (part.length < 65_536) continue;
    yield part;
    part = '';
  }
  yield part;
}
