/**
 * Characters that nobody sees or types, and that come with texts copied from pages and mails: the soft hyphen, blanks
 * and joiners without width, the byte-order mark. U+200C and U+200D stay: words of some scripts and emoji need them.
 */
const always = /[\u00ad\u200b\u2060\ufeff]/;
/** Marks of the direction of writing mean something beside letters that run from right to left. */
const direction = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const allAlways = new RegExp(always, 'g');
const allDirection = new RegExp(direction, 'g');

/** One look tells most cells. */
const any = new RegExp(`${always.source}|${direction.source}`);

/** Whether a cell holds characters that nobody sees and that are no part of what it says. */
export const hasInvisible = (cell: string): boolean =>
  any.test(cell) && (always.test(cell) || !rightToLeft.test(cell));

/** Puts something in the place of every character nobody sees: nothing, where it is not said. */
export const replaceInvisible = (cell: string, write: (character: string) => string = () => ''): string => {
  const rest = cell.replace(allAlways, write);
  return rightToLeft.test(rest) ? rest : rest.replace(allDirection, write);
};

/** The cell with the code points of those characters in their place, `[U+200B]`, so that they can be seen. */
export const showInvisible = (cell: string): string =>
  replaceInvisible(
    cell,
    (character) => `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
