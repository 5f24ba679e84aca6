import { open, type FileHandle } from 'node:fs/promises';
import { toFileError } from '../to-file-error';

/** The streams of a compound file ([MS-CFB]), the envelope of .xls and of workbooks with a password. */
export type OleFile = {
  names: string[];
  /** Bytes of a stream; 0 where there is none. */
  size: (name: string) => number;
  read: (name: string) => Promise<Buffer>;
  close: () => Promise<void>;
};

const noSector = 0xffff_fff0;
const inHeader = 109;
/** Tables for two gigabytes of sectors. */
const mostTables = 1 << 15;

type Entry = { name: string; type: number; start: number; size: number };

const readEntry = (bytes: Buffer, at: number): Entry => {
  const length = Math.min(64, Math.max(0, bytes.readUInt16LE(at + 64) - 2));
  return {
    name: bytes.toString('utf16le', at, at + length),
    type: bytes[at + 66] ?? 0,
    start: bytes.readUInt32LE(at + 116),
    size: bytes.readUInt32LE(at + 120),
  };
};

/** The numbers that follow a first one, in order. Throws `RangeError` where they run in a circle. */
const followChain = (table: Buffer, start: number, most: number): number[] => {
  const numbers: number[] = [];
  for (let at = start; at < noSector && numbers.length < most;) {
    if (at * 4 + 4 > table.length || numbers.length * 4 > table.length) {
      throw new RangeError(`sector ${at} is not in the table`);
    }
    numbers.push(at);
    at = table.readUInt32LE(at * 4);
  }
  return numbers;
};

const readOle = async (file: FileHandle): Promise<Omit<OleFile, 'close'>> => {
  const readAt = async (position: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    if (bytesRead < length) throw new RangeError(`the file ends at ${position + bytesRead}`);
    return buffer;
  };
  const header = await readAt(0, 512);
  const shift = header.readUInt16LE(30);
  const miniShift = header.readUInt16LE(32);
  if (shift < 7 || shift > 16 || miniShift >= shift) throw new RangeError(`sectors of 2^${shift} bytes`);
  const sectorSize = 2 ** shift;
  const sector = async (number: number): Promise<Buffer> => readAt((number + 1) * sectorSize, sectorSize);

  // The table of sectors is itself in sectors, the first 109 of which the header names.
  const tables: number[] = [];
  const count = header.readUInt32LE(44);
  if (count > mostTables) throw new RangeError(`${count} sectors of tables`);
  for (let at = 0; at < Math.min(inHeader, count); at += 1) tables.push(header.readUInt32LE(76 + at * 4));
  let more = header.readUInt32LE(68);
  while (tables.length < count && more < noSector) {
    const list = await sector(more);
    for (let at = 0; at + 4 < sectorSize && tables.length < count; at += 4)
      tables.push(list.readUInt32LE(at));
    more = list.readUInt32LE(sectorSize - 4);
  }
  const parts: Buffer[] = [];
  for (const number of tables) parts.push(await sector(number));
  const table = Buffer.concat(parts);

  /** Sectors that follow one another in the file are read at once. */
  const readChain = async (start: number, size: number): Promise<Buffer> => {
    const numbers = followChain(table, start, Math.ceil(size / sectorSize));
    const pieces: Buffer[] = [];
    for (let at = 0; at < numbers.length;) {
      const first = numbers[at] ?? 0;
      let run = 1;
      while (numbers[at + run] === first + run) run += 1;
      const position = (first + 1) * sectorSize;
      // The last sector of a file may be cut where its stream ends.
      const isLast = at + run === numbers.length;
      const length = isLast ? Math.min(run * sectorSize, size - at * sectorSize) : run * sectorSize;
      pieces.push(await readAt(position, length));
      at += run;
    }
    const bytes = Buffer.concat(pieces);
    if (bytes.length < size) throw new RangeError(`a stream of ${size} bytes ends at ${bytes.length}`);
    return bytes;
  };

  const directoryLength = followChain(table, header.readUInt32LE(48), 1 << 13).length * sectorSize;
  const directory = await readChain(header.readUInt32LE(48), directoryLength);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const entry = readEntry(directory, at);
    if (entry.type !== 0) entries.push(entry);
  }
  const root = entries.find(({ type }) => type === 5);
  const find = (name: string): Entry | undefined => entries.find((entry) => entry.name === name);

  const readMini = async ({ start, size }: Entry): Promise<Buffer> => {
    const holder = await readChain(root?.start ?? noSector, root?.size ?? 0);
    const miniTable = await readChain(header.readUInt32LE(60), header.readUInt32LE(64) * sectorSize);
    const miniSize = 2 ** miniShift;
    const numbers = followChain(miniTable, start, Math.ceil(size / miniSize));
    const bytes = Buffer.concat(numbers.map((at) => holder.subarray(at * miniSize, (at + 1) * miniSize)));
    if (bytes.length < size) throw new RangeError(`a stream of ${size} bytes ends at ${bytes.length}`);
    return bytes.subarray(0, size);
  };

  return {
    names: entries.map(({ name }) => name),
    size: (name) => find(name)?.size ?? 0,
    read: async (name) => {
      const entry = find(name);
      if (entry === undefined) throw new RangeError(`no stream ${name}`);
      return entry.size < header.readUInt32LE(56) ? readMini(entry) : readChain(entry.start, entry.size);
    },
  };
};

/** Opens a compound file. Throws `RangeError` where it is not whole, and what `toFileError` makes of other failures. */
export const openOle = async (path: string): Promise<OleFile> => {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw toFileError(cause, path);
  }
  try {
    return { ...(await readOle(file)), close: async () => file.close() };
  } catch (cause) {
    await file.close();
    throw cause instanceof RangeError ? cause : toFileError(cause, path);
  }
};
