import type { Org } from '../org';
import type { FieldDef, FieldType } from '../schema/types';
import type { Query, SelectItem } from '../soql/query';
import { resolvePath } from '../soql/resolve-path';
import { buildShape } from '../soql/shape';
import type { Table } from '../store/table';

/** One column of a query's answer, as `columns=true` tells it; a parent holds its fields in `joinColumns`. */
type Column = {
  aggregate: boolean;
  apexType: string;
  booleanType: boolean;
  columnName: string;
  custom: boolean;
  displayName: string;
  foreignKeyName: string | null;
  insertable: boolean;
  joinColumns: Column[];
  numberType: boolean;
  textType: boolean;
  updatable: boolean;
};

const APEX_TYPES: Partial<Record<FieldType, string>> = {
  id: 'Id',
  reference: 'Id',
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Double',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  time: 'Time',
  address: 'Address',
  base64: 'Blob',
  complexvalue: 'complexvalue',
};

function writeColumn(name: string, apexType: string, field: FieldDef | null): Column {
  return {
    aggregate: false,
    apexType,
    booleanType: apexType === 'Boolean',
    columnName: name,
    custom: field?.custom ?? false,
    displayName: name,
    foreignKeyName: null,
    insertable: field?.createable ?? false,
    joinColumns: [],
    numberType: apexType === 'Integer' || apexType === 'Double',
    textType: apexType === 'String',
    updatable: field?.updateable ?? false,
  };
}

function writeTotal(
  item: Extract<SelectItem, { kind: 'aggregate' }>,
  unnamed: number,
  field: FieldDef,
): Column {
  const numeric = !/MIN|MAX/.test(item.name);
  const whole = item.name.startsWith('COUNT');
  const apexType = numeric ? (whole ? 'Integer' : 'Double') : (APEX_TYPES[field.type] ?? 'String');
  return {
    ...writeColumn(item.alias ?? `expr${unnamed}`, apexType, null),
    aggregate: true,
    displayName: item.alias ?? `${item.name.toLowerCase()}(${item.path.names.join('.')})`,
  };
}

/** Puts a column under the parents its path goes through, in the order in which the query first names them. */
function addUnder(
  columns: Column[],
  steps: readonly { name: string; field: FieldDef }[],
  column: Column,
): void {
  let level = columns;
  for (const { name, field } of steps) {
    let parent = level.find((one) => one.columnName === name && one.foreignKeyName !== null);
    if (!parent) {
      const apexType = field.referenceTo.length === 1 ? String(field.referenceTo[0]) : 'Name';
      parent = { ...writeColumn(name, apexType, null), custom: field.custom, foreignKeyName: field.name };
      level.push(parent);
    }
    level = parent.joinColumns;
  }
  if (!level.some((one) => one.columnName === column.columnName)) level.push(column);
}

/**
 * What `query?q=…&columns=true` answers in place of records: the columns of a query, in the order of its SELECT.
 * Salesforce's own command line asks this after every query.
 */
export function describeColumns(org: Org, table: Table, query: Query): Record<string, unknown> {
  const columns: Column[] = [];
  let unnamed = 0;
  for (const item of query.select) {
    if (item.kind === 'all') {
      for (const name of buildShape(org, table, { ...query, select: [item] }).fields) {
        const field = table.def.fields[table.positions.get(name.toLowerCase()) ?? -1] ?? null;
        columns.push(writeColumn(name, APEX_TYPES[field?.type ?? 'string'] ?? 'String', field));
      }
      continue;
    }
    const path = resolvePath(org, table, item.path, query.soql);
    if (item.kind === 'aggregate') {
      columns.push(writeTotal(item, unnamed, path.field));
      if (item.alias === null) unnamed += 1;
      continue;
    }
    const apexType = APEX_TYPES[path.field.type] ?? 'String';
    addUnder(columns, path.steps, writeColumn(path.field.name, apexType, path.field));
  }
  return {
    columnMetadata: columns,
    entityName: table.def.name,
    groupBy: query.groupBy.length > 0,
    idSelected: columns.some((column) => column.columnName === 'Id'),
    keyPrefix: table.def.keyPrefix,
  };
}
