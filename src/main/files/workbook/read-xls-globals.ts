import { readNumberFormat } from '../../../core/workbook/number-format';

/** What the first part of an .xls says of the whole: [MS-XLS] 2.1.7.20.3. */
export type XlsGlobals = {
  /** BIFF8 is that of Excel 97 to 2003; older ones differ in every record. */
  isBiff8: boolean;
  isProtected: boolean;
  hidden: boolean[];
  /** Some number format shows leading zeros, which are no part of the values. */
  hasPadding: boolean;
};

const beginning = 0x0809;
const biff8 = 0x0600;
const filePass = 0x002f;
const boundSheet = 0x0085;
const format = 0x041e;
const end = 0x000a;

const readFormatCode = (body: Buffer): string => {
  const length = body.readUInt16LE(2);
  const isWide = ((body[4] ?? 0) & 1) === 1;
  return body.toString(isWide ? 'utf16le' : 'latin1', 5, 5 + (isWide ? length * 2 : length));
};

/** Reads the records of the workbook's globals as far as `bytes` go. */
export const readXlsGlobals = (bytes: Buffer): XlsGlobals => {
  const globals: XlsGlobals = { isBiff8: false, isProtected: false, hidden: [], hasPadding: false };
  for (let at = 0; at + 4 <= bytes.length;) {
    const id = bytes.readUInt16LE(at);
    const length = bytes.readUInt16LE(at + 2);
    const body = bytes.subarray(at + 4, at + 4 + length);
    if (body.length < length || id === end) break;
    if (id === beginning && length >= 2) globals.isBiff8 = body.readUInt16LE(0) === biff8;
    else if (id === filePass) globals.isProtected = true;
    else if (id === boundSheet && length >= 6) globals.hidden.push(((body[4] ?? 0) & 3) !== 0);
    else if (id === format && length >= 5) {
      globals.hasPadding ||= readNumberFormat(readFormatCode(body)).kind === 'padded';
    }
    at += 4 + length;
  }
  return globals;
};
