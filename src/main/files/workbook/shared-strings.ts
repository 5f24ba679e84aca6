import { decodeEscapes } from '../../../core/workbook/excel-text';
import { AppError } from '../../../shared/errors/app-error';
import { longestText, readXml } from './xml-stream';
import type { ZipParts } from './zip-parts';

/**
 * The texts of a workbook, each kept once as its bytes: a million of them as strings of their own would take
 * several times the memory.
 */
export type SharedStrings = { get: (index: number) => string | undefined; count: number };

const blockSize = 1 << 20;
/** Offsets are 32 bits wide. */
const mostBytes = 2 ** 32 - 1;

type Growing = { add: (text: string) => void; finish: () => SharedStrings };

const growStrings = (refuse: () => never): Growing => {
  const blocks: Buffer[] = [];
  let block: Buffer = Buffer.alloc(0);
  let used = 0;
  let starts = new Uint32Array(1024);
  let lengths = new Uint32Array(1024);
  let count = 0;
  let base = 0;
  const bases: number[] = [];

  const openBlock = (least: number): void => {
    base += used;
    block = Buffer.allocUnsafe(Math.max(blockSize, least));
    blocks.push(block);
    bases.push(base);
    used = 0;
  };
  const grow = (numbers: Uint32Array): Uint32Array<ArrayBuffer> => {
    const larger = new Uint32Array(numbers.length * 2);
    larger.set(numbers);
    return larger;
  };
  /** The block a text lies in; blocks begin in ascending order. */
  const findBlock = (start: number): number => {
    let low = 0;
    let high = bases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((bases[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    add: (text) => {
      // Three bytes a character are the most UTF-8 takes.
      const most = text.length * 3;
      if (used + most > block.length) openBlock(most);
      if (base + used + most > mostBytes) refuse();
      if (count === starts.length) {
        starts = grow(starts);
        lengths = grow(lengths);
      }
      const length = block.write(text, used, 'utf8');
      starts[count] = base + used;
      lengths[count] = length;
      used += length;
      count += 1;
    },
    finish: () => ({
      count,
      get: (index) => {
        const start = index >= 0 && index < count ? starts[index] : undefined;
        if (start === undefined) return undefined;
        const at = findBlock(start);
        const from = start - (bases[at] ?? 0);
        return blocks[at]?.toString('utf8', from, from + (lengths[index] ?? 0));
      },
    }),
  };
};

/**
 * Reads the table of shared strings. Runs of rich text are joined; readings that stand above East Asian words
 * (`rPh`) are no part of a text.
 */
export const readSharedStrings = async (
  zip: ZipParts,
  part: string,
  name: string,
  signal?: AbortSignal,
): Promise<SharedStrings> => {
  const strings = growStrings(() => {
    throw new AppError('file.too-packed', { name });
  });
  let text = '';
  let inText = false;
  let inReading = 0;
  await readXml(
    zip.read(part, signal),
    {
      open: (element) => {
        if (element === 'si') text = '';
        else if (element === 'rPh') inReading += 1;
        else if (element === 't') inText = inReading === 0;
      },
      close: (element) => {
        if (element === 'si') strings.add(decodeEscapes(text));
        else if (element === 'rPh') inReading -= 1;
        else if (element === 't') inText = false;
      },
      text: (piece) => {
        if (!inText) return;
        text += piece;
        if (text.length > longestText) throw new AppError('file.huge-cell', { name, line: 0, column: 0 });
      },
    },
    { name },
  );
  return strings.finish();
};
