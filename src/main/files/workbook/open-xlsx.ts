import { basename } from 'node:path';
import { parseRange } from '../../../core/workbook/cell-reference';
import type { CellFormat } from '../../../core/workbook/number-format';
import { countFilledRows } from './count-rows';
import { parseSheet, type SheetContext } from './parse-sheet';
import { readBookParts, readRelations } from './part-map';
import { readStyles } from './read-styles';
import { readSharedStrings, type SharedStrings } from './shared-strings';
import { mergeTables, toNamedTable, type SheetBook, type SheetTable } from './sheet-book';
import { readXml } from './xml-stream';
import type { ZipParts } from './zip-parts';

const fold = (sheet: string): string => sheet.toLowerCase();
const noStrings: SharedStrings = { get: () => undefined, count: 0 };
const plain = (): CellFormat => ({ kind: 'general' });

/** Reads the part of one table; null where it names no block of cells. */
const readTablePart = async (
  zip: ZipParts,
  part: string,
  name: string,
  signal?: AbortSignal,
): Promise<SheetTable | null> => {
  let table: SheetTable | null = null;
  await readXml(
    zip.read(part, signal),
    {
      open: (element, attributes) => {
        if (element === 'table') {
          const range = parseRange(attributes['ref'] ?? '');
          const { displayName, name: ownName, headerRowCount = '1', totalsRowCount = '0' } = attributes;
          if (range === null) return;
          table = {
            name: displayName ?? ownName ?? '',
            range,
            hasHeader: headerRowCount !== '0',
            hasTotals: totalsRowCount !== '0',
            columns: [],
            isFiltered: false,
            isNamed: false,
          };
        } else if (element === 'tableColumn') table?.columns.push(attributes['name'] ?? '');
        else if (element === 'filterColumn' && table !== null) table.isFiltered = true;
      },
    },
    { name },
  );
  return table;
};

/** Opens a workbook in Office Open XML (.xlsx and .xlsm; macros are never looked at). */
export const openXlsx = async (zip: ZipParts, path: string, signal?: AbortSignal): Promise<SheetBook> => {
  const name = basename(path);
  const parts = await readBookParts(zip, name, signal);
  let context: Promise<SheetContext> | null = null;
  const partOf = (sheet: number): string => parts.sheets[sheet]?.part ?? '';

  const loadContext = async (): Promise<SheetContext> => ({
    name,
    is1904: parts.is1904,
    strings:
      parts.sharedStrings === null
        ? noStrings
        : await readSharedStrings(zip, parts.sharedStrings, name, signal),
    formatOf: parts.styles === null ? plain : await readStyles(zip, parts.styles, name, signal),
  });

  const namedOn = (sheet: number): SheetTable[] =>
    parts.names.flatMap(({ name: named, area, scope }) => {
      const isElsewhere =
        fold(parts.sheets[sheet]?.name ?? '') !== fold(area.sheet) ||
        (scope !== null && scope !== parts.sheets[sheet]?.tab);
      return isElsewhere ? [] : (toNamedTable(named, area.range) ?? []);
    });

  const tablesOf: SheetBook['tablesOf'] = async (sheet, given) => {
    const relations = await readRelations(zip, partOf(sheet), name, given);
    const tables: SheetTable[] = [];
    for (const { type, target } of relations) {
      if (type !== 'table' || !zip.has(target)) continue;
      const table = await readTablePart(zip, target, name, given);
      if (table !== null) tables.push(table);
    }
    return mergeTables(tables, namedOn(sheet));
  };

  return {
    kind: 'xlsx',
    is1904: parts.is1904,
    sheets: parts.sheets.map(({ name: sheet, hidden }) => ({ name: sheet, hidden })),
    countRows: async (given) => {
      const counts: number[] = [];
      for (const { part } of parts.sheets) counts.push(await countFilledRows(zip.read(part, given)));
      return counts;
    },
    tablesOf,
    readRows: async (sheet, taking) => {
      context ??= loadContext();
      const part = partOf(sheet);
      const chunks = zip.read(part, taking.signal);
      const facts = await parseSheet(chunks, zip.size(part), await context, taking);
      const filtered = (await tablesOf(sheet, taking.signal)).filter(({ isFiltered }) => isFiltered);
      return { ...facts, filters: [...facts.filters, ...filtered.map(({ range }) => range)] };
    },
    close: () => zip.close(),
  };
};
