import { writeZip, type ZipPart } from './write-zip';

const spaces = [
  'office:urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  'table:urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  'text:urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  'style:urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  'number:urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0',
  'calcext:urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0',
]
  .map((space) => `xmlns:${space.slice(0, space.indexOf(':'))}="${space.slice(space.indexOf(':') + 1)}"`)
  .join(' ');

/** An OpenDocument spreadsheet: `tables` stands in the body, `styles` among the automatic styles. */
export const writeOds = (
  tables: string,
  styles = '',
  parts: readonly ZipPart[] = [],
  type = 'application/vnd.oasis.opendocument.spreadsheet',
): Buffer =>
  writeZip([
    { name: 'mimetype', data: type, stored: true },
    {
      name: 'content.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
    ...parts,
  ]);
