import { letterShares, likelihoodsOf } from './letter-statistics';

type Script = 'latin' | 'greek' | 'cyrillic' | 'hebrew' | 'arabic' | 'other';

type Sign = {
  isLetter: boolean;
  /** Upper, lower, or without case. */
  letterCase: 'upper' | 'lower' | null;
  isVowel: boolean;
  script: Script | null;
  /** Likelihoods by language; null for what is no letter beyond ASCII. */
  letters: readonly number[] | null;
};

const vowels = new Set('aeiouyæøœıаеёиоуыэюяіїєαεηιουω');

const scriptOf = (character: string): Script => {
  if (/\p{Script=Latin}/u.test(character)) return 'latin';
  if (/\p{Script=Cyrillic}/u.test(character)) return 'cyrillic';
  if (/\p{Script=Greek}/u.test(character)) return 'greek';
  if (/\p{Script=Hebrew}/u.test(character)) return 'hebrew';
  return /\p{Script=Arabic}/u.test(character) ? 'arabic' : 'other';
};

const describe = (character: string): Sign => {
  const isLetter = /\p{L}/u.test(character) && !'ªºµ'.includes(character);
  if (!isLetter) return { isLetter, letterCase: null, isVowel: false, script: null, letters: null };
  const lower = character.toLowerCase();
  return {
    isLetter,
    letterCase: /\p{Lu}/u.test(character) ? 'upper' : /\p{Ll}/u.test(character) ? 'lower' : null,
    isVowel: vowels.has(lower.normalize('NFD').charAt(0)),
    script: scriptOf(character),
    letters: character > '\u007f' ? likelihoodsOf(character) : null,
  };
};

const known = new Map<string, Sign>();
const signOf = (character: string): Sign => {
  const found = known.get(character) ?? describe(character);
  known.set(character, found);
  return found;
};

const usualSigns = new Set('€£°§–—…•½¼¾²³µ¿¡±×·«»“”„‚‘’™®©\u00a0№');
const quotes = new Set('“”„‚‘’«»‹›…–—\u00a0¿¡');

/** How likely a sign beyond ASCII is, by the letters that touch it. */
const judgeSign = (character: string, before: Sign | null, after: Sign | null): number => {
  if (/[\u0080-\u009f\ufffd]/.test(character)) return 1e-7;
  const follows = before?.isLetter === true;
  const leads = after?.isLetter === true;
  if (follows && leads) return character === '’' ? 0.02 : /[–·\u00a0\u00ad]/.test(character) ? 0.003 : 1e-5;
  if (follows || leads) {
    if (quotes.has(character)) return 0.01;
    if (leads && (character === '°' || character === 'µ')) return 0.01;
    return follows && /[®™©ºª€°]/.test(character) ? 1e-3 : 5e-6;
  }
  if (usualSigns.has(character)) return 0.01;
  return /[\u2500-\u259f]/.test(character) ? 1e-6 : 1e-4;
};

/** What letter case says of a letter between its neighbours, as a factor. */
const judgeCase = ({ letterCase }: Sign, before: Sign | null, after: Sign | null): number => {
  if (letterCase === null) return 1;
  if (letterCase === 'upper') {
    if (before?.letterCase === 'lower') return 0.002;
    if (before?.letterCase === 'upper') return after?.letterCase === 'lower' ? 0.05 : 0.9;
    return 0.4;
  }
  if (after?.letterCase === 'upper') return 0.02;
  return 0.85;
};

const hasVowels = (script: Script | null): boolean =>
  script === 'latin' || script === 'cyrillic' || script === 'greek';

/** Vowels and consonants alternate more often than not; scripts don't mix within a word. */
const judgeNeighbour = (sign: Sign, other: Sign | null): number => {
  if (other === null || !other.isLetter) return 1;
  if (other.script !== sign.script) return 1e-4;
  if (!hasVowels(sign.script)) return 1;
  return other.isVowel === sign.isVowel ? 0.6 : 1.4;
};

/** Logarithms of how likely the signs of a text beyond ASCII are, by language; what its letters can't tell is in all of them. */
const judgeText = (text: string): number[] => {
  const characters = [...text];
  const signs = characters.map(signOf);
  const sums = letterShares.map(() => 0);
  let common = 0;
  for (const [at, sign] of signs.entries()) {
    const character = characters[at] ?? '';
    if (character <= '\u007f') continue;
    const before = signs[at - 1] ?? null;
    const after = signs[at + 1] ?? null;
    if (sign.letters === null) {
      if (sign.isLetter || /\p{M}/u.test(character)) common += Math.log(1e-4);
      else common += Math.log(judgeSign(character, before, after));
      continue;
    }
    for (const [language, value] of sign.letters.entries()) sums[language] = (sums[language] ?? 0) + value;
    const alone = before?.isLetter !== true && after?.isLetter !== true;
    common += Math.log(judgeCase(sign, before, after) * (alone ? 0.05 : 1));
    // Two letters beyond ASCII side by side are judged once.
    const next = after?.letters === null ? after : null;
    common += Math.log(judgeNeighbour(sign, before) * judgeNeighbour(sign, next));
  }
  return sums.map((sum) => sum + common);
};

const rounds = 4;

/**
 * How likely it is that some words are read as they were meant, as the logarithm of a likelihood: a mixture of
 * languages whose shares are learnt from the words themselves. It compares readings of the same bytes; alone it
 * says nothing.
 */
export const judgeReading = (words: readonly string[]): number => {
  const judged = words.map(judgeText);
  let shares = letterShares.map(() => 1 / letterShares.length);
  let total = 0;
  for (let round = 0; round < rounds; round += 1) {
    total = 0;
    // Every language keeps a small share, so that one name from elsewhere costs little.
    const next = shares.map(() => 0.3);
    for (const byLanguage of judged) {
      const peak = Math.max(...byLanguage);
      const parts = byLanguage.map((value, at) => (shares[at] ?? 0) * Math.exp(value - peak));
      const sum = parts.reduce((all, part) => all + part, 0);
      total += peak + Math.log(sum);
      for (const [at, part] of parts.entries()) next[at] = (next[at] ?? 0) + part / sum;
    }
    const all = next.reduce((sum, part) => sum + part, 0);
    shares = next.map((part) => part / all);
  }
  return total;
};
