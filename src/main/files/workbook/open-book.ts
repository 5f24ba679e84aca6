import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors/app-error';
import { toFileError } from '../to-file-error';
import { openOds } from './open-ods';
import { openXls } from './open-xls';
import { openXlsx } from './open-xlsx';
import type { SheetBook } from './sheet-book';
import { readXml } from './xml-stream';
import { openZip, type ZipParts } from './zip-parts';

/** As far as a web page that calls itself a workbook may take to come to its table. */
const headSize = 16 * 1024;

const readHead = async (path: string): Promise<Buffer> => {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize), 0, headSize, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw toFileError(cause, path);
  }
};

const startsWith = (head: Buffer, ...bytes: number[]): boolean =>
  bytes.every((byte, at) => head[at] === byte);

const isZip = (head: Buffer): boolean =>
  startsWith(head, 0x50, 0x4b, 3, 4) || startsWith(head, 0x50, 0x4b, 5, 6);
const isOle = (head: Buffer): boolean => startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);

/** Excel 2 to 95 without an envelope: a record that says where a sheet or workbook begins. */
const isOldExcel = (head: Buffer): boolean =>
  head[0] === 9 &&
  [0, 2, 4, 8].includes(head[1] ?? 1) &&
  [4, 6, 8, 16].includes(head[2] ?? 0) &&
  head[3] === 0;

/** Whether a file begins as workbooks do; opening it says whether it is one. */
export const beginsAsBook = async (path: string): Promise<boolean> => {
  const head = await readHead(path);
  return isZip(head) || isOle(head) || isOldExcel(head);
};

const decodeHead = (head: Buffer): string => {
  if (startsWith(head, 0xff, 0xfe)) return head.toString('utf16le', 2);
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
};

const markup = /^\s*<(?:!doctype\s+html|!--|\?xml\s|[a-z]+[\s>])/i;
const tableOfPage = /<(?:html|table|tr|td)[\s>]/i;
const mailedPage = /^\s*MIME-Version:[\s\S]*?multipart\/related/i;
const spreadsheetXml =
  /^\s*<\?xml[\s\S]*?(?:urn:schemas-microsoft-com:office:spreadsheet|<office:document[\s>])/i;

/** An object with a first name, or a list of objects or lists. */
const json = /^\s*(?:\[\s*){0,2}(?:\{\s*"(?:[^"\\]|\\.){0,200}"\s*:|\[\s*\[\s*["\d])/;
const otherXml = /^\s*<\?xml\s/;

/** Text that is no table of rows and cells as it stands, though Excel opens some of it as a workbook. */
const refuseMarkup = (head: Buffer, name: string): void => {
  const text = decodeHead(head);
  if (spreadsheetXml.test(text)) throw new AppError('file.xml-spreadsheet', { name });
  if ((markup.test(text) && tableOfPage.test(text)) || mailedPage.test(text)) {
    throw new AppError('file.html-table', { name });
  }
  if (otherXml.test(text)) throw new AppError('file.xml', { name });
  if (json.test(text)) throw new AppError('file.json', { name });
};

const isSpreadsheet = async (zip: ZipParts, name: string): Promise<boolean> => {
  const list = '[Content_Types].xml';
  let found = false;
  if (!zip.has(list)) return false;
  await readXml(
    zip.read(list),
    {
      open: (_, { ContentType: type = '' }) => {
        found ||= /(?:spreadsheetml|ms-excel)\.(?:sheet|template|addin)(?:\.macroEnabled)?\.main\+xml$/i.test(
          type,
        );
      },
    },
    { name },
  );
  return found;
};

const isOpenDocument = async (zip: ZipParts): Promise<boolean> => {
  if (!zip.has('content.xml') || zip.size('mimetype') > 200) return false;
  let type = '';
  if (zip.has('mimetype')) for await (const chunk of zip.read('mimetype')) type += chunk.toString('latin1');
  return type.trim().startsWith('application/vnd.oasis.opendocument.spreadsheet');
};

const openZipped = async (path: string, signal?: AbortSignal): Promise<SheetBook> => {
  const name = basename(path);
  const zip = await openZip(path);
  try {
    if (zip.has('xl/workbook.bin')) throw new AppError('file.binary-workbook', { name });
    if (await isSpreadsheet(zip, name)) return await openXlsx(zip, path, signal);
    if (await isOpenDocument(zip)) return await openOds(zip, path, signal);
    throw new AppError('file.not-workbook', { name });
  } catch (cause) {
    zip.close();
    throw cause;
  }
};

/**
 * Opens a file as a workbook where its bytes say that it is one, whatever its name; null for a file of text. Throws
 * an `AppError` for workbooks that can't be read: `file.password`, `file.binary-workbook`, `file.old-workbook`,
 * `file.html-table`, `file.xml-spreadsheet`, `file.xml`, `file.json`, `file.not-workbook`, and those of the readers.
 */
export const openBook = async (path: string, signal?: AbortSignal): Promise<SheetBook | null> => {
  const head = await readHead(path);
  const name = basename(path);
  if (isZip(head)) return openZipped(path, signal);
  if (isOle(head)) return openXls(path);
  if (isOldExcel(head)) throw new AppError('file.old-workbook', { name });
  refuseMarkup(head, name);
  return null;
};
