/**
 * What a filled cell can be read as, as bits of one whole number, so that a column keeps a count for each shape
 * and nothing for each cell. `width` digits stand above them for cells of digits alone.
 */
export const shape = {
  numberDot: 1 << 0,
  numberComma: 1 << 1,
  /** The two decimal marks give different numbers. */
  marksDiffer: 1 << 2,
  /** Under this mark the number has decimals that are not all zero. */
  fractionDot: 1 << 3,
  fractionComma: 1 << 4,
  dateDmy: 1 << 5,
  dateMdy: 1 << 6,
  /** Every order reads the date alike: its year stands in front, or its month is named. */
  dateYmd: 1 << 7,
  /** The date or time names its offset from UTC. */
  hasOffset: 1 << 8,
  shortYear: 1 << 9,
  /** A time of day without a date. */
  time: 1 << 10,
  boolean: 1 << 11,
  email: 1 << 12,
  error: 1 << 13,
  leadingZero: 1 << 14,
  scientific: 1 << 15,
  /** More than 15 digits, of which all beyond the fifteenth are zeros. */
  rounded: 1 << 16,
  /** Can be one of the numbers by which spreadsheets count days, from 1954 to 2099. */
  serial: 1 << 17,
  /** Fifteen or eighteen letters and digits, the sixth of which is the zero of record Ids. */
  id15: 1 << 18,
  id18: 1 << 19,
  digits: 1 << 20,
  /** Day and month are another day of the year the other way round. */
  ordersDiffer: 1 << 21,
  /** Eighteen characters whose check characters prove that the letters lost their case. */
  idLostCase: 1 << 28,
  /** Fifteen characters with three letters at least, all of them large or all small. */
  idOneCase: 1 << 29,
  /** A formula that is nothing but a text, `="00123"`, by which programs keep spreadsheets from changing it. */
  formulaText: 1 << 30,
  /** Holds characters nobody sees, whatever else it is. */
  invisible: 1 << 31,
} as const;

export const widthAt = 22;
export const widest = 63;

/** The number of digits of a cell of digits alone; 63 stands for more. */
export const widthOf = (bits: number): number => (bits >>> widthAt) & widest;

export const zero = 48;
export const nine = 57;
