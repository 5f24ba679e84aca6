const trueWords = new Set(['true', '1', 'yes', 'y', 'ja', 'oui', 'x', 'wahr', 'on']);
const falseWords = new Set(['false', '0', 'no', 'n', 'nein', 'non', 'falsch', 'off']);

/** The yes or no a cell says, in English, German or French; null where it says neither. */
export const readBoolean = (text: string): boolean | null => {
  const word = text.trim();
  if (word.length > 6) return null;
  const folded = word.toLowerCase();
  if (trueWords.has(folded)) return true;
  return falseWords.has(folded) ? false : null;
};

/** English, German and French names of Excel's error values, and the words databases export for "nothing". */
const errorWords = new Set([
  '#n/a',
  '#ref!',
  '#value!',
  '#name?',
  '#div/0!',
  '#num!',
  '#null!',
  'null',
  'n/a',
  '#nv',
  '#bezug!',
  '#wert!',
  '#zahl!',
  '#valeur!',
  '#nom?',
  '#nombre!',
  '#nul!',
  '#spill!',
  '#calc!',
  '#field!',
  '#blocked!',
  '#connect!',
  '#busy!',
  '#unknown!',
  '#getting_data',
]);

/** How LibreOffice names errors that Excel has no name for. */
const numberedError = /^err:\d{3}$/i;

/** Whether a cell holds an error a spreadsheet left behind, or the word null, instead of a value. */
export const isErrorCell = (text: string): boolean => {
  if (text.length < 3 || text.length > 40) return false;
  const word = text.trim();
  if (word.length < 3 || word.length > 13) return false;
  return errorWords.has(word.toLowerCase()) || numberedError.test(word);
};

/** Whether a cell holds nothing. Salesforce drops surrounding blanks, so a cell of blanks alone is empty too. */
export const isBlankCell = (text: string): boolean => text === '' || text.trim() === '';

/** Whether a cell has the shape of one e-mail address; Salesforce judges it more closely. */
export const looksLikeEmail = (text: string): boolean =>
  text.includes('@') && /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@.,;<>()]+$/.test(text.trim());

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
