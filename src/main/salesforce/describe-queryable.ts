import type { Field } from 'jsforce';
import type { QueryableField, QueryableObject } from '../../shared/domain/export';
import { FieldType, type SObjectSummary } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';
import { CallError } from '../load/ports';
import { withConnection } from './connection';
import type { Session } from './session';

/** Types a bulk query can't carry: parts of compound fields stand by themselves, and files are no cells. */
const unreadable: ReadonlySet<string> = new Set(['address', 'location', 'base64', 'complexvalue']);

const toQueryable = (field: Field): QueryableField => {
  const type = FieldType.safeParse(field.type);
  return {
    name: field.name,
    label: field.label,
    type: type.success ? type.data : 'anyType',
    custom: field.custom,
    required: field.createable && !field.nillable && !field.defaultedOnCreate,
    updateable: field.updateable,
    filterable: field.filterable,
    picklist: (field.picklistValues ?? []).map(({ value, label }) => ({ value, label: label ?? value })),
    relationship: field.relationshipName ?? null,
    referenceTo: field.referenceTo ?? [],
  };
};

/** Objects whose records can be asked for, in the order of their labels. */
export const listQueryable = async (session: Session): Promise<SObjectSummary[]> => {
  const { sobjects } = await withConnection(session, async (connection) => connection.describeGlobal());
  return sobjects
    .filter(({ queryable, deprecatedAndHidden }) => queryable && !deprecatedAndHidden)
    .map(({ name, label, labelPlural, custom, createable, updateable, deletable }) => ({
      name,
      label,
      labelPlural,
      custom,
      createable,
      updateable,
      deletable,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
};

/**
 * One object with the fields a bulk query can ask for; inactive picklist values are among them. Throws `org.not-found`
 * where the user may not see it.
 */
export const describeQueryable = async (session: Session, name: string): Promise<QueryableObject> => {
  const object = await withConnection(session, async (connection) => connection.describe(name)).catch(
    (cause: unknown) => {
      if (!(cause instanceof CallError) || cause.failure.kind !== 'gone') throw cause;
      throw new AppError('org.not-found', { org: session.orgName }, { cause });
    },
  );
  return {
    name: object.name,
    label: object.label,
    labelPlural: object.labelPlural,
    fields: object.fields
      .filter(({ type, deprecatedAndHidden }) => !unreadable.has(type) && !deprecatedAndHidden)
      .map(toQueryable)
      .sort((a, b) => a.label.localeCompare(b.label)),
  };
};
