import { findField, isVisible, tableOf, tableOfId, type Org } from '../org';
import { field, POSITION } from '../schema/fields';
import type { FieldDef, Value } from '../schema/types';
import { readField } from '../store/computed';
import type { Row, Table } from '../store/table';
import type { FieldPath } from './query';
import { unknownColumn, unknownRelationship } from './soql-fault';

/** A step from a record to the one its reference points to. */
export type Step = { field: FieldDef; position: number; name: string };

/** A path whose names are known: the steps to take and the field at their end. */
export type ResolvedPath = {
  steps: Step[];
  /** The type at the end; where a reference has several targets, the one that explains the field. */
  table: Table;
  field: FieldDef;
  position: number;
};

/** Several targets answer to these names alone, as Salesforce's `Name` type does. */
function targetOf(org: Org, step: FieldDef, nextName: string): Table | null {
  const tables = step.referenceTo.map((name) => tableOf(org, name)).filter((table) => table !== null);
  return tables.find((table) => table.positions.has(nextName.toLowerCase())) ?? tables[0] ?? null;
}

/** What every record is called through a reference with several targets, beside what it holds itself. */
const TYPE = field('Type', 'Type', 'string', { length: 40 });

/** Whether a name asks, through a reference with several targets, for the type of what it points to. */
export const asksType = (step: FieldDef | undefined, name: string): boolean =>
  step !== undefined && step.referenceTo.length > 1 && name.toLowerCase() === 'type';

/** The type of a record as a reference with several targets tells it: of a queue that, not of its group. */
export const typeNameOf = ({ def }: Table): string => (def.name === 'Group' ? 'Queue' : def.name);

function findStep(org: Org, table: Table, name: string): Step | null {
  const position = table.def.fields.findIndex(
    (field) => field.relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const field = table.def.fields[position];
  return field && isVisible(org, table, field)
    ? { field, position, name: field.relationshipName ?? name }
    : null;
}

/** Looks every name of a path up, or refuses it in Salesforce's words. */
export function resolvePath(org: Org, from: Table, path: FieldPath, soql: string): ResolvedPath {
  const names =
    path.names.length > 1 &&
    path.names[0]?.toLowerCase() === from.def.name.toLowerCase() &&
    !findStep(org, from, path.names[0])
      ? path.names.slice(1)
      : path.names;
  const steps: Step[] = [];
  let table = from;
  for (const [i, name] of names.slice(0, -1).entries()) {
    const step = findStep(org, table, name);
    const target = step ? targetOf(org, step.field, names[i + 1] ?? '') : null;
    if (!step || !target) throw unknownRelationship(soql, path.at, name, table.def.name);
    steps.push(step);
    table = target;
  }
  const last = names.at(-1) ?? '';
  if (asksType(steps.at(-1)?.field, last)) return { steps, table, field: TYPE, position: -1 };
  const found = findField(org, table, last);
  if (!found) throw unknownColumn(soql, path.at, last, table.def.name);
  return { steps, table, ...found };
}

/** The record at the end of some steps; null where a reference is blank. */
export function followSteps(
  org: Org,
  table: Table,
  row: Row,
  steps: readonly Step[],
): { table: Table; row: Row } | null {
  let [at, record] = [table, row];
  for (const step of steps) {
    const id = record[step.position];
    const next = typeof id === 'string' ? tableOfId(org, id) : null;
    const found = typeof id === 'string' ? next?.rows.get(id) : undefined;
    if (!next || !found || found[POSITION.IsDeleted] === true) return null;
    [at, record] = [next, found];
  }
  return { table: at, row: record };
}

/** Reads a resolved path on a record of the table it was resolved from. */
export function readPath(org: Org, table: Table, row: Row, path: ResolvedPath): Value {
  if (path.steps.length === 0) return readField(table, row, path.position);
  const end = followSteps(org, table, row, path.steps);
  if (!end) return null;
  if (path.field === TYPE) return typeNameOf(end.table);
  const position =
    end.table === path.table ? path.position : (end.table.positions.get(path.field.name.toLowerCase()) ?? -1);
  return readField(end.table, end.row, position);
}
