import { inflateRawSync } from 'node:zlib';
import { SaxesParser } from 'saxes';

/** A sheet as rows of cells: type attribute, style index and text of each. */
export type SheetCell = { at: string; type: string | null; style: number; text: string };

const parts = (zip: Buffer): Map<string, string> => {
  const found = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  if (at === 0xffffffff) {
    const locator = zip.lastIndexOf(Buffer.from('PK\u0006\u0007'));
    const record = Number(zip.readBigUInt64LE(locator + 8));
    at = Number(zip.readBigUInt64LE(record + 48));
  }
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const method = zip.readUInt16LE(at + 10);
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    let size = zip.readUInt32LE(at + 20);
    let start = zip.readUInt32LE(at + 42);
    // Sizes that do not fit stand in the extra field, in this order.
    for (let extra = at + 46 + nameLength; extra < at + 46 + nameLength + extraLength;) {
      let place = extra + 4;
      if (zip.readUInt16LE(extra) === 1) {
        if (zip.readUInt32LE(at + 24) === 0xffffffff) place += 8;
        if (size === 0xffffffff) {
          size = Number(zip.readBigUInt64LE(place));
          place += 8;
        }
        if (start === 0xffffffff) start = Number(zip.readBigUInt64LE(place));
      }
      extra += 4 + zip.readUInt16LE(extra + 2);
    }
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const bytes = zip.subarray(data, data + size);
    found.set(name, (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'));
    at += 46 + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  return found;
};

const readSheet = (xml: string): SheetCell[][] => {
  const rows: SheetCell[][] = [];
  let cell: SheetCell | null = null;
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') rows.push([]);
    if (name !== 'c') return;
    cell = {
      at: attributes['r'] ?? '',
      type: attributes['t'] ?? null,
      style: Number(attributes['s'] ?? 0),
      text: '',
    };
    rows.at(-1)?.push(cell);
  });
  parser.on('text', (text) => {
    if (cell !== null) cell.text += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'c') cell = null;
  });
  parser.write(xml).close();
  return rows;
};

/** Reads a workbook far enough to see what stands in its sheets; everything in it has to be well-formed. */
export const readWorkbook = (zip: Buffer): { sheets: SheetCell[][][]; formats: string[] } => {
  const all = parts(zip);
  const sheets = [...all.keys()].filter((name) => /worksheets\/sheet\d+\.xml$/.test(name)).sort();
  const styles = all.get('xl/styles.xml') ?? '';
  return {
    sheets: sheets.map((name) => readSheet(all.get(name) ?? '')),
    formats: [...styles.matchAll(/formatCode="([^"]+)"/g)].map(([, code = '']) => code),
  };
};
