import type { OrgRecord } from './org-session';

/** How a cell of the sheet is to be understood. */
export type Kind = 'text' | 'day' | 'comma-number' | 'dot-number' | 'yes-no';

/** Which column goes to which field, as the judge knows it; nothing of this comes from the program. */
export type FieldPlan = { column: string; field: string; kind: Kind };

export const CONTACT_PLAN: readonly FieldPlan[] = [
  { column: 'Contact No', field: 'Contact_No__c', kind: 'text' },
  { column: 'Salutation', field: 'Salutation', kind: 'text' },
  { column: 'First name', field: 'FirstName', kind: 'text' },
  { column: 'Surname', field: 'LastName', kind: 'text' },
  { column: 'E-mail', field: 'Email', kind: 'text' },
  { column: 'Mobile', field: 'MobilePhone', kind: 'text' },
  { column: 'Phone', field: 'Phone', kind: 'text' },
  { column: 'Role', field: 'Site_Role__c', kind: 'text' },
  { column: 'Lead source', field: 'LeadSource', kind: 'text' },
  { column: 'Account No', field: 'Account.Account_No__c', kind: 'text' },
  { column: 'Street', field: 'MailingStreet', kind: 'text' },
  { column: 'Postal code', field: 'MailingPostalCode', kind: 'text' },
  { column: 'City', field: 'MailingCity', kind: 'text' },
  { column: 'Country', field: 'MailingCountry', kind: 'text' },
  { column: 'Start date', field: 'Contract_Start__c', kind: 'day' },
  { column: 'Annual budget', field: 'Annual_Budget__c', kind: 'comma-number' },
  { column: 'Newsletter', field: 'Newsletter__c', kind: 'yes-no' },
  { column: 'Meter No', field: 'Meter_No__c', kind: 'text' },
  { column: 'Notes (internal)', field: 'Description', kind: 'text' },
];

/** The value a filled cell stands for; undefined where the cell is blank and so leaves the field alone. */
export function readCell(cell: string, kind: Kind): string | number | boolean | undefined {
  const text = cell.trim();
  if (text === '') return undefined;
  switch (kind) {
    case 'text':
      return text.replaceAll('\r\n', '\n');
    case 'day': {
      const [day = '', month = '', year = ''] = text.split('.');
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    }
    case 'comma-number':
      return Number(text.split('.').join('').replace(',', '.'));
    case 'dot-number':
      return Number(text);
    case 'yes-no':
      return text === 'ja' ? true : text === 'nein' ? false : undefined;
    default:
      return kind satisfies never;
  }
}

const settle = (value: OrgRecord[string] | undefined): string | number | boolean | null =>
  typeof value === 'string' ? value.trim() || null : (value ?? null);

/** Fields in which a record is not what the sheet says, in words. `before` is the record as it was, if it was. */
export function findDifferences(
  cells: ReadonlyMap<string, string>,
  record: OrgRecord,
  before: OrgRecord | null,
  plan: readonly FieldPlan[],
): string[] {
  const differences: string[] = [];
  for (const { column, field, kind } of plan) {
    const stated = readCell(cells.get(column) ?? '', kind);
    const left = before === null ? (kind === 'yes-no' ? false : null) : settle(before[field]);
    const wanted = stated ?? left;
    const found = settle(record[field]);
    if (found !== wanted) {
      differences.push(`${field} is ${JSON.stringify(found)}, the sheet says ${JSON.stringify(wanted)}`);
    }
  }
  return differences;
}
