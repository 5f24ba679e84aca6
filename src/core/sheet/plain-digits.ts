/** The zeros of the digits people write numbers and dates with: Arabic, Persian, Devanagari, Bengali, Thai, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10];
const foreign =
  /[\u00b4\u02bc\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19\u066b\u066c\uff0c\uff0e]/g;
const firstForeign = 0xb4;

const toPlain = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code === 0xb4 || code === 0x02bc) return "'";
  if (code === 0x066b || code === 0xff0e) return '.';
  if (code === 0x066c || code === 0xff0c) return ',';
  const zero = zeros.find((from) => code >= from && code <= from + 9);
  return zero === undefined ? '' : String(code - zero);
};

/**
 * A text with the digits 0 to 9 for those of other scripts, a dot for the Arabic decimal mark and a comma for the one
 * of thousands, an apostrophe for letters and accents that look like it, and without characters nobody sees. Any
 * other text is what it is.
 */
export const toPlainDigits = (text: string): string => {
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) >= firstForeign) return text.replace(foreign, toPlain);
  return text;
};
