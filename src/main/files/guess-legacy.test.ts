import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../shared/domain/sheet';
import { guessLegacy } from './guess-legacy';

const toWords = (text: string, encoding: Encoding): Buffer[] =>
  text
    .split(' ')
    .map((word) => iconv.encode(word, encoding))
    .filter((word) => word.some((byte) => byte >= 0x80));

const readAs = (words: readonly Buffer[], encoding: Encoding): string =>
  words.map((word) => iconv.decode(word, encoding)).join(' ');

describe('guessLegacy', () => {
  // Names and places, the kind of words a list of contacts has; few of each, since files may hold few.
  it.each<[Encoding, string]>([
    ['windows-1252', 'Müller'],
    ['windows-1252', 'Café'],
    ['windows-1252', 'CAFÉ HÔTEL DÉPÔT'],
    ['windows-1252', 'Lefèvre Hélène François Benoît'],
    ['windows-1252', 'Sørensen'],
    ['windows-1252', 'København Århus Ærø'],
    ['windows-1252', 'José Muñoz Peña Ramírez'],
    ['windows-1252', 'São João Conceição'],
    ['windows-1252', 'Niccolò Cantù Forlì Università'],
    ['windows-1252', 'Guðrún Þórður Björk'],
    ['windows-1252', 'O’Brien'],
    ['windows-1252', '5 €'],
    ['windows-1252', '20 °C'],
    ['windows-1252', '£5'],
    ['windows-1252', '±5 §12 µm'],
    ['windows-1252', '– “Atelier” für €'],
    ['windows-1252', 'Müller Lefèvre København Nyström'],
    ['windows-1250', 'Dvořák'],
    ['windows-1250', 'Jiří'],
    ['windows-1250', 'Čapek Němcová Růžička'],
    ['windows-1250', 'Łódź'],
    ['windows-1250', 'Wałęsa Kraków Gdańsk'],
    ['windows-1250', 'Erdős Győr Szűcs Kovács Fehér Tóth Jenő Ősz Hódmezővásárhely'],
    ['windows-1250', 'Žižek Čačak Đoković'],
    ['windows-1250', 'Bucureşti Iaşi Constanţa'],
    ['windows-1250', 'Ľubomír Košice Žilina Ružomberok'],
    ['windows-1251', 'Москва Тверь'],
    ['windows-1251', 'МОСКВА ИВАНОВ ПЕТРОВА'],
    ['windows-1251', 'Київ Львів Одеса'],
    ['windows-1253', 'Αθήνα Θεσσαλονίκη Παπαδόπουλος'],
    ['windows-1254', 'İstanbul Işık Güneş Çağlar Öztürk'],
    ['windows-1255', 'שלום ירושלים תל אביב'],
    ['windows-1256', 'محمد القاهرة الرياض'],
    ['windows-1257', 'Žukauskas Šiauliai Panevėžys Kęstutis'],
    ['windows-1257', 'Rīga Jūrmala Bērziņš Kārlis'],
    ['cp850', 'Müller Köln Straße'],
    ['cp850', 'François Hélène'],
    ['cp852', 'Dvořák Novotný Zdeněk'],
    ['macintosh', 'Müller Köln Straße'],
    ['macintosh', 'François Hélène Lefèvre'],
    ['iso-8859-2', 'Wałęsa Łódź Śląsk Gdańsk'],
    ['shift_jis', '株式会社 東京 山田太郎 トヨタ'],
    ['gbk', '北京 上海有限公司 张伟 王芳'],
    ['big5', '台北 有限公司 陳小明 高雄'],
    ['euc-kr', '서울 주식회사 김철수 삼성전자'],
  ])('reads %s: %s', (encoding, text) => {
    const words = toWords(text, encoding);
    const guess = guessLegacy(words);
    // Another name for the same letters is as good.
    expect([readAs(words, guess.encoding), guess.doubt]).toEqual([readAs(words, encoding), []]);
  });

  it.each<[Encoding, string]>([
    ['windows-1250', 'Zdeněk'],
    ['windows-1250', 'Poznań'],
    ['shift_jis', '山田'],
  ])('does not decide on too little, and offers the right reading: %s %s', (encoding, text) => {
    const { doubt } = guessLegacy(toWords(text, encoding));
    expect(doubt.length).toBeGreaterThan(1);
    expect(doubt.map((offered) => offered.words.join(' '))).toContain(text);
  });
});
