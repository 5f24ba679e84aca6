import type { Org } from '../org';
import type { FieldDef } from '../schema/types';
import type { Operation } from './record-input';

/** What may be set on creation where the org and the user's permission allow audit fields. */
const AUDIT: ReadonlySet<string> = new Set([
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
]);

/** Whether a field may be set on a new record, seen from describe. */
export function isCreateable(org: Org, field: FieldDef): boolean {
  return (
    field.createable || (AUDIT.has(field.name) && org.settings.auditFields && org.settings.setAuditFields)
  );
}

/** Whether a save may set a field. Audit fields go with inserts alone, not with upserts that create. */
export function isWritable(org: Org, field: FieldDef, isNew: boolean, operation: Operation): boolean {
  if (!isNew) return field.updateable;
  return field.createable || (operation === 'insert' && isCreateable(org, field));
}
