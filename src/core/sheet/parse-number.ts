import type { DecimalMark } from '../../shared/domain/sheet';
import { toPlainDigits } from './plain-digits';

/** A cell read as a number: the digits themselves, so that nothing is rounded on the way. */
export type NumberReading = {
  negative: boolean;
  /** Digits before the mark without leading zeros; `0` when there are none. */
  whole: string;
  /** Digits after the mark, as written. */
  fraction: string;
  percent: boolean;
};

/** Codes and marks of currencies that are words; signs such as € are known by their kind. */
export const currencyWords: readonly string[] = (
  'EUR USD GBP CHF JPY SEK NOK DKK PLN CZK HUF RON BGN CAD AUD NZD CNY INR BRL MXN ZAR SGD HKD TRY ILS AED SAR ' +
  'KRW THB TWD IDR MYR PHP VND RUB UAH ARS CLP COP PEN ISK EGP kr zł Kč Ft lei Rs Fr SFr'
).split(' ');
const currency = `(?:(?:US|CA|AU|NZ|HK|MX|R|A|C)?\\p{Sc}|(?:${currencyWords.join('|')})(?!\\p{L})\\.?)`;
const leadingCurrency = new RegExp(`^${currency}\\s*`, 'u');
const trailingCurrency = new RegExp(`\\s*${currency}$`, 'u');

/** Blanks of any width and apostrophes group digits under either mark; the other mark does so too. */
const otherGroups = " \\u00a0\\u202f\\u2009\\u2007'’";
const body = (mark: '.' | ',', group: '.' | ','): RegExp => {
  const groups = `[1-9]\\d{0,2}(?:(\\${group}|[${otherGroups}])\\d{3})(?:\\2\\d{3})*`;
  // Lakhs and crores: after the last three digits India groups by two.
  const indian = mark === '.' ? `|[1-9]\\d?(?:,\\d{2})+,\\d{3}` : '';
  return new RegExp(
    `^(${groups}${indian}|\\d+|(?=\\${mark}\\d))(?:\\${mark}(\\d+))?(?:[eE]([+-]?\\d{1,3}))?$`,
  );
};
const bodies: Record<DecimalMark, RegExp> = { dot: body('.', ','), comma: body(',', '.') };
const plainDigits = /^\d{1,15}$/;

const brackets = /^\((.+)\)$/;

/** Moves the mark by `exponent` places. */
const shift = (whole: string, fraction: string, exponent: number): { whole: string; fraction: string } => {
  if (exponent >= 0) {
    const moved = fraction.padEnd(exponent, '0');
    return { whole: whole + moved.slice(0, exponent), fraction: moved.slice(exponent) };
  }
  const moved = whole.padStart(-exponent + 1, '0');
  const cut = moved.length + exponent;
  return { whole: moved.slice(0, cut), fraction: moved.slice(cut) + fraction };
};

/**
 * Reads a cell as a number under a decimal mark: signs before or after, `(5)` for minus five, `$ -` for zero, grouped digits,
 * currency signs and codes, a percent sign, exponents. Null where it is no number under that mark.
 */
export const readNumber = (text: string, mark: DecimalMark): NumberReading | null => {
  let rest = toPlainDigits(text.trim());
  if (plainDigits.test(rest)) {
    return { negative: false, whole: rest.replace(/^0+(?=\d)/, ''), fraction: '', percent: false };
  }
  if (rest.length === 0 || rest.length > 100) return null;
  let negative = false;
  const bare = rest.replace(leadingCurrency, '').replace(trailingCurrency, '').trim();
  // Accounting formats of spreadsheets write a dash behind the currency for nothing.
  if (bare === '-' && rest !== bare && rest.endsWith(bare))
    return { negative, whole: '0', fraction: '', percent: false };
  const bracketed = brackets.exec(rest) ?? brackets.exec(bare);
  if (bracketed !== null) {
    negative = true;
    rest = (bracketed[1] ?? '').trim();
  }
  rest = rest.replace(leadingCurrency, '');
  const sign = /^([+\-−])\s*/.exec(rest) ?? /\s*([-−])$/.exec(rest);
  if (sign !== null) {
    if (negative) return null;
    negative = sign[1] !== '+';
    rest = rest.replace(sign[0], '');
  }
  rest = rest.replace(leadingCurrency, '').replace(trailingCurrency, '');
  const percent = /\s*%$/.exec(rest);
  if (percent !== null) rest = rest.slice(0, percent.index);
  const match = bodies[mark].exec(rest);
  if (match === null) return null;
  const digits = (match[1] ?? '').replace(/\D/g, '');
  const moved = shift(digits, match[3] ?? '', Number(match[4] ?? '0'));
  return {
    negative,
    whole: moved.whole.replace(/^0+(?=\d)/, '') || '0',
    fraction: moved.fraction,
    percent: percent !== null,
  };
};

/** The number a percentage stands for, `5 %` being 0.05; any other number is what it is. */
export const toFraction = (reading: NumberReading): NumberReading => {
  if (!reading.percent) return reading;
  const { whole, fraction } = shift(reading.whole, reading.fraction, -2);
  return {
    ...reading,
    whole: whole.replace(/^0+(?=\d)/, ''),
    fraction: fraction.replace(/0+$/, ''),
    percent: false,
  };
};

/** A plain decimal with a dot, the form Salesforce takes for numbers. */
export const formatNumber = ({ negative, whole, fraction }: NumberReading): string => {
  const digits = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative && /[1-9]/.test(digits) ? `-${digits}` : digits;
};

/** The marks under which a cell is a number; null where it is none. `differs`: the two readings disagree. */
export const decimalMarksOf = (text: string): { marks: readonly DecimalMark[]; differs: boolean } | null => {
  const dot = readNumber(text, 'dot');
  const comma = readNumber(text, 'comma');
  if (dot === null) return comma === null ? null : { marks: ['comma'], differs: false };
  if (comma === null) return { marks: ['dot'], differs: false };
  return { marks: ['dot', 'comma'], differs: formatNumber(dot) !== formatNumber(comma) };
};
