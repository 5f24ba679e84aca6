import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Encoding } from '../../shared/domain/sheet';
import { inspectFile } from './inspect-file';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-file-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('inspectFile', () => {
  const inspect = async (bytes: Uint8Array | string) => {
    const path = join(folder, 'file.csv');
    await writeFile(path, bytes);
    return inspectFile(path);
  };

  it.each<[string, Encoding, boolean]>([
    ['Name;Ort\nMüller;Köln\n', 'utf-8', false],
    ['Name;Ort\nMüller;Köln\n', 'utf-8', true],
    ['Name;Ort\nMüller;Köln\n', 'windows-1252', false],
    ['Name;Ort\nMüller;Köln\n', 'utf-16le', true],
    ['Name;Ort\nMüller;Köln\n', 'utf-16le', false],
    ['Name;Ort\nMüller;Köln\n', 'utf-16be', true],
    ['Имя;Город\nЖданова;Москва\nПетров;Тверь\n', 'windows-1251', false],
    ['Imię;Miasto\nŁukasz;Łódź\nPaweł;Poznań\nStanisław;Białystok\n', 'windows-1250', false],
  ])('finds the encoding of %j in %s (mark: %s)', async (text, encoding, addBOM) => {
    expect(await inspect(iconv.encode(text, encoding, { addBOM }))).toEqual({
      dialect: { encoding, delimiter: 'semicolon', headerRow: 1 },
      doubt: [],
    });
  });

  it('judges by the last byte of a large file', async () => {
    const lines = 'a,b\n'.repeat(200_000);
    const found = await inspect(Buffer.concat([Buffer.from(lines), Buffer.from([0x31, 0x2c, 0xe4, 0x0a])]));
    expect(found).toMatchObject({ dialect: { encoding: 'windows-1252' }, doubt: [] });
  });

  it('stays with UTF-8 where only some bytes are damaged', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nä,ö\nü,€\n1,'), Buffer.from([0xff, 0x0a])]);
    expect((await inspect(bytes)).dialect.encoding).toBe('utf-8');
  });

  it('offers the encodings that fit about equally well, and refuses them where nobody can be asked', async () => {
    const path = join(folder, 'doubt.csv');
    await writeFile(path, iconv.encode('No;Name\n1;Zdeněk\n', 'windows-1250'));
    const { doubt } = await inspectFile(path);
    expect(doubt.map(({ encoding, words }) => [encoding, words])).toEqual(
      expect.arrayContaining([
        ['windows-1250', ['Zdeněk']],
        ['windows-1252', ['Zdenìk']],
      ]),
    );
    await expect(inspectFile(path, { reading: 'as-written' })).rejects.toMatchObject({
      code: 'file.encoding-doubt',
      params: { line: 2, column: 2 },
    });
    expect(await inspectFile(path, { reading: 'as-written', encoding: 'windows-1250' })).toMatchObject({
      doubt: [],
    });
  });

  it.each(['\n', '\r\n', '\r'])('names the place of the word in doubt, between breaks %j', async (end) => {
    const sound = Array.from({ length: 40_000 }, (_, at) => `${at};Müller;Köln`).join(end);
    const path = join(folder, 'late-doubt.csv');
    await writeFile(path, iconv.encode(`No;Name;City${end}${sound}${end}x;Ada;Brãila`, 'windows-1252'));
    await expect(inspectFile(path, { reading: 'as-written' })).rejects.toMatchObject({
      code: 'file.encoding-doubt',
      params: { line: 40_002, column: 3 },
    });
  });

  it('refuses what is no table', async () => {
    await expect(inspect('')).rejects.toMatchObject({ code: 'file.empty' });
    await expect(inspect('%PDF-1.7 and so on')).rejects.toMatchObject({ code: 'file.not-text' });
  });

  it('takes the hint of a first line such as sep=; and looks for the names below it', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect((await inspect(`sep=;${end}a,b;c${end}1,2;3${end}`)).dialect).toEqual({
        encoding: 'utf-8',
        delimiter: 'semicolon',
        headerRow: 2,
      });
  });

  it('finds the header below title lines', async () => {
    expect((await inspect('Contacts of Q4\n\nNo,Name,City\n1,A,B\n2,C,D\n')).dialect).toEqual({
      encoding: 'utf-8',
      delimiter: 'comma',
      headerRow: 3,
    });
  });
});
