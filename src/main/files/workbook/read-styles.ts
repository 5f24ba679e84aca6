import { builtInFormat, readNumberFormat, type CellFormat } from '../../../core/workbook/number-format';
import { readXml } from './xml-stream';
import type { ZipParts } from './zip-parts';

const general: CellFormat = { kind: 'general' };

/** The number format of each cell style, by the number cells name it by. */
export const readStyles = async (
  zip: ZipParts,
  part: string,
  name: string,
  signal?: AbortSignal,
): Promise<(style: number) => CellFormat> => {
  const codes = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let inCellStyles = false;
  await readXml(
    zip.read(part, signal),
    {
      open: (element, attributes) => {
        if (element === 'numFmt') {
          codes.set(Number(attributes['numFmtId']), readNumberFormat(attributes['formatCode'] ?? ''));
        } else if (element === 'cellXfs') {
          inCellStyles = true;
        } else if (element === 'xf' && inCellStyles) {
          const id = Number(attributes['numFmtId'] ?? '0');
          formats.push(codes.get(id) ?? builtInFormat(id));
        }
      },
      close: (element) => {
        if (element === 'cellXfs') inCellStyles = false;
      },
    },
    { name },
  );
  return (style) => formats[style] ?? general;
};
