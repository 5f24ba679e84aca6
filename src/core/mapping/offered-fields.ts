import type { LoadableField, LoadableObject, Operation } from '../../shared/domain/sobject';

/**
 * What a mapping is for: the operation, for an upsert the field that decides between new and existing, and for an
 * update or delete the field by which rows find their records, where that is not the Id.
 */
export type MappingTarget = { operation: Operation; externalId?: string; findBy?: string };

/** What decides how columns are matched, of a target that may say more. */
export const toMappingTarget = ({
  operation,
  externalId,
  findBy,
}: {
  operation: Operation;
  externalId?: string | undefined;
  findBy?: string | undefined;
}): MappingTarget => ({
  operation,
  ...(externalId === undefined ? {} : { externalId }),
  ...(findBy === undefined ? {} : { findBy }),
});

/** The field that must be matched for a row to find its record: the upsert key, a field to find it by, or the Id. */
export const keyFieldOf = (target: MappingTarget): string | null => {
  if (target.operation === 'insert') return null;
  return target.operation === 'upsert' ? (target.externalId ?? null) : (target.findBy ?? 'Id');
};

/** Whether a column can be matched to a field in this operation. */
export const isOffered = (field: LoadableField, target: MappingTarget): boolean => {
  if (field.name === keyFieldOf(target)) return true;
  if (field.name === 'Id') return false;
  switch (target.operation) {
    case 'insert':
      return field.createable;
    case 'update':
      return field.updateable;
    case 'upsert':
      return field.createable || field.updateable;
    case 'delete':
    case 'hardDelete':
      return false;
    default:
      return target.operation satisfies never;
  }
};

/** Fields a column can be matched to. */
export const offeredFields = (object: LoadableObject, target: MappingTarget): LoadableField[] =>
  object.fields.filter((field) => isOffered(field, target));

/** What a field writes to. A lookup and the keys of its parent write the same, so only one of them can be used. */
export const slotOf = (field: LoadableField): string => field.via?.lookup ?? field.name;
