/*
 * Writes the files of the corpus that come from packages of the registry: hucre, which the program writes its own
 * exports with, and ExcelJS, which is installed for this alone in a folder of its own:
 *
 *     npm install --prefix FOLDER exceljs@4.4.0
 *     node tests/corpus/make/office/write-package-files.mjs FOLDER
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { writeXlsx } from 'hucre';

const files = resolve(import.meta.dirname, '../../files');

const header = ['Name', 'Day', 'Active', 'No'];
const rows = [
  ['Ada', new Date(Date.UTC(2026, 2, 4)), true, 1.5],
  ['=not a formula', new Date(Date.UTC(2024, 1, 29)), false, -2],
];

await writeFile(
  join(files, 'hucre.xlsx'),
  await writeXlsx({ sheets: [{ name: 'Data', rows: [header, ...rows] }] }),
);

const folder = process.argv[2];
if (folder !== undefined) {
  const { Workbook } = createRequire(join(resolve(folder), 'package.json'))('exceljs');
  const book = new Workbook();
  const sheet = book.addWorksheet('Data', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow(header);
  for (const row of rows) sheet.addRow(row);
  sheet.addRow([
    { richText: [{ text: 'Rich ' }, { text: 'text', font: { bold: true } }] },
    null,
    null,
    { formula: '1+2', result: 3 },
  ]);
  sheet.autoFilter = 'A1:D1';
  await book.xlsx.writeFile(join(files, 'exceljs.xlsx'));
}
