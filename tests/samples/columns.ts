/** The header row of the sample, in its order. */
export const COLUMNS = [
  'Contact No',
  'Salutation',
  'First name',
  'Surname',
  'E-mail',
  'Mobile',
  'Phone',
  'Role',
  'Lead source',
  'Account No',
  'Street',
  'Postal code',
  'City',
  'Country',
  'Start date',
  'Annual budget',
  'Newsletter',
  'Meter No',
  'Notes (internal)',
] as const;

export type Column = (typeof COLUMNS)[number];

/** One row of the sheet: the text of every cell, and cells that stand beyond the header. */
export type Contact = { row: number; cells: Record<Column, string>; beyond: string[] };

/** Rows of the sheet; row N is meant to be contact number N. */
export const ROWS = 5000;

/** Contacts up to this number are in the practice org before the load: they are updated, later ones created. */
export const LAST_KNOWN = 1500;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export const contactNo = (row: number): string => `C-${pad(row, 6)}`;
export const accountNo = (n: number): string => `A-${10_000 + n}`;
export const serial = (row: number): string => pad(row, 6);
