const escape = /_x([0-9A-Fa-f]{4})_/g;

/**
 * Takes off the escapes a workbook writes for characters XML has no place for: `_x000D_` is a carriage return,
 * `_x005F_` an underscore that would have looked like the beginning of one (ECMA-376 part 1, 22.4.2.4).
 */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(escape, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
