import { writeZip, type ZipPart } from './write-zip';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

export const escapeXml = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

export type SheetXml = {
  name: string;
  /** What stands between `<sheetData>` and its end. */
  rows: string;
  before?: string;
  after?: string;
  state?: string;
  /** Whole parts, one for each table of the sheet. */
  tables?: string[];
};

export type BookXml = {
  sheets: SheetXml[];
  /** What stands between `<sst>` and its end. */
  strings?: string;
  /** Number format codes; the style of the first is 1, style 0 is General. */
  formats?: string[];
  /** Built-in format ids, their styles follow those of `formats`. */
  builtIns?: number[];
  is1904?: boolean;
  parts?: ZipPart[];
  mainType?: string;
};

const writeStyles = ({ formats = [], builtIns = [] }: BookXml): string => {
  const codes = formats
    .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escapeXml(code)}"/>`)
    .join('');
  const ids = [0, ...formats.map((_, at) => 164 + at), ...builtIns];
  const styles = ids.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('');
  return `${declaration}<styleSheet xmlns="${main}"><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles}</cellXfs></styleSheet>`;
};

const toSheetParts = (sheet: SheetXml, at: number): ZipPart[] => {
  const { tables = [] } = sheet;
  const parts: ZipPart[] = [
    {
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: `${declaration}<worksheet xmlns="${main}" xmlns:r="${office}">${sheet.before ?? ''}<sheetData>${sheet.rows}</sheetData>${sheet.after ?? ''}</worksheet>`,
    },
    ...tables.map((data, table) => ({ name: `xl/tables/t${at}-${table}.xml`, data: declaration + data })),
  ];
  if (tables.length > 0) {
    const relations = tables
      .map(
        (_, table) =>
          `<Relationship Id="t${table}" Type="${office}/table" Target="../tables/t${at}-${table}.xml"/>`,
      )
      .join('');
    parts.push({
      name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`,
      data: `${declaration}<Relationships xmlns="${packages}/relationships">${relations}</Relationships>`,
    });
  }
  return parts;
};

/** The parts of a workbook; the sheets stand before the shared texts, as some programs write them. */
export const toXlsxParts = (book: BookXml): ZipPart[] => {
  const { sheets, strings, is1904 = false, parts = [] } = book;
  const type = book.mainType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const listed = sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${escapeXml(name)}" sheetId="${at + 7}" r:id="rId${at + 1}"${state === undefined ? '' : ` state="${state}"`}/>`,
    )
    .join('');
  const relations = [
    ...sheets.map(
      (_, at) =>
        `<Relationship Id="rId${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    ),
    `<Relationship Id="rIdS" Type="${office}/styles" Target="styles.xml"/>`,
    `<Relationship Id="rIdT" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
  ].join('');
  return [
    {
      name: '[Content_Types].xml',
      data: `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      data: `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${listed}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${declaration}<Relationships xmlns="${packages}/relationships">${relations}</Relationships>`,
    },
    ...sheets.flatMap(toSheetParts),
    { name: 'xl/styles.xml', data: writeStyles(book) },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', data: `${declaration}<sst xmlns="${main}">${strings}</sst>` }]),
    ...parts,
  ];
};

export const writeXlsx = (book: BookXml): Buffer => writeZip(toXlsxParts(book));

/** A row of inline texts. */
export const textRow = (number: number, cells: readonly string[], attributes = ''): string =>
  `<row r="${number}"${attributes}>${cells
    .map((cell, at) =>
      cell === ''
        ? ''
        : `<c r="${String.fromCharCode(65 + at)}${number}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
    )
    .join('')}</row>`;

/** A table part as Excel writes it. */
export const tableXml = (
  name: string,
  range: string,
  columns: readonly string[],
  attributes = '',
  filter = '',
): string =>
  `<table xmlns="${main}" id="1" name="${name}" displayName="${name}" ref="${range}"${attributes}><autoFilter ref="${range}">${filter}</autoFilter><tableColumns count="${columns.length}">${columns
    .map((column, at) => `<tableColumn id="${at + 1}" name="${escapeXml(column)}"/>`)
    .join('')}</tableColumns></table>`;
