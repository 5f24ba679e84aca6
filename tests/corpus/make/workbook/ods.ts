import type { CorpusCase } from '../model';
import { sheetTable } from './cells';
import { zip } from './zip';

const spaces = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'office:version="1.2"',
].join(' ');
const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';

/** An OpenDocument workbook of one sheet whose rows are given as XML, and what stands behind the sheet. */
export const ods = (rows: string, behind = ''): Buffer =>
  zip([
    { name: 'mimetype', content: mimetype },
    {
      name: 'META-INF/manifest.xml',
      content: `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="${mimetype}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    },
    {
      name: 'content.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces}><office:body><office:spreadsheet><table:table table:name="Data">${rows}</table:table>${behind}</office:spreadsheet></office:body></office:document-content>`,
    },
  ]);

export const odsText = (inner: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${inner}</text:p></table:table-cell>`;
const typed = (type: string, attribute: string, value: string, shown: string): string =>
  `<table:table-cell office:value-type="${type}" office:${attribute}="${value}"><text:p>${shown}</text:p></table:table-cell>`;
export const odsRow = (cells: readonly string[], attributes = ''): string =>
  `<table:table-row${attributes === '' ? '' : ` ${attributes}`}>${cells.join('')}</table:table-row>`;
const empty = (count: number): string => `<table:table-cell table:number-columns-repeated="${count}"/>`;

/** OpenDocument workbooks written by hand, for what LibreOffice writes seldom. */
export const odsCases: CorpusCase[] = [
  {
    name: 'repeats.ods',
    why: 'OpenDocument counts equal cells and rows instead of writing them; a row said twice is two records, and a million empty ones are none.',
    write: () =>
      ods(
        [
          odsRow([odsText('Name'), odsText('Note'), odsText('No'), empty(16381)]),
          odsRow([odsText('Ada'), odsText('x'), typed('float', 'value', '1', '1'), empty(16381)]),
          odsRow(
            [odsText('Bo'), empty(1), typed('float', 'value', '2', '2')],
            'table:number-rows-repeated="2"',
          ),
          odsRow([empty(16384)], 'table:number-rows-repeated="3"'),
          odsRow([
            `<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>same</text:p></table:table-cell>`,
            typed('float', 'value', '3', '3'),
          ]),
          odsRow([empty(16384)], 'table:number-rows-repeated="1048568"'),
        ].join(''),
      ),
    reading: sheetTable(
      'Data',
      ['Name', 'Note', 'No'],
      [
        [1, 2, ['Ada', 'x', '1']],
        [2, 3, ['Bo', '', '2']],
        [3, 4, ['Bo', '', '2']],
        [4, 8, ['same', 'same', '3']],
      ],
      { blankLines: 3, findings: [['blank-lines', 3]] },
    ),
  },
  {
    name: 'texts.ods',
    why: 'Blanks, tabs and breaks are elements in OpenDocument; a comment in a cell is none of its text, a link’s words are.',
    write: () =>
      ods(
        [
          odsRow([odsText('Name'), odsText('Note')]),
          odsRow([odsText('blanks'), odsText('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d')]),
          odsRow([
            odsText('paragraphs'),
            '<table:table-cell office:value-type="string"><text:p>one</text:p><text:p/><text:p>three</text:p></table:table-cell>',
          ]),
          odsRow([
            odsText('comment'),
            '<table:table-cell office:value-type="string"><office:annotation><dc:creator>Ada</dc:creator><text:p>Ask me</text:p></office:annotation><text:p>value</text:p></table:table-cell>',
          ]),
          odsRow([
            odsText('link'),
            odsText('see <text:a xlink:href="https://ada.example">her site</text:a>.'),
          ]),
          odsRow([odsText('runs'), odsText('<text:span>two </text:span><text:span>runs</text:span>')]),
          odsRow([
            odsText('value of its own'),
            '<table:table-cell office:value-type="string" office:string-value="kept"><text:p>shown</text:p></table:table-cell>',
          ]),
        ].join(''),
      ),
    reading: sheetTable(
      'Data',
      ['Name', 'Note'],
      [
        [1, 2, ['blanks', 'a   b\tc\nd']],
        [2, 3, ['paragraphs', 'one\n\nthree']],
        [3, 4, ['comment', 'value']],
        [4, 5, ['link', 'see her site.']],
        [5, 6, ['runs', 'two runs']],
        [6, 7, ['value of its own', 'kept']],
      ],
    ),
  },
  {
    name: 'types.ods',
    why: 'Each value stands in an attribute beside the words that are shown; the value is what is read.',
    write: () =>
      ods(
        [
          odsRow(['Name', 'Day', 'At', 'Time', 'Active', 'Price', 'Share', 'Long'].map(odsText)),
          odsRow([
            odsText('a'),
            typed('date', 'date-value', '2026-03-04', '04.03.26'),
            typed('date', 'date-value', '2026-03-04T05:06:07', '04.03.26 05:06'),
            typed('time', 'time-value', 'PT12H00M00S', '12 Uhr'),
            typed('boolean', 'boolean-value', 'true', 'WAHR'),
            typed('currency', 'value', '1200.5', '1.200,50 €'),
            typed('percentage', 'value', '0.05', '5 %'),
            typed('float', 'value', '1.1000000000000001', '1,1'),
          ]),
          odsRow(
            [
              odsText('b'),
              typed('date', 'date-value', '2024-02-29', '29. Februar'),
              typed('date', 'date-value', '2024-02-29T23:59:59.125000000', 'spät'),
              typed('time', 'time-value', 'PT36H30M00S', '36:30'),
              typed('boolean', 'boolean-value', 'false', 'FALSCH'),
              typed('currency', 'value', '-3', '-3 €'),
              typed('percentage', 'value', '0.125', '13 %'),
              typed('float', 'value', '4929123456789120', '4,93E+15'),
            ],
            'table:visibility="filter"',
          ),
        ].join(''),
      ),
    reading: sheetTable(
      'Data',
      ['Name', 'Day', 'At', 'Time', 'Active', 'Price', 'Share', 'Long'],
      [
        [1, 2, ['a', '2026-03-04', '2026-03-04T05:06:07', '12:00:00', 'true', '1200.5', '5%', '1.1']],
        [
          2,
          3,
          [
            'b',
            '2024-02-29',
            '2024-02-29T23:59:59.125',
            '36:30:00',
            'false',
            '-3',
            '12.5%',
            '4929123456789120',
          ],
        ],
      ],
      {
        findings: [
          ['filtered-rows', 1],
          ['rounded-numbers', 1, 'Long'],
        ],
      },
    ),
  },
];
