import type { CorpusCase, ExpectedRow, Reading } from '../model';
import { encode, utf16be, utf16le, utf8 } from './encode';

const western =
  'Name;Ort;Betrag\r\nMüller;Köln;12,50 €\r\nDésirée Peña;Logroño;7,00 €\r\n„Groß“;São João – Malmö;1 €\r\nÅsa Çelik;Besançon;2 €\r\n';
const westernRows: ExpectedRow[] = [
  [1, 2, ['Müller', 'Köln', '12,50 €']],
  [2, 3, ['Désirée Peña', 'Logroño', '7,00 €']],
  [3, 4, ['„Groß“', 'São João – Malmö', '1 €']],
  [4, 5, ['Åsa Çelik', 'Besançon', '2 €']],
];
const people = 'Name\tCity\r\nZoë Ångström\tMålmö\r\n山田太郎\t東京\r\nИван\tКазань\r\n';
const peopleRows: ExpectedRow[] = [
  [1, 2, ['Zoë Ångström', 'Målmö']],
  [2, 3, ['山田太郎', '東京']],
  [3, 4, ['Иван', 'Казань']],
];

const table = (encoding: string, delimiter: string, header: string[], rows: ExpectedRow[]): Reading => ({
  dialect: { encoding, delimiter, headerRow: 1 },
  headerLine: 1,
  header,
  rows,
});

const peopleTable = (encoding: string): Reading => table(encoding, 'tab', ['Name', 'City'], peopleRows);

const lateLine = 60_000;

