const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

export type Digits = {
  negative: boolean;
  /** Without zeros at either end; empty for zero. */
  digits: string;
  /** The value is the digits as a whole number times ten to this power. */
  power: number;
};

/** The value of a decimal text without its spelling; null where it is no number. */
export const readDigits = (text: string): Digits | null => {
  const match = decimal.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole + fraction === '') return null;
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return { negative: false, digits: '', power: 0 };
  const power = Number(match[4] ?? 0) - fraction.length + significant.length - digits.length;
  return { negative: match[1] === '-', digits, power };
};

const isSame = (a: Digits, b: Digits): boolean =>
  a.negative === b.negative && a.digits === b.digits && a.power === b.power;

/** A decimal text as a number, as long as writing that number again gives exactly the same digits. */
export const toExactNumber = (text: string): number | null => {
  const trimmed = text.trim();
  const value = Number(trimmed);
  const digits = readDigits(trimmed);
  if (digits === null || !Number.isFinite(value)) return null;
  const again = readDigits(String(value));
  return again !== null && isSame(again, digits) ? value : null;
};

/**
 * A decimal text without an exponent and without zeros that say nothing: `9.12260031E8` is `912260031`, `800.0` is
 * `800`. Texts that are no number, and those of more than 60 places, stay as they are.
 */
export const writePlain = (text: string): string => {
  const read = readDigits(text.trim());
  if (read === null || Math.abs(read.power) > 60) return text;
  const { negative, digits, power } = read;
  if (digits === '') return '0';
  const whole = power >= 0 ? digits + '0'.repeat(power) : digits.slice(0, power);
  const fraction = power >= 0 ? '' : digits.slice(power).padStart(-power, '0');
  return `${negative ? '-' : ''}${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
};
