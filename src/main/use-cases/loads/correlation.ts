import { findSettlingField } from '../../../core/load/choose-api';
import { createNearTwinCounter, type NearTwinCounter } from '../../../core/reconcile/near-twins';
import type { WireColumn } from '../../../core/reconcile/row-signature';
import type { Way } from '../../../shared/domain/load';
import type { LoadableField, LoadableObject } from '../../../shared/domain/sobject';
import type { LoadDoc } from '../../store/load-doc';

/** Type of the field behind a wire name; what the org does not describe counts as text. */
export const typeOf = (object: LoadableObject, name: string): WireColumn['type'] =>
  object.fields.find((field) => field.name === name)?.type ?? 'string';

export const toWireColumns = (object: LoadableObject, header: readonly string[]): WireColumn[] =>
  header.map((name) => ({ name, type: typeOf(object, name) }));

const uniqueFieldOf = (object: LoadableObject, header: readonly string[]): string | null =>
  object.fields.find((field) => field.unique && header.includes(field.name))?.name ?? null;

/** The column by which a result names its row most surely, of those that are sent. */
export const correlationKey = (
  { target, options }: Pick<LoadDoc, 'target' | 'options'>,
  object: LoadableObject,
  header: readonly string[],
): string | null => {
  if (options.traceField !== null && header.includes(options.traceField)) return options.traceField;
  if (target?.operation === 'upsert') return target.externalId ?? null;
  return target?.operation === 'insert' ? uniqueFieldOf(object, header) : 'Id';
};

/** The field by which the org is asked what a lost insert made: a trace field holds a key of this load alone. */
export const findAskedField = (
  { options }: Pick<LoadDoc, 'options'>,
  object: LoadableObject,
  header: readonly string[],
): (Pick<LoadableField, 'name' | 'type' | 'unique'> & { own: boolean }) | null => {
  const trace = object.fields.find(({ name }) => name === options.traceField);
  // Long text areas can't be filtered by.
  if (trace?.type === 'string') return { ...trace, own: true };
  const mapped = findSettlingField(object, header);
  return mapped === null ? null : { ...mapped, own: false };
};

/**
 * Counts the rows of an insert by Bulk API 2.0 that can end without a verdict because they look too much alike; null
 * where results name their rows in another way. A row with a key of its own is told apart by that.
 *
 * @param header wire names of all columns that are sent
 */
export const openNearTwins = (
  doc: LoadDoc,
  object: LoadableObject,
  header: readonly string[],
  way: Way | null,
): NearTwinCounter | null => {
  if (way?.api !== '2.0' || doc.target?.operation !== 'insert' || doc.options.traceField !== null)
    return null;
  const { rows } = doc.sheet;
  const key = correlationKey(doc, object, header);
  if (key === null) return createNearTwinCounter(toWireColumns(object, header), rows);
  const at = header.indexOf(key);
  const counter = createNearTwinCounter(toWireColumns(object, header));
  return {
    add: (values) => {
      if ((values[at] ?? '').trim() === '') counter.add(values);
    },
    count: counter.count,
  };
};
