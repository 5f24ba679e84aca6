import { open, type FileHandle } from 'node:fs/promises';
import { toFileError } from '../to-file-error';

/** The streams of a compound file ([MS-CFB]), the envelope of .xls and of workbooks with a password. */
export type OleFile = {
  names: string[];
  /** The first bytes of a stream, as many as there are up to `most`. */
  readStart: (name: string, most: number) => Promise<Buffer>;
  close: () => Promise<void>;
};

const noSector = 0xffff_fff0;
const inHeader = 109;

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

const readOle = async (file: FileHandle): Promise<Omit<OleFile, 'close'>> => {
  const readAt = async (position: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    if (bytesRead < length) throw new RangeError(`compound file ends at ${position + bytesRead}`);
    return buffer;
  };
  const header = await readAt(0, 512);
  const shift = header.readUInt16LE(30);
  if (shift < 7 || shift > 16) throw new RangeError(`sectors of 2^${shift} bytes`);
  const sectorSize = 2 ** shift;
  const perSector = sectorSize / 4;
  const sector = async (number: number): Promise<Buffer> => readAt((number + 1) * sectorSize, sectorSize);

  // The table of sectors is itself in sectors, the first 109 of which the header names.
  const tables: number[] = [];
  const count = Math.min(header.readUInt32LE(44), 1 << 20);
  for (let at = 0; at < Math.min(inHeader, count); at += 1) tables.push(header.readUInt32LE(76 + at * 4));
  let more = header.readUInt32LE(68);
  while (tables.length < count && more < noSector) {
    const list = await sector(more);
    for (let at = 0; at < perSector - 1 && tables.length < count; at += 1)
      tables.push(list.readUInt32LE(at * 4));
    more = list.readUInt32LE(sectorSize - 4);
  }
  const loaded = new Map<number, Buffer>();
  const next = async (number: number): Promise<number> => {
    const table = tables[Math.floor(number / perSector)];
    if (table === undefined || table >= noSector) return noSector;
    let entries = loaded.get(table);
    if (entries === undefined) {
      entries = await sector(table);
      loaded.set(table, entries);
    }
    return entries.readUInt32LE((number % perSector) * 4);
  };
  const chain = async (start: number, most: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    const wanted = Math.ceil(most / sectorSize);
    for (let at = start; at < noSector && parts.length < wanted; at = await next(at))
      parts.push(await sector(at));
    return Buffer.concat(parts).subarray(0, most);
  };

  const directory = await chain(header.readUInt32LE(48), 1 << 20);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const entry = readEntry(directory, at);
    if (entry.type !== 0) entries.push(entry);
  }
  const root = entries.find(({ type }) => type === 5);
  const miniSize = 2 ** header.readUInt16LE(32);
  const cutOff = header.readUInt32LE(56);

  const readMini = async (start: number, most: number): Promise<Buffer> => {
    const holder = await chain(root?.start ?? noSector, root?.size ?? 0);
    const numbers = await chain(header.readUInt32LE(60), header.readUInt32LE(64) * sectorSize);
    const parts: Buffer[] = [];
    let at = start;
    while (at < noSector && parts.length * miniSize < most) {
      parts.push(holder.subarray(at * miniSize, (at + 1) * miniSize));
      at = at * 4 + 4 <= numbers.length ? numbers.readUInt32LE(at * 4) : noSector;
    }
    return Buffer.concat(parts).subarray(0, most);
  };

  return {
    names: entries.map(({ name }) => name),
    readStart: async (name, most) => {
      const entry = entries.find((candidate) => candidate.name === name);
      if (entry === undefined) return Buffer.alloc(0);
      const length = Math.min(most, entry.size);
      return entry.size < cutOff ? readMini(entry.start, length) : chain(entry.start, length);
    },
  };
};

/** Opens a compound file. Throws `RangeError` where it is none, or not whole, and what `toFileError` makes of others. */
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
    throw toFileError(cause, path);
  }
};
