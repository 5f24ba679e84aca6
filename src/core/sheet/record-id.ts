const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three check characters of a 15-character Id: one per five characters, a bit for each upper-case letter. */
const checkCharacters = (id: string): string => {
  let suffix = '';
  for (let chunk = 0; chunk < 15; chunk += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at += 1) {
      const character = id.charAt(chunk + at);
      if (character >= 'A' && character <= 'Z') bits |= 1 << at;
    }
    suffix += alphabet.charAt(bits);
  }
  return suffix;
};

const fewestLetters = 3;

/** Whether all letters of a text, three at least, are large or all are small, as after UPPER or LOWER. */
export const isOneCase = (text: string): boolean => {
  let upper = 0;
  let lower = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 97) lower += 1;
    else if (code >= 65) upper += 1;
  }
  return (upper === 0 || lower === 0) && upper + lower >= fewestLetters;
};

/**
 * The Id of 18 characters whose first 15 lost their case: its check characters say which of them are capitals, and
 * say so in either case themselves. Null where the letters are of both cases, so that a mistyped Id does not become
 * another one; where the check characters agree; and where they call a digit a capital.
 */
export const restoreCase = (text: string): string | null => {
  if (text.length !== 18 || !/^[A-Za-z0-9]{18}$/.test(text)) return null;
  const body = text.slice(0, 15);
  if (body !== body.toUpperCase() && body !== body.toLowerCase()) return null;
  const suffix = text.slice(15).toUpperCase();
  let restored = '';
  for (let at = 0; at < 15; at += 1) {
    const bits = alphabet.indexOf(suffix.charAt(Math.floor(at / 5)));
    if (bits === -1) return null;
    const letter = body.charAt(at);
    const isCapital = (bits & (1 << (at % 5))) !== 0;
    if (isCapital && letter <= '9') return null;
    restored += isCapital ? letter.toUpperCase() : letter.toLowerCase();
  }
  return restored === body ? null : restored + suffix;
};

/**
 * The 18-character form of a record Id given in 15 or 18 characters; null where it is none or its check
 * characters disagree, as after a change of case in a spreadsheet.
 */
export const normaliseRecordId = (text: string): string | null => {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text)) return null;
  const body = text.slice(0, 15);
  const suffix = checkCharacters(body);
  if (text.length === 18 && text.slice(15).toUpperCase() !== suffix) return null;
  return body + suffix;
};
