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
