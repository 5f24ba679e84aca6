import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import type { OdsBlock } from './ods-block';
import { parseOds } from './parse-ods';
import { readOdsStyles } from './read-ods-styles';
import { mergeTables, toNamedTable, type SheetBook } from './sheet-book';
import { readXml } from './xml-stream';
import type { ZipParts } from './zip-parts';

const content = 'content.xml';

/** A protected OpenDocument file is an ordinary zip whose list of parts says how each is enciphered. */
const refuseProtected = async (zip: ZipParts, name: string): Promise<void> => {
  const manifest = 'META-INF/manifest.xml';
  if (!zip.has(manifest)) return;
  await readXml(
    zip.read(manifest),
    {
      open: (element) => {
        if (element === 'encryption-data') throw new AppError('file.password', { name });
      },
    },
    { name },
  );
};

/** Opens an OpenDocument spreadsheet (.ods). */
export const openOds = async (zip: ZipParts, path: string, signal?: AbortSignal): Promise<SheetBook> => {
  const name = basename(path);
  await refuseProtected(zip, name);
  const styles = await readOdsStyles(zip, name);
  const sheets: { name: string; hidden: boolean; rows: number }[] = [];
  let is1904 = false;
  const blocks: OdsBlock[] = [];
  await parseOds(zip.read(content, signal), zip.size(content), name, styles, {
    begin: (_, sheet, hidden) => {
      sheets.push({ name: sheet, hidden, rows: 0 });
      return true;
    },
    firstDay: (day) => {
      is1904 = day.startsWith('1904');
    },
    block: (block) => blocks.push(block),
    take: () => {
      const current = sheets.at(-1);
      if (current !== undefined) current.rows += 1;
      return true;
    },
  });
  return {
    kind: 'ods',
    is1904,
    sheets: sheets.map(({ name: sheet, hidden }) => ({ name: sheet, hidden })),
    countRows: async () => sheets.map(({ rows }) => rows),
    tablesOf: async (sheet) => {
      const on = blocks.filter(
        ({ area, scope }) => area.sheet === sheets[sheet]?.name && (scope ?? sheet) === sheet,
      );
      const tables = on.flatMap(({ name: named, area, ...block }) => {
        const table = toNamedTable(named, area.range);
        return table === null ? [] : { ...table, ...block.database };
      });
      return mergeTables(
        tables.filter(({ isNamed }) => !isNamed),
        tables.filter(({ isNamed }) => isNamed),
      );
    },
    readRows: async (sheet, taking) => {
      let current = -1;
      return parseOds(zip.read(content, taking.signal), zip.size(content), name, styles, {
        ...taking,
        begin: (at) => {
          current = at;
          return at === sheet;
        },
        isDone: () => current > sheet,
      });
    },
    close: () => zip.close(),
  };
};
