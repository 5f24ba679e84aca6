const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECKSUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a 15-character id safe where case is lost. */
function checksumOf(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const code = id15.charCodeAt(block * 5 + i);
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    suffix += CHECKSUM[bits] ?? 'A';
  }
  return suffix;
}

/** The 18-character form of a 15-character id. */
export function toLongId(id15: string): string {
  return id15 + checksumOf(id15);
}

/** Where ids are put together; one flat text each, which costs less to keep than one made of parts. */
const DRAFT = Buffer.alloc(18);

/** Builds the 18-character id of the n-th record under a three-character prefix. */
export function buildId(prefix: string, serial: number): string {
  DRAFT.write(`${prefix}8c`, 0, 'latin1');
  let rest = serial;
  for (let at = 14; at >= 5; at -= 1) {
    DRAFT[at] = ALPHABET.charCodeAt(rest % 62);
    rest = Math.floor(rest / 62);
  }
  for (let block = 0; block < 3; block += 1) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const code = DRAFT[block * 5 + i] ?? 0;
      if (code >= 65 && code <= 90) bits |= 1 << i;
    }
    DRAFT[15 + block] = CHECKSUM.charCodeAt(bits);
  }
  return DRAFT.toString('latin1');
}

/**
 * Reads an id as clients may write it: 15 characters (case matters) or 18 with a right checksum.
 * Answers the 18-character form, or null for anything else.
 */
export function readId(text: string): string | null {
  if (!/^[A-Za-z0-9]+$/.test(text)) return null;
  if (text.length === 15) return toLongId(text);
  if (text.length !== 18) return null;
  const id = toLongId(text.slice(0, 15));
  return id.slice(15) === text.slice(15).toUpperCase() ? id : null;
}
