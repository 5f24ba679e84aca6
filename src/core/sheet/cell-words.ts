import { toPlainDigits } from './plain-digits';

const trueWords = new Set(
  (
    'true 1 yes y t ja oui x wahr on vrai sí si verdadero sim verdadeiro vero waar sand sant tosi prawda tak ' +
    'ano pravda igen igaz evet doğru да истина'
  ).split(' '),
);
const falseWords = new Set(
  (
    'false 0 no n f nein non falsch off faux falso não nao nee onwaar falsk usann nej nei epätosi fałsz nie ' +
    'ne nepravda nem hamis hayır yanlış нет ложь'
  ).split(' '),
);
const longestWord = 10;
/** Characters nobody sees that a word may have besides. */
const mostInvisible = 2;

/**
 * The yes or no a cell says, in English, German, French, Spanish, Portuguese, Italian, Dutch and the Nordic languages,
 * Polish, Czech, Hungarian, Turkish and Russian, as people and spreadsheets write it; null where it says neither.
 */
export const readBoolean = (text: string): boolean | null => {
  const bare = text.trim();
  if (bare.length > longestWord + mostInvisible) return null;
  const word = toPlainDigits(bare).trim();
  if (word.length > longestWord) return null;
  const folded = word.toLowerCase();
  if (trueWords.has(folded)) return true;
  return falseWords.has(folded) ? false : null;
};

/**
 * What Excel and LibreOffice call their errors in English, German, French, Spanish, Italian, Portuguese and Dutch,
 * and the words databases export for "nothing".
 */
const errorWords = new Set(
  (
    '#n/a #ref! #value! #name? #div/0! #num! #null! #spill! #calc! #field! #blocked! #unknown! #connect! #busy! ' +
    '#getting_data null n/a ' +
    '#nv #bezug! #wert! #zahl! #überlauf! #kalk! #feld! ' +
    '#valeur! #nom? #nombre! #nul! #propagation! #champ! ' +
    '#n/d #¡ref! #¡valor! #¿nombre? #¡div/0! #¡num! #¡nulo! #¡desbordamiento! #¡calc! #¡campo! ' +
    '#valor! #nombre? #nulo! #núm! #nome? ' +
    '#rif! #valore! #nullo! ' +
    '#n/b #verw! #waarde! #naam? #deel/0! #getal! #leeg!'
  ).split(' '),
);
const longestError = 17;
/** `Err:502` and its kin: how LibreOffice names errors that Excel has no name for. */
const numberedError = /^err:\d{3}$/;

/** Whether a cell holds an error a spreadsheet left behind, or the word null, instead of a value. */
export const isErrorCell = (text: string): boolean => {
  if (text.length < 3 || text.length > 40) return false;
  const bare = text.trim();
  if (bare.length > longestError + mostInvisible) return false;
  const word = toPlainDigits(bare).trim();
  if (word.length < 3 || word.length > longestError) return false;
  const folded = word.toLowerCase();
  return errorWords.has(folded) || (folded.startsWith('err:') && numberedError.test(folded));
};

const formulaText = /^="((?:[^"]|"")+)"$/;

/** The text of a formula that is nothing else, `00123` of `="00123"`; null for any other cell. */
export const readFormulaText = (text: string): string | null =>
  formulaText.exec(text)?.[1]?.replaceAll('""', '"') ?? null;

/** Whether a character can be a blank at the end of a cell: never false for one that is. */
export const mayBeBlank = (unit: number): boolean => unit <= 32 || unit === 0xa0 || unit >= 0x1680;

/** Whether a cell holds nothing. Salesforce drops surrounding blanks, so a cell of blanks alone is empty too. */
export const isBlankCell = (text: string): boolean =>
  text === '' || (mayBeBlank(text.charCodeAt(0)) && text.trim() === '');

/** Whether a cell has the shape of one e-mail address; Salesforce judges it more closely. */
export const looksLikeEmail = (text: string): boolean => {
  const address = text.trim();
  const at = address.indexOf('@');
  const dot = address.lastIndexOf('.');
  if (at < 1 || dot < at + 2 || dot === address.length - 1) return false;
  return address.indexOf('@', at + 1) === -1 && !/[\s,;<>()]/.test(address);
};

/** How many characters a text has as Salesforce counts them: code points, so that an emoji is one. */
export const countCharacters = (text: string): number => {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(at + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        count -= 1;
        at += 1;
      }
    }
  }
  return count;
};

/** A cell without blanks around it: those of any kind are rare, and the test must not miss any of them. */
export const trimCell = (cell: string): string =>
  mayBeBlank(cell.charCodeAt(0)) || mayBeBlank(cell.charCodeAt(cell.length - 1)) ? cell.trim() : cell;
