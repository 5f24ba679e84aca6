const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const INTEGER = /^[+-]?\d+$/;

/** An xsd:double as it may stand in a CSV cell, or null. No separators, signs of currency or blanks. */
export function parseDouble(text: string): number | null {
  if (!DECIMAL.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** An xsd:int: whole, 32 bits, or null. */
export function parseInt32(text: string): number | null {
  if (!INTEGER.test(text)) return null;
  const value = Number(text);
  return value >= -2147483648 && value <= 2147483647 ? value : null;
}

function splitDigits(value: number): { digits: string; exponent: number } {
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(power) };
}

/**
 * Writes a number as Java's Double.toString does, which is how Bulk API 2.0 gives double, currency and
 * percent cells back: plain from 0.001 up to 10,000,000 (always with a decimal point), otherwise as
 * `9.12260031E8`.
 */
export function formatJavaDouble(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 0.001 && size < 10_000_000) return Number.isInteger(value) ? `${value}.0` : String(value);
  const { digits, exponent } = splitDigits(value);
  return `${value < 0 ? '-' : ''}${digits[0] ?? '0'}.${digits.slice(1) || '0'}E${exponent}`;
}

/** Rounds half away from zero at a number of decimals, working on the shortest decimal digits. */
export function roundToScale(value: number, scale: number): number {
  if (Number.isInteger(value)) return value;
  const power = 10 ** scale;
  const scaled = Math.round(value * power);
  // A quotient is rounded rightly: where it gives the value back, the value has no more decimals than that.
  if (Math.abs(scaled) < Number.MAX_SAFE_INTEGER && scaled / power === value) return value;
  const { digits, exponent } = splitDigits(value);
  const keep = exponent + 1 + scale;
  if (keep >= digits.length || value === 0) return value;
  if (keep < 0) return 0;
  const roundsUp = (digits.charCodeAt(keep) || 48) >= 53;
  const kept = BigInt(digits.slice(0, keep) || '0') + (roundsUp ? 1n : 0n);
  return Number(`${value < 0 ? '-' : ''}${kept}e${-scale}`);
}
