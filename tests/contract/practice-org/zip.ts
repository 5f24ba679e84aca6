import { crc32, deflateRawSync } from 'node:zlib';

const DEFLATED = 8;

function header(
  signature: number,
  size: number,
  fields: readonly [at: number, bytes: 2 | 4, value: number][],
): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  for (const [at, width, value] of fields) {
    if (width === 2) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt32LE(value, at);
  }
  return bytes;
}

/** A zip file of these files, deflated, in their order. */
export function makeZip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const named = Buffer.from(name);
    const sizes = [crc32(data), packed.length, data.length] as const;
    const head = header(0x04034b50, 30, [
      [4, 2, 20],
      [8, 2, DEFLATED],
      [14, 4, sizes[0]],
      [18, 4, sizes[1]],
      [22, 4, sizes[2]],
      [26, 2, named.length],
    ]);
    local.push(head, named, packed);
    const entry = header(0x02014b50, 46, [
      [4, 2, 20],
      [6, 2, 20],
      [10, 2, DEFLATED],
      [16, 4, sizes[0]],
      [20, 4, sizes[1]],
      [24, 4, sizes[2]],
      [28, 2, named.length],
      [42, 4, at],
    ]);
    central.push(entry, named);
    at += head.length + named.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const count = Object.keys(files).length;
  const end = header(0x06054b50, 22, [
    [8, 2, count],
    [10, 2, count],
    [12, 4, directory.length],
    [16, 4, at],
  ]);
  return Buffer.concat([...local, directory, end]);
}