/** Every encoding people save tables in, with its mark and without. */
export const encodingCases: CorpusCase[] = [
  {
    name: 'utf8.csv',
    why: 'UTF-8 without a mark, with letters of two, three and four bytes.',
    write: () => utf8('Name,City\nZoë,Kraków\n山田,東京\n🦊 Fox,𝒳-Town\n'),
    reading: table(
      'utf-8',
      'comma',
      ['Name', 'City'],
      [
        [1, 2, ['Zoë', 'Kraków']],
        [2, 3, ['山田', '東京']],
        [3, 4, ['🦊 Fox', '𝒳-Town']],
      ],
    ),
  },
  {
    name: 'utf8-mark.csv',
    why: 'The mark must not become part of the first column name, which stands in quotes here.',
    write: () => utf8('"Name","City"\r\n"Zoë","Kraków"\r\n', true),
    reading: table('utf-8', 'comma', ['Name', 'City'], [[1, 2, ['Zoë', 'Kraków']]]),
  },
  {
    name: 'utf16le-mark.txt',
    why: 'What Excel saves as Unicode Text: little-endian UTF-16 with a mark, split by tabs.',
    write: () => utf16le(people, true),
    reading: peopleTable('utf-16le'),
  },
  {
    name: 'utf16be-mark.txt',
    why: 'UTF-16 the other way round, with its mark.',
    write: () => utf16be(people, true),
    reading: peopleTable('utf-16be'),
  },
  {
    name: 'utf16le-bare.txt',
    why: 'UTF-16 without a mark shows itself by where its zero bytes stand.',
    write: () => utf16le(people, false),
    reading: peopleTable('utf-16le'),
  },
  {
    name: 'utf16be-bare.txt',
    why: 'UTF-16 without a mark, big-endian.',
    write: () => utf16be(people, false),
    reading: peopleTable('utf-16be'),
  },
  {
    name: 'windows-1252.csv',
    why: 'Excel in western Europe: semicolons, and the signs Windows-1252 has where ISO 8859-1 has none.',
    write: () => encode(western, 'windows-1252'),
    reading: table('windows-1252', 'semicolon', ['Name', 'Ort', 'Betrag'], westernRows),
  },
  {
    name: 'encoding-doubt.csv',
    why: 'One single letter tells Windows-1252 from Windows-1250: Brãila, or Brăila. The window reads it in the likelier way and asks; a command, which can’t ask, refuses and names the place of that letter.',
    write: () => encode('Name;Ort\r\nMüller;Köln\r\nAda;Brãila\r\n', 'windows-1252'),
    reading: {
      ...table(
        'windows-1252',
        'semicolon',
        ['Name', 'Ort'],
        [
          [1, 2, ['Müller', 'Köln']],
          [2, 3, ['Ada', 'Brãila']],
        ],
      ),
      asks: true,
    },
    cli: {
      why: 'A command can’t ask, and must not guess.',
      refusal: { kind: 'encoding-doubt', line: 3, column: 2 },
    },
  },
  {
    name: 'windows-1250.csv',
    why: 'Polish, whose letters would read as signs (³, ¹, ¿) in Windows-1252.',
    write: () =>
      encode(
        'Imię;Miasto\r\nŁukasz Żółć;Łódź\r\nMałgorzata Wąska;Białystok\r\nPaweł Gołąb;Wałbrzych\r\nMichał Książek;Bełżec\r\n',
        'windows-1250',
      ),
    reading: table(
      'windows-1250',
      'semicolon',
      ['Imię', 'Miasto'],
      [
        [1, 2, ['Łukasz Żółć', 'Łódź']],
        [2, 3, ['Małgorzata Wąska', 'Białystok']],
        [3, 4, ['Paweł Gołąb', 'Wałbrzych']],
        [4, 5, ['Michał Książek', 'Bełżec']],
      ],
    ),
  },
  {
    name: 'windows-1251.csv',
    why: 'Cyrillic: nearly every letter is in the upper half.',
    write: () => encode('Имя;Город\r\nСемён Ёлкин;Москва\r\nОльга;Санкт-Петербург №1\r\n', 'windows-1251'),
    reading: table(
      'windows-1251',
      'semicolon',
      ['Имя', 'Город'],
      [
        [1, 2, ['Семён Ёлкин', 'Москва']],
        [2, 3, ['Ольга', 'Санкт-Петербург №1']],
      ],
    ),
  },
  {
    name: 'iso-8859-15.csv',
    why: 'The euro of ISO 8859-15 is ¤ in Windows-1252; nothing in the bytes tells, so a person chooses.',
    ask: { encoding: 'iso-8859-15' },
    write: () => encode('Name;Prix\nŒuvre;5 €\nMaÿ Ÿ;7 €\n', 'iso-8859-15'),
    reading: table(
      'iso-8859-15',
      'semicolon',
      ['Name', 'Prix'],
      [
        [1, 2, ['Œuvre', '5 €']],
        [2, 3, ['Maÿ Ÿ', '7 €']],
      ],
    ),
  },
  {
    name: 'shift-jis.csv',
    why: 'Excel in Japan. The second byte of 表 is a backslash and that of other letters a pipe or a letter.',
    ask: { encoding: 'shift_jis' },
    write: () => encode('Name,Note\r\n山田太郎,表\r\nｱ,東京\r\n', 'shift_jis'),
    reading: table(
      'shift_jis',
      'comma',
      ['Name', 'Note'],
      [
        [1, 2, ['山田太郎', '表']],
        [2, 3, ['ｱ', '東京']],
      ],
    ),
  },
  {
    name: 'macintosh.csv',
    why: 'Excel for Mac saves plain CSV in Mac Roman; chosen by a person, since other pages know the bytes too.',
    ask: { encoding: 'macintosh' },
    write: () => encode('Name;Ort\rMüller;Gießen\rÄnne;Besançon 5 €\r', 'macintosh'),
    reading: table(
      'macintosh',
      'semicolon',
      ['Name', 'Ort'],
      [
        [1, 2, ['Müller', 'Gießen']],
        [2, 3, ['Änne', 'Besançon 5 €']],
      ],
    ),
  },
  {
    name: 'late-letter.csv',
    why: 'The only letter that tells the encoding stands on the very last line, far behind any sample.',
    passing: true,
    write: () =>
      Buffer.concat([
        Buffer.from('Name;Ort\r\n'),
        Buffer.from('aa;b\r\n'.repeat(lateLine)),
        encode('Müller;Köln\r\n', 'windows-1252'),
      ]),
    reading: {
      ...table(
        'windows-1252',
        'semicolon',
        ['Name', 'Ort'],
        [
          [1, 2, ['aa', 'b']],
          [lateLine + 1, lateLine + 2, ['Müller', 'Köln']],
        ],
      ),
      rowCount: lateLine + 1,
    },
  },
];
