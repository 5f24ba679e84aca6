import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

/**
 * One file or folder inside a zip.
 *
 * @typedef {object} ZipEntry
 * @property {string} name Path with forward slashes; a folder's ends with one.
 * @property {number} method 0 stored, 8 deflated.
 * @property {number} crc
 * @property {number} packedSize Bytes in the archive.
 * @property {number} size Bytes once unpacked.
 * @property {number} mode Unix permission bits, 0 if the archive holds none.
 * @property {boolean} isEncrypted
 * @property {boolean} isLink
 * @property {number} offset Where its local header begins.
 */

// Record signatures and fixed lengths: APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const CENTRAL = { signature: 0x02014b50, length: 46 };
const LOCAL = { signature: 0x04034b50, length: 30 };
const SYMLINK = 0o120000;

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readBytes(file, position, length) {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw new Error('The zip file ends too early.');
  return bytes;
}

/**
 * Lists what a zip holds, from its central directory.
 *
 * @param {string} path
 * @returns {Promise<ZipEntry[]>}
 * @throws If it is no zip, is cut short, or is a ZIP64 archive, which is not read here.
 */
export async function readZipEntries(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tailLength = Math.min(size, END.length + END.longestComment);
    const tail = await readBytes(file, size - tailLength, tailLength);
    let end = tail.length - END.length;
    while (end >= 0 && tail.readUInt32LE(end) !== END.signature) end -= 1;
    if (end < 0) throw new Error('This is no whole zip file.');
    const count = tail.readUInt16LE(end + 10);
    const directoryLength = tail.readUInt32LE(end + 12);
    const directoryOffset = tail.readUInt32LE(end + 16);
    if (count === 0xffff || directoryOffset === 0xffffffff) throw new Error('ZIP64 archives are not read.');
    return parseDirectory(await readBytes(file, directoryOffset, directoryLength), count);
  } finally {
    await file.close();
  }
}

/**
 * @param {Buffer} directory
 * @param {number} count
 * @returns {ZipEntry[]}
 */
function parseDirectory(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL.length > directory.length || directory.readUInt32LE(at) !== CENTRAL.signature) {
      throw new Error('The zip file’s table of contents is damaged.');
    }
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + CENTRAL.length, at + CENTRAL.length + nameLength);
    const attributes = directory.readUInt32LE(at + 38) >>> 16;
    entries.push({
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: attributes & 0o777,
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      isLink: (attributes & 0o170000) === SYMLINK,
      offset: directory.readUInt32LE(at + 42),
    });
    at += CENTRAL.length + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {string} archive
 * @param {ZipEntry} entry
 * @param {string} target
 */
async function unpackEntry(archive, entry, target) {
  const file = await open(archive);
  let start;
  try {
    const header = await readBytes(file, entry.offset, LOCAL.length);
    if (header.readUInt32LE(0) !== LOCAL.signature) throw new Error(`${entry.name} is damaged.`);
    start = entry.offset + LOCAL.length + header.readUInt16LE(26) + header.readUInt16LE(28);
  } finally {
    await file.close();
  }
  let crc = 0;
  let size = 0;
  /** @param {AsyncIterable<Buffer>} source */
  async function* measure(source) {
    for await (const chunk of source) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      yield chunk;
    }
  }
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target, { mode: entry.mode || 0o644 });
  if (entry.packedSize === 0) {
    await pipeline([], output);
  } else {
    const packed = createReadStream(archive, { start, end: start + entry.packedSize - 1 });
    if (entry.method === 0) await pipeline(packed, measure, output);
    else if (entry.method === 8) await pipeline(packed, createInflateRaw(), measure, output);
    else throw new Error(`${entry.name} is packed in a way that is not read (method ${entry.method}).`);
  }
  if (crc !== entry.crc || size !== entry.size) throw new Error(`${entry.name} is damaged.`);
}

/**
 * Unpacks the chosen files of a zip, checking each one's length and checksum.
 *
 * @param {string} archive
 * @param {string} folder Where to; made if missing.
 * @param {(name: string) => string | undefined} choose The path under the folder for a file's name in the zip;
 *   undefined leaves the file out.
 * @returns {Promise<number>} How many files were written.
 * @throws On damage, on an encrypted file or a link, and on a path that would leave the folder.
 */
export async function unpackZip(archive, folder, choose = (name) => name) {
  let written = 0;
  for (const entry of await readZipEntries(archive)) {
    const chosen = entry.name.endsWith('/') ? undefined : choose(entry.name);
    if (chosen === undefined) continue;
    if (entry.isEncrypted) throw new Error(`${entry.name} is encrypted.`);
    if (entry.isLink) throw new Error(`${entry.name} is a link, which is not unpacked.`);
    const target = normalize(join(folder, chosen));
    if (!target.startsWith(normalize(folder) + sep)) throw new Error(`${entry.name} would leave its folder.`);
    await unpackEntry(archive, entry, target);
    written += 1;
  }
  return written;
}
