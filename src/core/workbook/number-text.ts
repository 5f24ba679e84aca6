/** `digits` is the number of its digits before the mark, which is what Excel keeps 15 of. */
export type PlainNumber = { text: string; digits: number };

const short = /^(?:0|-?[1-9]\d{0,14})$/;
const shortFraction = /^(?:0|[1-9]\d*)\.\d+$/;
const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Doubles have no number beyond; an exponent like 9999 would only be a way to ask for memory. */
const mostPlaces = 400;

const shift = (whole: string, fraction: string, places: number): [string, string] => {
  if (places >= 0) {
    const moved = fraction.padEnd(places, '0');
    return [whole + moved.slice(0, places), moved.slice(places)];
  }
  const moved = whole.padStart(-places, '0');
  return [moved.slice(0, moved.length + places), moved.slice(moved.length + places) + fraction];
};

const countSignificant = (whole: string, fraction: string): number =>
  (whole + fraction).replace(/^0+/, '').replace(/0+$/, '').length;

/** A plain decimal as a percentage of the same value, digit by digit: `0.125` is `12.5%`. */
export const writePercent = (plain: string): string => {
  const sign = plain.startsWith('-') ? '-' : '';
  const [before = '', after = ''] = plain.slice(sign.length).split('.');
  const [moved, rest] = shift(before, after, 2);
  const fraction = rest.replace(/0+$/, '');
  return `${sign}${moved.replace(/^0+(?=\d)/, '')}${fraction === '' ? '' : `.${fraction}`}%`;
};

/**
 * The number a workbook holds as a plain decimal with a dot, digit by digit as it is written there: `1.2E+3` is
 * `1200`, and twenty digits stay twenty. Null where the text is no number.
 *
 * Excel writes doubles with 17 digits, so that what a person typed as 1.1 stands in the file as
 * `1.1000000000000001`: a fraction of 16 or 17 digits is given with the fewest digits that are the same double.
 */
export const toPlainNumber = (raw: string): PlainNumber | null => {
  if (short.test(raw)) return { text: raw, digits: raw.length - (raw.charCodeAt(0) === 45 ? 1 : 0) };
  // Up to fifteen digits and the mark, as most fractions are: nothing is to be done.
  if (raw.length <= 16 && shortFraction.test(raw)) {
    const whole = raw.indexOf('.');
    return { text: raw, digits: raw.charCodeAt(0) === 48 ? 0 : whole };
  }
  const match = shape.exec(raw.trim());
  if (match === null) return null;
  const [, sign = '', before = '', after = '', exponent = '0'] = match;
  const places = Number(exponent);
  if (before + after === '' || Math.abs(places) > mostPlaces) return null;
  const [moved, fraction] = shift(before, after, places);
  const whole = moved === '' ? '0' : places === 0 ? moved : moved.replace(/^0+(?=\d)/, '');
  const significant = countSignificant(whole, fraction);
  if (significant > 15 && significant <= 17 && /[1-9]/.test(fraction)) {
    const fewest = String(Number(raw));
    if (fewest.length < raw.trim().length) return toPlainNumber(fewest);
  }
  const isZero = significant === 0;
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return {
    text: sign === '-' && !isZero ? `-${text}` : text,
    digits: whole.replace(/^0+/, '').length,
  };
};
