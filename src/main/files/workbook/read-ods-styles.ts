import type { CellFormat } from '../../../core/workbook/number-format';
import { readXml, type Attributes } from './xml-stream';
import type { ZipParts } from './zip-parts';

export type OdsStyles = {
  formatOf: (style: string) => CellFormat;
  /** The sheet of such a style is not shown. */
  isHidden: (style: string) => boolean;
};

const general: CellFormat = { kind: 'general' };

type Collected = {
  formats: Map<string, CellFormat>;
  dataStyles: Map<string, string>;
  parents: Map<string, string>;
  hidden: Set<string>;
};

/** Only numbers shown with leading zeros and without decimals differ from their plain value. */
const readPadding = (attributes: Attributes): CellFormat => {
  const { 'number:min-integer-digits': least = '1', 'number:decimal-places': places = '0' } = attributes;
  const digits = Number(least);
  const isPadded = digits > 1 && digits <= 255 && places === '0' && attributes['number:grouping'] !== 'true';
  return isPadded ? { kind: 'padded', pattern: '0'.repeat(digits) } : general;
};

const collect = async (zip: ZipParts, part: string, name: string, into: Collected): Promise<void> => {
  let dataStyle = '';
  let style = '';
  let hasTime = false;
  let isDone = false;
  await readXml(
    zip.read(part),
    {
      open: (element, attributes) => {
        switch (element) {
          case 'number-style':
          case 'date-style':
            dataStyle = attributes['style:name'] ?? '';
            hasTime = false;
            break;
          case 'number':
            if (dataStyle !== '') into.formats.set(dataStyle, readPadding(attributes));
            break;
          case 'hours':
          case 'minutes':
          case 'seconds':
            hasTime = true;
            break;
          case 'style': {
            style = attributes['style:name'] ?? '';
            const { 'style:data-style-name': data, 'style:parent-style-name': parent } = attributes;
            if (data !== undefined) into.dataStyles.set(style, data);
            if (parent !== undefined) into.parents.set(style, parent);
            break;
          }
          case 'table-properties':
            if (attributes['table:display'] === 'false') into.hidden.add(style);
            break;
          case 'body':
            isDone = true;
            break;
          default:
            break;
        }
      },
      close: (element) => {
        if (element === 'date-style') into.formats.set(dataStyle, { kind: hasTime ? 'datetime' : 'date' });
        if (element === 'date-style' || element === 'number-style') dataStyle = '';
      },
    },
    { name, isDone: () => isDone },
  );
};

/** The styles of an OpenDocument spreadsheet, as far as they say what a value is. */
export const readOdsStyles = async (zip: ZipParts, name: string): Promise<OdsStyles> => {
  const found: Collected = {
    formats: new Map(),
    dataStyles: new Map(),
    parents: new Map(),
    hidden: new Set(),
  };
  if (zip.has('styles.xml')) await collect(zip, 'styles.xml', name, found);
  await collect(zip, 'content.xml', name, found);
  const formatOf = (style: string): CellFormat => {
    let at: string | undefined = style;
    // A style that is its own ancestor must not hold the reader up.
    for (let steps = 0; at !== undefined && steps < 20; steps += 1) {
      const data = found.dataStyles.get(at);
      if (data !== undefined) return found.formats.get(data) ?? general;
      at = found.parents.get(at);
    }
    return general;
  };
  return { formatOf, isHidden: (style) => found.hidden.has(style) };
};
