import { readOdsArea, type Area } from '../../../core/workbook/area-reference';
import type { SheetTable } from './sheet-book';
import type { Attributes } from './xml-stream';

/**
 * A block of cells with a name; `scope` is the sheet that alone knows it, `database` what is known of one that is kept
 * as a table.
 */
export type OdsBlock = {
  name: string;
  area: Area;
  scope: number | null;
  database: Partial<Pick<SheetTable, 'hasHeader' | 'isNamed'>>;
};

/** Names LibreOffice gives the block of a filter. */
const anonymous = /^__Anonymous_/;

/** The block an element of an OpenDocument spreadsheet names; null for any other element. */
export const readBlock = (element: string, attributes: Attributes, scope: number | null): OdsBlock | null => {
  const isDatabase = element === 'database-range';
  if (!isDatabase && element !== 'named-range') return null;
  const name = attributes['table:name'] ?? '';
  const address = attributes[isDatabase ? 'table:target-range-address' : 'table:cell-range-address'] ?? '';
  const area = readOdsArea(address);
  if (area === null || name === '' || anonymous.test(name)) return null;
  // Without a header it has no names for its columns, so it is read like any other block.
  const hasHeader = attributes['table:contains-header'] !== 'false';
  return { name, area, scope, database: isDatabase && hasHeader ? { isNamed: false } : {} };
};
