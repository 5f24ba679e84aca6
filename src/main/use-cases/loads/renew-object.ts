import { keepRelationships } from '../../../core/mapping/match-headers';
import type { CallInput } from '../../../shared/contract';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { toAppError } from '../../salesforce/to-app-error';
import type { LoadDoc } from '../../store/load-doc';
import type { Describes } from '../describes';
import type { OpenLoads } from './open-loads';

/**
 * The object of a load as the org describes it by now, kept with the load; out of reach of the org the load's
 * own description serves, for nothing is sent by one that is old. Null where the load has no object yet.
 */
export const renewObject = async (
  loads: OpenLoads,
  describes: Pick<Describes, 'forLoad'>,
  { id, org, target, mapping }: LoadDoc,
): Promise<LoadableObject | null> => {
  const stored = await loads.object(id);
  if (stored === null || target === null) return stored;
  try {
    const known = keepRelationships(await describes.forLoad(org.id, target.object), mapping);
    await loads.saveObject(id, known);
    return known;
  } catch (cause) {
    if (toAppError(cause).code === 'org.not-found') throw cause;
    return stored;
  }
};

/** The load's own description, renewed only where a person chose a field that is new since then. */
export const objectWithFields = async (
  loads: OpenLoads,
  describes: Pick<Describes, 'forLoad'>,
  doc: LoadDoc,
  entries: CallInput<'loads.setMapping'>['entries'],
): Promise<LoadableObject | null> => {
  const stored = await loads.object(doc.id);
  const names = new Set(stored?.fields.map(({ name }) => name));
  const isKnown = entries.every(({ field }) => field === null || names.has(field));
  return isKnown ? stored : renewObject(loads, describes, doc);
};
