import { requireTable, type Org } from '../org';
import { wasActive } from '../seed/seed-people';
import { readPersonName } from '../store/computed';
import { positionOf, putRow, readValue } from '../store/table';
import { checkKeys, readFlag, readString, refuse, requireList, requireObject } from './read-members';

function setActive(org: Org, userId: string, isActive: boolean): void {
  const users = requireTable(org, 'User');
  const row = [...(users.rows.get(userId) ?? [])];
  row[positionOf(users, 'IsActive')] = isActive;
  putRow(users, row);
  if (isActive) return;
  // A user who is locked out is out at once.
  for (const session of org.sessions.live.values())
    if (session.userId === userId) org.sessions.live.delete(session.token);
}

/** Reads the `users` of a control call. */
export function readUsers(org: Org, value: unknown): () => void {
  const users = requireTable(org, 'User');
  const changes = requireList(value, 'users').map((one) => {
    const source = requireObject(one, 'a user');
    checkKeys(source, ['username', 'isActive'], 'member of a user');
    const username = readString(source, 'username', '');
    const [id] = [...users.rows].find(([, row]) => readValue(users, row, 'Username') === username) ?? [];
    if (id === undefined) throw refuse(`There is no user ${username}`);
    return { id, isActive: readFlag(source, 'isActive', true) };
  });
  return () => {
    for (const { id, isActive } of changes) setActive(org, id, isActive);
  };
}

export function listUsers(org: Org): Record<string, unknown>[] {
  const users = requireTable(org, 'User');
  return [...users.rows].map(([id, row]) => ({
    id,
    username: readValue(users, row, 'Username'),
    name: readPersonName(users, row),
    isActive: readValue(users, row, 'IsActive'),
    isAdmin: id === org.adminId,
  }));
}

/** Lets everybody in or keeps them out as when the org was founded. */
export function restoreUsers(org: Org): void {
  const users = requireTable(org, 'User');
  for (const [id, row] of users.rows)
    setActive(org, id, wasActive(String(readValue(users, row, 'Username'))));
}
