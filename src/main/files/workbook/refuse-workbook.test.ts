import { describe, expect, it } from 'vitest';
import { writeOds } from '../../../../tests/workbooks/write-ods';
import { textRow, toXlsxParts, writeXlsx, type BookXml } from '../../../../tests/workbooks/write-xlsx';
import { writeZip, type ZipPart } from '../../../../tests/workbooks/write-zip';
import { readBytes } from './read-test-book';

const rows = textRow(1, ['Name', 'City']) + textRow(2, ['Anna', 'Bonn']) + textRow(3, ['Ben', 'Graz']);
const book: BookXml = { sheets: [{ name: 'S', rows }] };
const sheetPart = 'xl/worksheets/sheet1.xml';

/** The workbook with one of its parts changed. */
const withPart = (name: string, change: (part: ZipPart) => ZipPart): Buffer =>
  writeZip(toXlsxParts(book).map((part) => (part.name === name ? change(part) : part)));
const withSheet = (xml: string): Buffer => withPart(sheetPart, (part) => ({ ...part, data: xml }));
const inSheet = (data: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`;

const whole = writeXlsx(book);
const html =
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>Name</td></tr></table></body></html>';
const excelXml =
  '<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>';
const manifest =
  '<manifest:manifest xmlns:manifest="urn:m"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';

describe('is refused in words of its own', () => {
  it.each<[string, Buffer, string]>([
    ['a zip cut in half', whole.subarray(0, whole.length >> 1), 'file.workbook-cut'],
    ['a zip that ends in its list of parts', whole.subarray(0, -30), 'file.workbook-cut'],
    ['the first bytes of a zip alone', whole.subarray(0, 8), 'file.workbook-cut'],
    ['an .xlsb', writeZip([{ name: 'xl/workbook.bin', data: 'x' }]), 'file.binary-workbook'],
    ['a document', writeZip([{ name: '[Content_Types].xml', data: '<Types/>' }]), 'file.not-workbook'],
    ['an archive', writeZip([{ name: 'people.csv', data: 'a,b' }]), 'file.not-workbook'],
    ['a text document', writeOds('', '', [], 'application/vnd.oasis.opendocument.text'), 'file.not-workbook'],
    [
      'an .ods with a password',
      writeOds('', '', [{ name: 'META-INF/manifest.xml', data: manifest }]),
      'file.password',
    ],
    ['a zip with a password', writeZip([{ name: 'a.xlsx', data: 'x', encrypted: true }]), 'file.password'],
    ['a web page named .xls', Buffer.from(html), 'file.html-table'],
    [
      'a table of a page alone',
      Buffer.from('\r\n<div>\r\n<table border="1"><tr><td>Name</td></tr></table></div>'),
      'file.html-table',
    ],
    ['a web page in UTF-16', Buffer.from(`\ufeff${html}`, 'utf16le'), 'file.html-table'],
    [
      'a page saved as one file',
      Buffer.from(`MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n${html}`),
      'file.html-table',
    ],
    ['JSON', Buffer.from('\ufeff{ "records" : [] }'), 'file.json'],
    ['a list in JSON', Buffer.from('[\n  {"Name":"Ada"}]'), 'file.json'],
    ['lists in JSON', Buffer.from('[["Name","No"],["Ada",1]]'), 'file.json'],
    ['other XML', Buffer.from('<?xml version="1.0"?>\n<people/>'), 'file.xml'],
    ['a spreadsheet in XML', Buffer.from(`\ufeff${excelXml}`), 'file.xml-spreadsheet'],
    ['XML that breaks off', withSheet('<worksheet><sheetData><row r="1"><c r="A1"'), 'file.workbook-damaged'],
    [
      'bytes that are no UTF-8',
      withPart(sheetPart, (part) => ({ ...part, data: Buffer.from(`${inSheet(rows)}\xff`, 'latin1') })),
      'file.workbook-damaged',
    ],
    [
      'a sum that does not fit',
      withPart(sheetPart, (part) => ({ ...part, claims: { crc: 1 } })),
      'file.workbook-damaged',
    ],
    [
      'a size that is too large',
      withPart(sheetPart, (part) => ({ ...part, claims: { size: 5000 } })),
      'file.workbook-damaged',
    ],
    [
      'a size that is too small',
      withPart(sheetPart, (part) => ({ ...part, claims: { size: 100 } })),
      'file.too-packed',
    ],
    [
      'a part twice',
      writeZip([...toXlsxParts(book), { name: 'XL/worksheets/Sheet1.xml', data: '<x/>' }]),
      'file.workbook-damaged',
    ],
    [
      'a text that is not there',
      withSheet(inSheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')),
      'file.workbook-damaged',
    ],
    ['a row twice', withSheet(inSheet(textRow(1, ['A']) + textRow(1, ['1']))), 'file.workbook-damaged'],
    [
      'a cell twice',
      withSheet(inSheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')),
      'file.workbook-damaged',
    ],
    [
      'a cell of another row',
      withSheet(inSheet('<row r="1"><c r="A2"><v>1</v></c></row>')),
      'file.workbook-damaged',
    ],
    ['a document type', withSheet(`<!DOCTYPE x [<!ENTITY a "b">]>${inSheet(rows)}`), 'file.entities'],
    [
      'an entity nobody declared',
      withSheet(inSheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>')),
      'file.workbook-damaged',
    ],
    [
      'no cells',
      writeXlsx({ sheets: [{ name: 'S', rows: '<row r="5"><c r="A5" s="0"/></row>' }] }),
      'file.no-cells',
    ],
    ['no sheets', writeXlsx({ sheets: [] }), 'file.no-cells'],
    ['a header and nothing else', withSheet(inSheet(textRow(1, ['Name']))), 'file.header-only'],
    [
      'more columns than a record has fields',
      withSheet(inSheet('<row r="1"><c r="A1" t="str"><v>A</v></c><c r="XFD1" t="str"><v>Z</v></c></row>')),
      'file.too-wide',
    ],
  ])('%s', async (_, bytes, code) => {
    await expect(readBytes(bytes, {}, 'book.xls')).rejects.toMatchObject({ code });
  });

  it('a part that unpacks to a thousand times its size', async () => {
    const bomb = withPart('xl/sharedStrings.xml', (part) => part);
    const parts = toXlsxParts({ ...book, strings: ' '.repeat(40 * 2 ** 20) });
    await expect(readBytes(writeZip(parts))).rejects.toMatchObject({ code: 'file.too-packed' });
    await expect(readBytes(bomb)).resolves.toMatchObject({ header: ['Name', 'City'] });
  });

  it('a cell of many megabytes, named by row and column', async () => {
    const cell = (text: string): string =>
      `${textRow(1, ['A', 'B'])}<row r="2"><c r="B2" t="str"><v>${text}</v></c></row>`;
    const letters = Array.from({ length: 50_000 }, (_, at) => `${at * 7919} letters without an end `).join(
      '',
    );
    await expect(readBytes(withSheet(inSheet(cell(letters.repeat(6)))))).rejects.toMatchObject({
      code: 'file.huge-cell',
      params: { line: 2, column: 2 },
    });
  });
});

it('reads a workbook whatever its name says, macros and templates too', async () => {
  expect((await readBytes(whole, {}, 'export.csv')).header).toEqual(['Name', 'City']);
  for (const mainType of [
    'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml',
  ]) {
    expect((await readBytes(writeXlsx({ ...book, mainType }))).cells).toHaveLength(2);
  }
});

it('takes text for text, even where it begins like markup', async () => {
  const { header } = await readBytes(Buffer.from('<name>,<city>\nAnna,Bonn\n'), {}, 'people.csv');
  expect(header).toEqual(['<name>', '<city>']);
  await expect(readBytes(Buffer.from('a,b\n1,2\n'), { sheet: 'S' })).rejects.toMatchObject({
    code: 'file.no-sheets',
  });
});
