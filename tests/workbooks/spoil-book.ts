import { inflateRawSync } from 'node:zlib';
import type { Chance } from './random-book';
import { writeZip, type ZipPart } from './write-zip';

const tokens = [
  '<row r="1">',
  '</row>',
  '<c r="A1" t="s">',
  '</c>',
  '<v>',
  '</v>',
  '<v>-1</v>',
  '<f/>',
  ' t="d"',
  ' r="ZZZ99999999"',
  '&lt;',
  '&#0;',
  '&x;',
  '<!-- -->',
  '<![CDATA[',
  ']]>',
  '<?pi?>',
  '1E+308',
  '-0',
  'NaN',
  '\u0000',
  ' table:number-rows-repeated="999999999"',
  ' table:number-columns-repeated="16384"',
];

const cutText = (text: string, chance: Chance): string => {
  const at = chance.below(text.length + 1);
  switch (chance.below(4)) {
    case 0:
      return text.slice(0, at) + chance.pick(tokens) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(40));
    case 2: {
      const length = chance.below(60);
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    }
    default:
      return text.slice(0, at) + String.fromCharCode(32 + chance.below(96)) + text.slice(at + 1);
  }
};

/** The parts of a zip that `writeZip` wrote. */
const readParts = (bytes: Buffer): ZipPart[] => {
  const parts: ZipPart[] = [];
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x0403_4b50) {
    const stored = bytes.readUInt16LE(at + 8) === 0;
    const size = bytes.readUInt32LE(at + 18);
    const name = bytes.toString('utf8', at + 30, at + 30 + bytes.readUInt16LE(at + 26));
    const start = at + 30 + Buffer.byteLength(name);
    const packed = bytes.subarray(start, start + size);
    parts.push({ name, data: stored ? packed : inflateRawSync(packed), stored });
    at = start + size;
  }
  return parts;
};

/** Changes what stands in the parts and packs them again soundly, so that the reader gets to see the damage. */
export const spoilParts = (bytes: Buffer, chance: Chance): Buffer => {
  const parts = readParts(bytes);
  for (let times = 1 + chance.below(3); times > 0; times -= 1) {
    const at = chance.below(parts.length);
    const part = parts[at];
    if (part !== undefined) parts[at] = { ...part, data: cutText(String(part.data), chance) };
  }
  if (chance.below(10) === 0) parts.splice(chance.below(parts.length), 1);
  return writeZip(parts);
};

/** Changes, drops or cuts bytes of the file as it lies on the disk. */
export const spoilBytes = (bytes: Buffer, chance: Chance): Buffer => {
  const spoiled = Buffer.from(bytes);
  if (chance.below(4) === 0) return spoiled.subarray(0, chance.below(spoiled.length));
  for (let times = 1 + chance.below(4); times > 0; times -= 1) {
    spoiled[chance.below(spoiled.length)] = chance.below(256);
  }
  return spoiled;
};
