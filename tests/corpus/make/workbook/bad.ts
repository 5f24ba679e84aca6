import type { CorpusCase } from '../model';
import { utf8 } from '../text/encode';
import { textTable } from '../text/shapes';
import { sheetTable } from './cells';
import { xlsx, type Pen, type Sheet } from './xlsx';
import { zip } from './zip';

const small = (pen: Pen): Sheet[] => [
  { name: 'Data', rows: [pen.line(1, 'Name', 'No'), pen.line(2, 'Ada', '1'), pen.line(3, 'Bo', '2')] },
];

const smallTable = sheetTable(
  'Data',
  ['Name', 'No'],
  [
    [1, 2, ['Ada', '1']],
    [2, 3, ['Bo', '2']],
  ],
);

const bombSize = 50_000_000;

const laughs = (): string => {
  const entities = Array.from({ length: 9 }, (_, at) => {
    const inner = at === 0 ? 'lol' : `&l${at - 1};`.repeat(10);
    return `<!ENTITY l${at} "${inner}">`;
  });
  return `<?xml version="1.0"?>\n<!DOCTYPE worksheet [${entities.join('')}]>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l8;</t></is></c></row></sheetData></worksheet>`;
};

const withSheet = (content: string | Uint8Array, deflate = false): Buffer =>
  xlsx(small, {
    change: (parts) =>
      parts.map((part) => (part.name === 'xl/worksheets/sheet1.xml' ? { ...part, content, deflate } : part)),
  });

