import type { Org } from '../org';
import { POSITION } from '../schema/fields';
import type { Value } from '../schema/types';
import { positionOf, readValue, type Table } from '../store/table';
import type { RecordInput } from './record-input';
import { refuse, type RowError } from './row-error';
import { draftRow } from './draft-row';
import { storeRow, type Transaction } from './transaction';

/** Fields a person's account has under the same name as a contact. */
const SHARED: ReadonlySet<string> = new Set(['FirstName', 'LastName', 'MiddleName', 'Salutation', 'Suffix']);

/** The contact field behind an account's field: `PersonEmail` is its `Email`, `X__pc` its `X__c`. */
function contactFieldOf(name: string): string | null {
  if (SHARED.has(name)) return name;
  if (name.endsWith('__pc')) return `${name.slice(0, -'__pc'.length)}__c`;
  return name.startsWith('Person') && !name.includes('__') ? name.slice('Person'.length) : null;
}

type Mirrored = { from: number; to: number };

/** Definitions never change once they are made, so what mirrors what is found once. */
const mirroredOf = new WeakMap<Table, readonly Mirrored[]>();

/** Account fields of a person and the contact fields that mirror them, as far as both are there. */
function findMirrored(accounts: Table, contacts: Table): readonly Mirrored[] {
  const known = mirroredOf.get(accounts);
  if (known) return known;
  const found = accounts.def.fields.flatMap(({ name, computed }, from) => {
    const mirror = computed === null ? contactFieldOf(name) : null;
    const to = mirror === null ? -1 : positionOf(contacts, mirror);
    const isStored = contacts.def.fields[to]?.computed === null;
    return isStored ? [{ from, to }] : [];
  });
  mirroredOf.set(accounts, found);
  return found;
}

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
  if (positionOf(table, 'IsPersonAccount') < 0) return null;
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
  if (positionOf(table, 'PersonContactId') < 0) return;
  const link = positionOf(table, 'PersonContactId');
  const known = contacts.rows.get(String(row[link] ?? ''));
  const contact = known ? [...known] : draftRow(contacts, transaction.userId, transaction.now);
  const account = positionOf(contacts, 'AccountId');
  if (account >= 0) contact[account] = row[POSITION.Id] ?? null;
  const flag = positionOf(contacts, 'IsPersonAccount');
  if (flag >= 0) contact[flag] = true;
  for (const { from, to } of findMirrored(table, contacts)) contact[to] = row[from] ?? null;
  row[link] = contact[POSITION.Id] ?? null;
  storeRow(transaction, contacts, contact);
}
