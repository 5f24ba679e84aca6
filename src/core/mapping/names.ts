/** Lower case without accents: `Straße` and `STRASSE` are one word. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .toLowerCase();

/** Letters and digits alone, for comparing names whatever their case, accents and punctuation. */
export const compactName = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Words that mean the same in the name of a column. */
const sameWords: Readonly<Record<string, string>> = {
  number: 'no',
  numbers: 'no',
  num: 'no',
  nr: 'no',
  nummer: 'no',
  numero: 'no',
  identifier: 'id',
  mail: 'email',
  telephone: 'phone',
  telefon: 'phone',
  tel: 'phone',
  mobil: 'mobile',
  cell: 'mobile',
  datum: 'date',
  begin: 'start',
  beginn: 'start',
};

/** The words of a header, label or API name: `Contract_Start__c` and `contractStart` are contract, start. */
export const splitWords = (text: string): string[] => {
  const spaced = text
    .replace(/__(?:c|r|pc)\b/gi, '')
    .replace(/\be-mail/gi, 'email')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2');
  const words = fold(spaced)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => sameWords[word] ?? word);
  return [...new Set(words)];
};

/** Words that many fields share and that therefore say little. */
const commonWords = new Set([
  'no',
  'id',
  'name',
  'code',
  'date',
  'type',
  'status',
  'of',
  'the',
  'for',
  'is',
  'has',
]);

const weigh = (words: readonly string[]): number =>
  words.reduce((sum, word) => sum + (commonWords.has(word) ? 0.3 : 1), 0);

/** How alike two names are by their words, from 0 to 1; one name within the other counts more than overlap. */
export const compareWords = (first: readonly string[], second: readonly string[]): number => {
  const shared = weigh(first.filter((word) => second.includes(word)));
  const smaller = Math.min(weigh(first), weigh(second));
  if (shared < 1 || smaller === 0) return 0;
  const united = weigh(first) + weigh(second) - shared;
  return (shared / smaller) * 0.6 + (shared / united) * 0.4;
};
