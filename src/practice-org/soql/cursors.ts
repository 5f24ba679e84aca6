import { nextOrgId, type Org } from '../org';
import type { Row, Table } from '../store/table';
import type { Shape } from './shape';

/** A query whose later pages may still be asked for. */
export type QueryCursor = { id: string; table: Table; rows: readonly Row[]; shape: Shape; tooling: boolean };

/** Salesforce keeps ten cursors per user; a few more do no harm here. */
const KEPT = 50;

export function openCursor(
  org: Org,
  table: Table,
  rows: readonly Row[],
  shape: Shape,
  tooling: boolean,
): QueryCursor {
  const cursor: QueryCursor = { id: nextOrgId(org, '01g'), table, rows, shape, tooling };
  org.cursors.set(cursor.id, cursor);
  for (const old of org.cursors.keys()) {
    if (org.cursors.size <= KEPT) break;
    org.cursors.delete(old);
  }
  return cursor;
}
