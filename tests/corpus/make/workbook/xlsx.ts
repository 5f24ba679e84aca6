import { zip, type Part } from './zip';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const transitional = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  office: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
const strict = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  office: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};
const packages = 'http://schemas.openxmlformats.org/package/2006';
const typeBase = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A row of a sheet: its number, the XML of its cells, and attributes such as `hidden="1"`. */
export type SheetRow = [row: number, cells: string[], attributes?: string];

export type Sheet = {
  name: string;
  rows: readonly SheetRow[];
  state?: 'hidden' | 'veryHidden';
  /** XML that stands before and behind the rows: columns, filters, merged cells. */
  before?: string;
  behind?: string;
  /** A table of Excel over a part of the sheet. */
  table?: { name: string; ref: string; columns: string[]; totals?: boolean };
};

export type BookOptions = {
  date1904?: boolean;
  /** The namespaces of strict Office Open XML. */
  isStrict?: boolean;
  /** A prefix before every element's name, as some writers put it. */
  prefix?: string;
  /** Rows and cells say their places. */
  references?: boolean;
  /** Shared strings stand behind the sheets in the file, which readers that stream come upon too late. */
  stringsLast?: boolean;
  activeTab?: number;
  definedNames?: string;
  /** Changes the parts before they are packed. */
  change?: (parts: Part[]) => Part[];
};

/** Collects the strings and formats of a workbook while its cells are written. */
export type Pen = {
  /** A cell with a shared string. */
  text: (place: string, value: string) => string;
  /** A cell with a shared string given as XML, for rich text. */
  rich: (place: string, xml: string) => string;
  /** A cell with a number as it stands in the file, shown by a format code where there is one. */
  number: (place: string, raw: number | string, format?: string | number) => string;
  /** A cell of any kind: its type, and what stands inside it. */
  cell: (place: string, type: string, inner: string, format?: string | number) => string;
  /** A row of texts from column A. */
  line: (row: number, ...values: string[]) => SheetRow;
};

type Collected = { strings: string[]; formats: (string | number)[] };

const openPen = ({ strings, formats }: Collected): Pen => {
  const styleOf = (format: string | number | undefined): string => {
    if (format === undefined) return '';
    if (!formats.includes(format)) formats.push(format);
    return ` s="${formats.indexOf(format) + 1}"`;
  };
  const share = (xml: string): number => {
    if (!strings.includes(xml)) strings.push(xml);
    return strings.indexOf(xml);
  };
  const rich = (place: string, xml: string): string => `<c r="${place}" t="s"><v>${share(xml)}</v></c>`;
  const text = (place: string, value: string): string =>
    rich(place, `<t xml:space="preserve">${escapeXml(value)}</t>`);
  return {
    rich,
    text,
    number: (place, raw, format) => `<c r="${place}"${styleOf(format)}><v>${raw}</v></c>`,
    cell: (place, type, inner, format) =>
      `<c r="${place}"${styleOf(format)}${type === '' ? '' : ` t="${type}"`}>${inner}</c>`,
    line: (row, ...values) => [
      row,
      values.map((value, at) => text(`${String.fromCharCode(65 + at)}${row}`, value)),
    ],
  };
};

const writeStyles = (formats: readonly (string | number)[], main: string): string => {
  const own = formats.filter((format) => typeof format === 'string');
  const ids = formats.map((format) => (typeof format === 'number' ? format : 164 + own.indexOf(format)));
  const numFmts = own
    .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`)
    .join('');
  const xfs = ids.map(
    (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  return `${declaration}<styleSheet xmlns="${main}">${own.length > 0 ? `<numFmts count="${own.length}">${numFmts}</numFmts>` : ''}<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xfs.join('')}</cellXfs></styleSheet>`;
};

const writeSheet = (sheet: Sheet, main: string, office: string): string => {
  const rows = sheet.rows
    .map(
      ([row, cells, attributes = '']) =>
        `<row r="${row}"${attributes === '' ? '' : ` ${attributes}`}>${cells.join('')}</row>`,
    )
    .join('');
  const table =
    sheet.table === undefined ? '' : '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>';
  return `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}">${sheet.before ?? ''}<sheetData>${rows}</sheetData>${sheet.behind ?? ''}${table}</worksheet>`;
};

