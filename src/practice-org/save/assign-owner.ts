import { isBroken } from '../breaks';
import { readId } from '../ids';
import type { Org } from '../org';
import { ASSIGNMENT_RULES } from '../schema/automations';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { positionOf, readValue, type Row, type Table } from '../store/table';
import { refuse, type RowError } from './row-error';

function findQueue(org: Org, developerName: string): string | null {
  const groups = org.tables.get('group');
  if (!groups) return null;
  for (const [id, row] of groups.rows)
    if (readValue(groups, row, 'DeveloperName') === developerName) return id;
  return null;
}

/** The rule a save asks for: the active one of the object, or one by id, active or not. */
function findRule(
  org: Org,
  objectName: string,
  assignment: string,
): (typeof ASSIGNMENT_RULES)[number] | null {
  if (assignment === 'active')
    return ASSIGNMENT_RULES.find((rule) => rule.object === objectName && rule.active) ?? null;
  const rules = org.tables.get('assignmentrule');
  const row = rules?.rows.get(readId(assignment) ?? '');
  if (!rules || !row) return null;
  const named = ASSIGNMENT_RULES.find((rule) => rule.name === readValue(rules, row, 'Name'));
  return named?.object === objectName ? named : null;
}

/** Gives a new record to whom its assignment rule says. `none` leaves the owner alone. */
export function assignOwner(org: Org, table: Table, row: Value[], assignment: string): RowError | null {
  if (assignment === 'none') return null;
  const rule = findRule(org, table.def.name, assignment);
  if (!rule) {
    if (assignment === 'active') return null;
    return refuse('INVALID_CROSS_REFERENCE_KEY', `assignment rule not found: ${assignment}`);
  }
  const queue = findQueue(org, rule.queue);
  const owner = positionOf(table, 'OwnerId');
  if (queue !== null && owner >= 0) row[owner] = queue;
  return null;
}

/** A queue may own only what its QueueSobject rows name. */
export function checkQueueOwner(org: Org, table: Table, owner: string): RowError | null {
  const groups = org.tables.get('group');
  const queues = org.tables.get('queuesobject');
  if (!groups || !queues || !owner.startsWith(groups.def.keyPrefix) || isBroken(org, 70)) return null;
  const owns = (row: Row): boolean =>
    readValue(queues, row, 'QueueId') === owner &&
    readValue(queues, row, 'SobjectType') === table.def.name &&
    row[POSITION.IsDeleted] !== true;
  for (const row of queues.rows.values()) if (owns(row)) return null;
  return refuse('INVALID_CROSS_REFERENCE_KEY', 'Queue not associated with this SObject type', 'OwnerId');
}