/** What is handed over as a workbook and is none, or a broken or hostile one. */
export const badCases: CorpusCase[] = [
  {
    name: 'html-table.xls',
    why: 'Web applications call an HTML table .xls. Excel asks and opens it; here it needs to be saved as a workbook first.',
    write: () =>
      utf8(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>\r\n<table><tr><th>Name</th><th>No</th></tr><tr><td>Ada</td><td>1</td></tr></table></body></html>\r\n',
      ),
    refusal: { kind: 'html' },
  },
  {
    name: 'spreadsheet-2003.xls',
    why: 'XML Spreadsheet 2003, which reports still send by the name of .xls.',
    write: () =>
      utf8(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table><Row><Cell><Data ss:Type="String">Name</Data></Cell></Row><Row><Cell><Data ss:Type="String">Ada</Data></Cell></Row></Table></Worksheet></Workbook>\n',
      ),
    refusal: { kind: 'xml-spreadsheet' },
  },
  {
    name: 'json-named.csv',
    why: 'What a program answered, saved under the name of a table: it says so, rather than that it has one odd column.',
    write: () => utf8('[\n  { "Name": "Ada", "No": 1 },\n  { "Name": "Bo", "No": 2 }\n]\n'),
    refusal: { kind: 'json' },
  },
  {
    name: 'text-named.xls',
    why: 'Some programs call tab-separated text .xls. What is inside decides, and it is a plain table.',
    write: () => utf8('Name\tNo\r\nAda\t1\r\nBo\t2\r\n'),
    reading: textTable(
      'tab',
      ['Name', 'No'],
      [
        [1, 2, ['Ada', '1']],
        [2, 3, ['Bo', '2']],
      ],
    ),
  },
  {
    name: 'workbook-named.csv',
    why: 'A workbook that was renamed to .csv is read as the workbook it is.',
    write: () => xlsx(small),
    reading: smallTable,
  },
  {
    name: 'workbook-named.xls',
    why: 'An .xlsx that was renamed to .xls: what is inside decides.',
    write: () => xlsx(small),
    reading: smallTable,
  },
  {
    name: 'truncated.xlsx',
    why: 'The end of the file is missing, as after a download that broke off.',
    write: () => {
      const whole = xlsx(small);
      return whole.subarray(0, Math.floor(whole.length * 0.7));
    },
    refusal: { kind: 'cut-workbook' },
  },
  {
    name: 'wrong-checksum.xlsx',
    why: 'One byte of the sheet is not the one that was packed: the values can’t be trusted.',
    write: () => {
      const whole = xlsx(small);
      const at = whole.indexOf('<sheetData><row r="1"><c r="A1"');
      whole[at + 17] = '7'.charCodeAt(0);
      return whole;
    },
    refusal: { kind: 'damaged-workbook' },
  },
  {
    name: 'cut-sheet.xlsx',
    why: 'The zip is whole, but the sheet ends in the middle of a row, as a writer that crashed leaves it.',
    write: () =>
      withSheet(
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2" t="inl',
      ),
    refusal: { kind: 'damaged-workbook' },
  },
  {
    name: 'missing-sheet.xlsx',
    why: 'The workbook names a sheet that is not in it.',
    write: () =>
      xlsx(small, { change: (parts) => parts.filter(({ name }) => name !== 'xl/worksheets/sheet1.xml') }),
    refusal: { kind: 'damaged-workbook' },
  },
  {
    name: 'missing-string.xlsx',
    why: 'A cell points at a shared string that is not there; reading it as blank would lose its value in silence.',
    write: () =>
      xlsx(small, {
        change: (parts) =>
          parts.map(({ name, content }) => ({
            name,
            content: String(content).replace('<v>3</v>', '<v>99</v>'),
          })),
      }),
    refusal: { kind: 'damaged-workbook' },
  },
  {
    name: 'archive.xlsx',
    why: 'A zip of something else by the name of a workbook.',
    write: () => zip([{ name: 'readme.txt', content: 'Nothing to load.' }]),
    refusal: { kind: 'not-a-table' },
  },
  {
    name: 'document.xlsx',
    why: 'A text document that was renamed.',
    write: () =>
      zip([
        {
          name: '[Content_Types].xml',
          content:
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        },
        { name: 'word/document.xml', content: '<?xml version="1.0"?><w:document xmlns:w="x"/>' },
      ]),
    refusal: { kind: 'not-a-table' },
  },
  {
    name: 'binary.xlsb',
    why: 'Excel’s binary workbook is another format; it can be saved as .xlsx in Excel.',
    write: () =>
      zip([
        {
          name: '[Content_Types].xml',
          content:
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        },
        {
          name: '_rels/.rels',
          content:
            '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        },
        { name: 'xl/workbook.bin', content: Uint8Array.of(0x83, 0x01, 0x00, 0x84, 0x01, 0x00) },
        { name: 'xl/worksheets/sheet1.bin', content: Uint8Array.of(0x81, 0x01, 0x00, 0x82, 0x01, 0x00) },
      ]),
    refusal: { kind: 'binary-workbook' },
  },
  {
    name: 'entities.xlsx',
    why: 'The sheet declares entities that grow to gigabytes. No workbook needs any, so none is expanded.',
    write: () => withSheet(laughs()),
    refusal: { kind: 'unsafe-xml' },
  },
  {
    name: 'outside-entity.xlsx',
    why: 'The sheet asks for a file of this computer by an external entity. It is not opened.',
    write: () =>
      withSheet(
        '<?xml version="1.0"?>\n<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>',
      ),
    refusal: { kind: 'unsafe-xml' },
  },
  {
    name: 'bomb.xlsx',
    why: 'Fifty kilobytes that unpack to fifty megabytes of blanks, a thousand times their size.',
    passing: true,
    write: () => withSheet(Buffer.alloc(bombSize, ' '), true),
    refusal: { kind: 'zip-bomb' },
  },
  {
    name: 'noise.xlsx',
    why: 'The signature of a zip and noise behind it.',
    passing: true,
    write: () =>
      Buffer.concat([
        Buffer.from('PK\u0003\u0004', 'latin1'),
        Uint8Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 17) % 251),
      ]),
    refusal: { kind: 'damaged-workbook' },
  },
];
