import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadScript } from './load-script';

interface ZipModule {
  readZipEntries: (path: string) => Promise<{ name: string; size: number; mode: number }[]>;
  unpackZip: (
    archive: string,
    folder: string,
    choose?: (name: string) => string | undefined,
  ) => Promise<number>;
}

interface Packed {
  name: string;
  content: Buffer;
  stored?: boolean;
  mode?: number;
  flags?: number;
  crc?: number;
}

const { readZipEntries, unpackZip } = await loadScript<ZipModule>('setup/zip.mjs');

/** Writes a zip as the format's description (APPNOTE.TXT, section 4.3) has it. */
function packZip(files: Packed[], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const body = file.stored ? file.content : deflateRawSync(file.content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(file.flags ?? 0, 2);
    common.writeUInt16LE(file.stored ? 0 : 8, 4);
    common.writeUInt32LE(file.crc ?? crc32(file.content), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(file.content.length, 18);
    common.writeUInt16LE(name.length, 22);
    // An extra field of another length here than in the directory, as real archives have.
    const localExtra = Buffer.from([0xff, 0xff, 2, 0, 1, 2]);
    common.writeUInt16LE(localExtra.length, 24);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, localExtra, body]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((file.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    common.writeUInt16LE(0, 24);
    const head = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common]);
    directory.push(Buffer.concat([head, tail, name]));
    parts.push(local);
    offset += local.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, table, end, Buffer.from(comment)]);
}

let folder: string;
let archive: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulkhead-zip-'));
  archive = join(folder, 'archive.zip');
});

afterEach(async () => await rm(folder, { recursive: true, force: true }));

async function unpack(files: Packed[], choose?: (name: string) => string | undefined): Promise<number> {
  await writeFile(archive, packZip(files));
  return await unpackZip(archive, join(folder, 'out'), choose);
}

const LONG = Buffer.from('all work and no play '.repeat(40_000));

describe('a whole zip', () => {
  it('gives back stored, deflated and empty files with their permissions', async () => {
    const written = await unpack([
      { name: 'top/', content: Buffer.alloc(0), stored: true, mode: 0o040755 },
      { name: 'top/program', content: LONG, mode: 0o100755 },
      { name: 'top/inner/plain.txt', content: Buffer.from('plain'), stored: true },
      { name: 'top/empty', content: Buffer.alloc(0) },
    ]);
    expect(written).toBe(3);
    expect((await readFile(join(folder, 'out', 'top', 'program'))).equals(LONG)).toBe(true);
    expect(await readFile(join(folder, 'out', 'top', 'inner', 'plain.txt'), 'utf8')).toBe('plain');
    expect((await stat(join(folder, 'out', 'top', 'empty'))).size).toBe(0);
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'out', 'top', 'program'))).mode & 0o777).toBe(0o755);
    }
  });

  it('is listed, also behind a comment that holds a signature', async () => {
    await writeFile(archive, packZip([{ name: 'é.txt', content: Buffer.from('1234') }], 'PK\x05 and more'));
    expect(await readZipEntries(archive)).toMatchObject([{ name: 'é.txt', size: 4, mode: 0o644 }]);
  });

  it('is unpacked only as far as chosen, under the names chosen', async () => {
    const files = ['a/one', 'a/two', 'b/three'].map((name) => ({ name, content: Buffer.from(name) }));
    const choose = (name: string): string | undefined => (name.startsWith('a/') ? name.slice(2) : undefined);
    expect(await unpack(files, choose)).toBe(2);
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(['one', 'two']);
  });
});

describe('a zip that cannot be trusted', () => {
  it('is refused when a file is damaged', async () => {
    const file = { name: 'file', content: Buffer.from('content'), crc: 1 };
    await expect(unpack([file])).rejects.toThrow('file is damaged');
  });

  it('is refused when it is cut short', async () => {
    const whole = packZip([{ name: 'file', content: LONG }]);
    await writeFile(archive, whole.subarray(0, whole.length - 30));
    await expect(readZipEntries(archive)).rejects.toThrow('no whole zip');
  });

  it('is refused when it is something else', async () => {
    await writeFile(archive, 'short');
    await expect(readZipEntries(archive)).rejects.toThrow('no whole zip');
  });

  it.each(['../outside', 'in/../../outside', '/outside/../../outside'])(
    'writes nothing to %s',
    async (name) => {
      await expect(unpack([{ name, content: Buffer.from('x') }])).rejects.toThrow('would leave its folder');
      expect(await readdir(folder)).toEqual(['archive.zip']);
    },
  );

  it('is refused when a chosen file is a link or encrypted, and only then', async () => {
    const link = { name: 'link', content: Buffer.from('/etc/passwd'), mode: 0o120777 };
    const secret = { name: 'secret', content: Buffer.from('x'), flags: 1 };
    await expect(unpack([link])).rejects.toThrow('link is a link');
    await expect(unpack([secret])).rejects.toThrow('secret is encrypted');
    expect(await unpack([link, secret], () => undefined)).toBe(0);
  });
});
