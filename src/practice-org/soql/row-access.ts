import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import { readValue, type Row, type Table } from '../store/table';

/** Which rows of an object a viewer gets to see at all; null for every row. */
export function restrictRows(org: Org, table: Table): ((row: Row) => boolean) | null {
  const { name } = table.def;
  const { settings, viewerId } = org;
  const own = (row: Row): boolean => viewerId === null || readValue(table, row, 'UserId') === viewerId;
  if (name === 'LoginHistory' && !settings.manageUsers) return own;
  if (name === 'OauthToken' && !settings.customizeApplication) return own;
  if (name === 'RecordType' && !settings.personAccounts) {
    const persons = table.positions.get('ispersontype') ?? POSITION.Id;
    return (row) => row[persons] !== true;
  }
  return null;
}
