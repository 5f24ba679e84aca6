/**
 * What a cell's number format says about the value beneath it. `percent` shows a hundred times the value; `padded` shows whole numbers with leading zeros,
 * as in postal codes and account numbers; `general` stands for all formats that only dress a number.
 */
export type CellFormat =
  | { kind: 'general' | 'percent' | 'date' | 'datetime' | 'time' | 'duration' }
  | { kind: 'padded'; pattern: string };

const general: CellFormat = { kind: 'general' };
const percent: CellFormat = { kind: 'percent' };
const date: CellFormat = { kind: 'date' };
const time: CellFormat = { kind: 'time' };

/** The first section, which is the one for positive numbers; semicolons in quotes or brackets don't end it. */
const firstSection = (code: string): string =>
  /^(?:"[^"]*"?|\\.|\[[^\]]*\]?|[^;"\\[])*/s.exec(code)?.[0] ?? code;

const elapsed = /\[(?:h+|m+|s+)\]/i;

/** Only the characters that stand for a part of the value: no quoted text, escapes, fills, colours or locales. */
const stripLiterals = (section: string): string =>
  section
    .replace(/"[^"]*"?/g, '"')
    .replace(/[\\_*]./gs, '"')
    .replace(/\[[^\]]*\]?/g, '')
    .replace(/general|am\/pm|a\/p/gi, (word) => (/^g/i.test(word) ? '' : 'h'));

/** An `m` means minutes right after hours or right before seconds, and months anywhere else. */
const readLetters = (code: string): { date: boolean; time: boolean } => {
  const runs = [...code.matchAll(/([ymdhsje])\1*/gi)].map(([run]) => run.toLowerCase());
  const found = { date: false, time: false };
  runs.forEach((run, at) => {
    switch (run[0]) {
      case 'h':
      case 's':
        found.time = true;
        break;
      case 'm': {
        const isMinute = run.length < 3 && (runs[at - 1]?.[0] === 'h' || runs[at + 1]?.[0] === 's');
        if (isMinute) found.time = true;
        else found.date = true;
        break;
      }
      default:
        found.date = true;
    }
  });
  return found;
};

const readPattern = (section: string): string | null => {
  const bare = section.replace(/\[\$[^\]]*\]/g, '').replace(/\\([ -])|"([ -])"/g, '$1$2');
  return /^0[0 -]*0$/.test(bare) ? bare : null;
};

/** Reads a number format code as it stands in the file, where it is always written the English way. */
export const readNumberFormat = (code: string): CellFormat => {
  const section = firstSection(code);
  const pattern = readPattern(section);
  if (pattern !== null) return { kind: 'padded', pattern };
  const bare = stripLiterals(section);
  if (elapsed.test(section)) return { kind: 'duration' };
  // Zeros may follow seconds; placeholders anywhere else make it a number, and so does an exponent.
  if (/[#?0]/.test(bare.replace(/s+[.,]0+/gi, 's')) || /e[+-]/i.test(bare)) {
    return bare.includes('%') ? percent : general;
  }
  const found = readLetters(bare);
  if (found.date) return found.time ? { kind: 'datetime' } : date;
  return found.time ? time : general;
};

const builtIn = new Map<number, CellFormat>([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, date] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56].map((id) => [id, time] as const),
  [9, percent],
  [10, percent],
  [22, { kind: 'datetime' }],
  [46, { kind: 'duration' }],
]);

/** The formats every program knows by number, without their code standing in the file (ECMA-376 part 1, 18.8.30). */
export const builtInFormat = (id: number): CellFormat => builtIn.get(id) ?? general;

/** Lays a whole number's digits into a pattern of zeros, from its end: `123` in `00000` is `00123`. */
export const padNumber = (digits: string, pattern: string): string => {
  let padded = '';
  let left = digits.length;
  for (let at = pattern.length - 1; at >= 0; at -= 1) {
    const sign = pattern.charAt(at);
    if (sign !== '0') padded = sign + padded;
    else {
      left -= 1;
      padded = (left >= 0 ? digits.charAt(left) : '0') + padded;
    }
  }
  return left > 0 ? digits.slice(0, left) + padded : padded;
};