const writeTable = (
  { name, ref, columns, totals = false }: NonNullable<Sheet['table']>,
  main: string,
): string =>
  `${declaration}<table xmlns="${main}" id="1" name="${name}" displayName="${name}" ref="${ref}"${totals ? ' totalsRowCount="1"' : ' totalsRowShown="0"'}><tableColumns count="${columns.length}">${columns.map((column, at) => `<tableColumn id="${at + 1}" name="${escapeXml(column)}"/>`).join('')}</tableColumns></table>`;

const relations = (entries: readonly [id: string, type: string, target: string][], office: string): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${entries.map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;

/** Gives every element of the spreadsheet's own namespace a prefix. */
const addPrefix = (xml: string, prefix: string): string =>
  xml.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${prefix}:`).replaceAll(' xmlns="', ` xmlns:${prefix}="`);

const dropReferences = (xml: string): string => xml.replace(/ r="[A-Z]*\d+"/g, '');

/** A workbook as Excel writes it, part by part. */
export const xlsx = (write: (pen: Pen) => readonly Sheet[], options: BookOptions = {}): Buffer => {
  const collected: Collected = { strings: [], formats: [] };
  const sheets = write(openPen(collected));
  const { main, office } = options.isStrict === true ? strict : transitional;
  const own = (xml: string): string => (options.prefix === undefined ? xml : addPrefix(xml, options.prefix));
  const sheetParts = sheets.map((sheet, at): Part => {
    const xml = own(writeSheet(sheet, main, office));
    return {
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: options.references === false ? dropReferences(xml) : xml,
    };
  });
  const tables = sheets.flatMap((sheet, at): Part[] =>
    sheet.table === undefined
      ? []
      : [
          { name: 'xl/tables/table1.xml', content: own(writeTable(sheet.table, main)) },
          {
            name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
            content: relations([['rId1', 'table', '../tables/table1.xml']], office),
          },
        ],
  );
  const strings: Part = {
    name: 'xl/sharedStrings.xml',
    content: own(
      `${declaration}<sst xmlns="${main}" count="${collected.strings.length}" uniqueCount="${collected.strings.length}">${collected.strings.map((xml) => `<si>${xml}</si>`).join('')}</sst>`,
    ),
  };
  const listed = sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
    )
    .join('');
  const view = `<bookViews><workbookView activeTab="${options.activeTab ?? 0}"/></bookViews>`;
  const workbook = `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${options.date1904 === true ? ' date1904="1"' : ''}/>${view}<sheets>${listed}</sheets>${options.definedNames ?? ''}</workbook>`;
  const last = sheets.length;
  const parts: Part[] = [
    {
      name: '[Content_Types].xml',
      content: `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typeBase}.sheet.main+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${typeBase}.worksheet+xml"/>`).join('')}<Override PartName="/xl/sharedStrings.xml" ContentType="${typeBase}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${typeBase}.styles+xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']], office) },
    { name: 'xl/workbook.xml', content: own(workbook) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        [
          ...sheets.map((_, at): [string, string, string] => [
            `rId${at + 1}`,
            'worksheet',
            `worksheets/sheet${at + 1}.xml`,
          ]),
          [`rId${last + 1}`, 'styles', 'styles.xml'],
          [`rId${last + 2}`, 'sharedStrings', 'sharedStrings.xml'],
        ],
        office,
      ),
    },
    { name: 'xl/styles.xml', content: own(writeStyles(collected.formats, main)) },
    ...(options.stringsLast === true ? [] : [strings]),
    ...sheetParts,
    ...tables,
    ...(options.stringsLast === true ? [strings] : []),
  ];
  return zip(options.change?.(parts) ?? parts);
};
