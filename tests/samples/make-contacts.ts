import { COLUMNS, LAST_KNOWN, ROWS, type Contact } from './columns';
import type { Expected } from './expected';
import { makeSoundRow } from './make-row';
import { spoilRows } from './spoil';

export const SHEET_NAME = 'contacts-autumn.csv';
export const EXPECTED_NAME = 'contacts-autumn.expected.json';

/** A cell as Excel saves it: in quotation marks only where it must be. */
const writeCell = (text: string): string =>
  /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const writeRecord = (cells: readonly string[]): string => `${cells.map(writeCell).join(';')}\r\n`;

const writeContact = ({ cells, beyond }: Contact): string =>
  writeRecord([...COLUMNS.map((column) => cells[column]), ...beyond]);

/**
 * The sample spreadsheet and what is wrong with it. The sheet is what Excel on a German Windows saves as
 * "CSV UTF-8": byte order mark, semicolons, CRLF between rows, LF inside cells.
 */
export function makeContacts(): { sheet: string; expected: Expected } {
  const contacts = Array.from({ length: ROWS }, (_, at) => makeSoundRow(at + 1));
  const defects = spoilRows(contacts);
  return {
    sheet: `\ufeff${writeRecord(COLUMNS)}${contacts.map(writeContact).join('')}`,
    expected: {
      sheet: SHEET_NAME,
      rows: ROWS,
      key: 'Contact No',
      knownInOrg: LAST_KNOWN,
      badRows: new Set(defects.flatMap(({ rows }) => rows)).size,
      defects,
    },
  };
}

const writeJson = (expected: Expected): string =>
  `${JSON.stringify(expected, null, 1).replace(/\[\s+((?:\d+,\s+)*\d+)\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\s+/g, ' ')}]`)}\n`;

/** Both files as they are kept, by name. */
export function makeSampleFiles(): ReadonlyMap<string, string> {
  const { sheet, expected } = makeContacts();
  return new Map([
    [SHEET_NAME, sheet],
    [EXPECTED_NAME, writeJson(expected)],
  ]);
}
