import { changeObjects } from '../found-org';
import type { Org } from '../org';
import { JsonFault, type LinedJson } from '../schema/parse-with-lines';
import { readObjects, readSchema, SchemaFault } from '../schema/read-schema';
import { refuse } from './read-members';

/**
 * Reads the `schema` of a control call: describe results as a part of `body`, their text, or null for the
 * company's own objects. What cannot be read is refused with its line.
 */
export function readSchemaChange(org: Org, body: LinedJson, value: unknown): () => void {
  if (value === null) return () => changeObjects(org, null, null);
  try {
    const objects = typeof value === 'string' ? readSchema(value) : readObjects(body, value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return () => changeObjects(org, objects, text);
  } catch (fault) {
    if (fault instanceof SchemaFault || fault instanceof JsonFault) throw refuse(`schema: ${fault.message}`);
    throw fault;
  }
}
