import type { LoadView } from '../../shared/domain/load';
import { isDeletion, type LoadableField, type LoadableObject } from '../../shared/domain/sobject';
import { keyFieldOf, slotOf, type MappingTarget } from '../mapping/offered-fields';

/** Characters of a load's id that stand in its row keys: enough that no two loads of one org share them. */
const loadLength = 8;

/**
 * What a trace field holds of a row: the beginning of the load's id and the row's number in the file, `0a1b2c3d-4711`.
 * It is the same in every attempt, unique within the load, and fits 18 characters up to a billion rows.
 */
export const traceKeyOf = (loadId: string, row: number): string =>
  `${loadId.replaceAll('-', '').slice(0, loadLength)}-${row}`;

/** Why a field can't carry row keys; each has its sentence, `trace.problem.<problem>`. */
const traceProblems = [
  'unknown',
  'not-text',
  'not-writable',
  'delete',
  'key',
  'mapped',
  'too-short',
] as const;
export type TraceProblem = (typeof traceProblems)[number];

/** What a trace field has to go with. */
export type TracePlace = {
  object: LoadableObject;
  target: MappingTarget;
  mapping: readonly { field: string | null }[];
  /** Rows of the file. */
  rows: number;
};

/** The place of a trace field in a load; null until the load has a target. */
export const tracePlaceOf = (
  { target, mapping, sheet }: Pick<LoadView, 'target' | 'mapping' | 'sheet'>,
  object: LoadableObject,
): TracePlace | null => {
  if (target === null) return null;
  const { operation, externalId } = target;
  const key = externalId === undefined ? {} : { externalId };
  return { object, target: { operation, ...key }, mapping, rows: sheet.rows };
};

const canBeWritten = (field: LoadableField, { operation }: MappingTarget): boolean => {
  const { createable, updateable } = field;
  if (operation === 'insert') return createable;
  return operation === 'update' ? updateable : createable && updateable;
};

const judgeField = (
  field: LoadableField,
  { object, target, mapping, rows }: TracePlace,
): TraceProblem | null => {
  if (field.via !== undefined || !['string', 'textarea'].includes(field.type)) return 'not-text';
  if (field.name === keyFieldOf(target)) return 'key';
  const isMapped = object.fields.some(
    (other) => slotOf(other) === field.name && mapping.some((entry) => entry.field === other.name),
  );
  if (isMapped) return 'mapped';
  if (!canBeWritten(field, target)) return 'not-writable';
  // Describe may leave the length out: then Salesforce has the last word on it.
  if (field.length > 0 && field.length < loadLength + 1 + String(rows).length) return 'too-short';
  return null;
};

/** Why a load can't write its row keys into the field of this name; null where it can. */
export const findTraceProblem = (name: string, place: TracePlace): TraceProblem | null => {
  if (isDeletion(place.target.operation)) return 'delete';
  const field = place.object.fields.find((candidate) => candidate.name === name);
  return field === undefined ? 'unknown' : judgeField(field, place);
};

/** Text fields to spare, those made in the org itself first: such a field is more likely made for keys. */
export const findTraceFields = (place: TracePlace): LoadableField[] =>
  isDeletion(place.target.operation)
    ? []
    : place.object.fields
        .filter((field) => judgeField(field, place) === null)
        .sort(
          (a, b) =>
            Number(b.name.endsWith('__c')) - Number(a.name.endsWith('__c')) || a.label.localeCompare(b.label),
        );

/** The column with the row keys, which no column of the file is mapped to; without a trace field there is none. */
export type TraceColumn = {
  /** Wire names of all columns that are sent, given those of the mapping. */
  header: (mapped: readonly string[]) => string[];
  /** All values of a row that are sent, given those of the mapping. */
  values: (row: number, mapped: readonly string[]) => readonly string[];
};

export const openTraceColumn = (loadId: string, traceField: string | null): TraceColumn =>
  traceField === null
    ? { header: (mapped) => [...mapped], values: (_row, mapped) => mapped }
    : {
        header: (mapped) => [...mapped, traceField],
        values: (row, mapped) => [...mapped, traceKeyOf(loadId, row)],
      };
