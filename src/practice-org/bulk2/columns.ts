import { findField, isVisible, tableOf, type Org } from '../org';
import { POSITION } from '../schema/fields';
import type { FieldDef } from '../schema/types';
import type { Table } from '../store/table';

/** What a header of an upload stands for. */
export type Column = {
  header: string;
  field: FieldDef;
  position: number;
  /** Set where the cells hold a key of the parent instead of a value. */
  parent: { target: Table; keyPosition: number } | null;
};

/** A header that makes the whole job fail; the message is Salesforce's. */
export class HeaderFault extends Error {}

const notFound = (header: string): HeaderFault =>
  new HeaderFault(`InvalidBatch : Field name not found : ${header}`);

function findRelationship(
  org: Org,
  table: Table,
  name: string,
): { field: FieldDef; position: number } | null {
  const position = table.def.fields.findIndex(
    (field) => field.relationshipName?.toLowerCase() === name.toLowerCase(),
  );
  const field = table.def.fields[position];
  return field && isVisible(org, table, field) ? { field, position } : null;
}

function resolveParent(
  org: Org,
  table: Table,
  header: string,
  path: string,
  typeName: string | null,
): Column {
  const [relationship = '', keyName = '', ...rest] = path.split('.');
  const found = findRelationship(org, table, relationship);
  if (!found && typeName !== null)
    throw new HeaderFault(`InvalidBatch : Unable to find relationship: ${relationship}`);
  if (!found || rest.length > 0) throw notFound(header);
  const targets = found.field.referenceTo;
  if (typeName !== null && targets.length === 1) {
    throw new HeaderFault(
      `InvalidBatch : type is not needed for non polymorphic foreign key references: ${relationship}`,
    );
  }
  // Salesforce fails such a job too; these words are the practice org's own.
  if (typeName === null && targets.length > 1) {
    throw new HeaderFault(
      `InvalidBatch : type is needed for polymorphic foreign key references: ${relationship}`,
    );
  }
  const targetName = targets.find(
    (name) => typeName === null || name.toLowerCase() === typeName.toLowerCase(),
  );
  const target = targetName === undefined ? null : tableOf(org, targetName);
  const key = target ? findField(org, target, keyName) : null;
  if (!target || !key || !(key.field.externalId || key.field.idLookup)) throw notFound(header);
  return { header, ...found, parent: { target, keyPosition: key.position } };
}

function resolveColumn(org: Org, table: Table, header: string): Column {
  const colon = header.indexOf(':');
  if (colon >= 0) return resolveParent(org, table, header, header.slice(colon + 1), header.slice(0, colon));
  if (header.includes('.')) return resolveParent(org, table, header, header, null);
  const found = findField(org, table, header);
  // An address is no column: only its parts are.
  if (!found || found.field.type === 'address') throw notFound(header);
  return { header, ...found, parent: null };
}

/** Makes sense of a header line, or throws {@link HeaderFault} naming the first column that has none. */
export function resolveColumns(
  org: Org,
  table: Table,
  headers: readonly string[],
  operation: string,
): Column[] {
  const columns = headers.map((header) => resolveColumn(org, table, header));
  const seen = new Set<string>();
  for (const column of columns) {
    const name = column.header.toLowerCase();
    if (seen.has(name))
      throw new HeaderFault(`InvalidBatch : Duplicate field name in the header : ${column.header}`);
    seen.add(name);
  }
  const deletes = operation === 'delete' || operation === 'hardDelete';
  if (deletes && (columns.length !== 1 || columns[0]?.position !== POSITION.Id)) {
    throw new HeaderFault('InvalidBatch : delete batch must contain only ids');
  }
  return columns;
}
