import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { positionOf, readValue, type Table } from '../store/table';
import type { RecordInput } from './record-input';
import { refuse, type RowError } from './row-error';
import { draftRow } from './draft-row';
import { storeRow, type Transaction } from './transaction';

/** Account fields of a person and the contact fields that mirror them. */
const MIRRORED = [
  ['FirstName', 'FirstName'],
  ['LastName', 'LastName'],
  ['Salutation', 'Salutation'],
  ['PersonEmail', 'Email'],
  ['PersonMobilePhone', 'MobilePhone'],
  ['PersonTitle', 'Title'],
  ['PersonBirthdate', 'Birthdate'],
  ['Newsletter__pc', 'Newsletter__c'],
] as const;

/**
 * Makes an account with a last name a person: its name comes from its parts and must not be sent. Answers
 * what refuses it, or null; business accounts pass untouched.
 */
export function settlePerson(
  org: Org,
  table: Table,
  row: Value[],
  { targets, values }: RecordInput,
  before: readonly Value[] | null,
): RowError | null {
  if (!org.settings.personAccounts || table.def.name !== 'Account') return null;
  const read = (name: string): Value => readValue(table, row, name);
  const lastName = read('LastName');
  const wasPerson = before !== null && before[positionOf(table, 'IsPersonAccount')] === true;
  if (!wasPerson && (before !== null || lastName === null || lastName === '')) return null;
  const name = positionOf(table, 'Name');
  const named = targets.findIndex((target) => target.position === name);
  if (values[named] !== undefined && values[named] !== null)
    return refuse(
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      'Name',
    );
  row[positionOf(table, 'IsPersonAccount')] = true;
  row[name] = [read('FirstName'), lastName].filter((part) => part !== null && part !== '').join(' ');
  return null;
}

/** Writes the hidden contact of a person account. */
export function mirrorPerson(org: Org, table: Table, row: Value[], transaction: Transaction): void {
  const contacts = org.tables.get('contact');
  if (!contacts || table.def.name !== 'Account' || readValue(table, row, 'IsPersonAccount') !== true) return;
  const link = positionOf(table, 'PersonContactId');
  const known = contacts.rows.get(String(row[link] ?? ''));
  const contact = known ? [...known] : draftRow(contacts, transaction.userId, transaction.now);
  contact[positionOf(contacts, 'AccountId')] = row[POSITION.Id] ?? null;
  for (const [from, to] of MIRRORED) contact[positionOf(contacts, to)] = readValue(table, row, from);
  row[link] = contact[POSITION.Id] ?? null;
  storeRow(transaction, contacts, contact);
}
