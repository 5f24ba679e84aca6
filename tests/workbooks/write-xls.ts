/** What stands in a cell of an .xls; `style` is the place of its format among those given, from 1. */
export type XlsValue =
  | string
  | number
  | boolean
  | null
  | { number: number; style: number }
  | { error: number }
  | { formula: number | string | boolean; sharing?: boolean }
  | { shared: string }
  | { packed: number[] };

export type XlsSheet = {
  name: string;
  rows: XlsValue[][];
  hidden?: boolean;
  merges?: [number, number, number, number][];
  hiddenRows?: number[];
  hiddenColumns?: number[];
  filtered?: boolean;
};

export type XlsBook = { formats?: string[]; is1904?: boolean; protect?: boolean; version?: number };

const record = (id: number, ...body: Buffer[]): Buffer => {
  const data = Buffer.concat(body);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};

const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => bytes.writeUInt16LE(value, at * 2));
  return bytes;
};

const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};

const wideText = (text: string): Buffer =>
  Buffer.concat([words(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')]);

const shortText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([text.length, 1]), Buffer.from(text, 'utf16le')]);

const writeFormula = (place: Buffer, result: number | string | boolean, sharing: boolean): Buffer => {
  const tail = Buffer.alloc(8);
  if (typeof result === 'number') return record(0x06, place, double(result), tail);
  if (typeof result === 'boolean') {
    return record(0x06, place, Buffer.from([1, 0, result ? 1 : 0, 0, 0, 0, 0xff, 0xff]), tail);
  }
  const marked = record(0x06, place, Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff]), tail);
  const shared = sharing ? [record(0x4bc, Buffer.alloc(20))] : [];
  return Buffer.concat([marked, ...shared, record(0x207, wideText(result))]);
};

/** Whole numbers, and hundredths of them, in four bytes each. */
const writePacked = (row: number, column: number, values: readonly number[]): Buffer => {
  const cells = values.map((value) => {
    const bytes = Buffer.alloc(6);
    const isWhole = Number.isInteger(value);
    bytes.writeInt32LE(((isWhole ? value : Math.round(value * 100)) << 2) | (isWhole ? 2 : 3), 2);
    return bytes;
  });
  return record(0xbd, words(row, column), ...cells, words(column + values.length - 1));
};

const recordLimit = 8224;

/** The table of shared texts; a text that is cut gets narrow letters in the next record where it can. */
const writeSharedTexts = (texts: readonly string[]): Buffer => {
  const records: Buffer[] = [];
  const counts = Buffer.alloc(8);
  counts.writeUInt32LE(texts.length, 0);
  counts.writeUInt32LE(texts.length, 4);
  let body = counts;
  const close = (): void => {
    records.push(record(records.length === 0 ? 0xfc : 0x3c, body));
    body = Buffer.alloc(0);
  };
  for (const text of texts) {
    const isRich = text.startsWith('rich');
    if (body.length + 8 > recordLimit) close();
    body = Buffer.concat([
      body,
      words(text.length),
      Buffer.from([isRich ? 9 : 1]),
      ...(isRich ? [words(2)] : []),
    ]);
    let isWide = true;
    let at = 0;
    while (at < text.length) {
      const width = isWide ? 2 : 1;
      const fits = Math.min(text.length - at, Math.floor((recordLimit - body.length) / width));
      const piece = text.slice(at, at + fits);
      body = Buffer.concat([body, Buffer.from(piece, isWide ? 'utf16le' : 'latin1')]);
      at += fits;
      if (at === text.length) break;
      close();
      isWide = /[\u0100-\uffff]/.test(text.slice(at));
      body = Buffer.from([isWide ? 1 : 0]);
    }
    if (isRich) body = Buffer.concat([body, Buffer.alloc(8)]);
    if (body.length > recordLimit) {
      const rest = body.subarray(recordLimit);
      body = body.subarray(0, recordLimit);
      close();
      body = Buffer.from(rest);
    }
  }
  close();
  return Buffer.concat(records);
};

type Shared = { texts: string[] };

const writeCell = (row: number, column: number, value: XlsValue, shared: Shared): Buffer => {
  const place = words(row, column, 0);
  if (value === null) return Buffer.alloc(0);
  if (typeof value === 'string') return record(0x204, place, wideText(value));
  if (typeof value === 'number') return record(0x203, place, double(value));
  if (typeof value === 'boolean') return record(0x205, place, Buffer.from([value ? 1 : 0, 0]));
  if ('error' in value) return record(0x205, place, Buffer.from([value.error, 1]));
  if ('formula' in value) return writeFormula(place, value.formula, value.sharing === true);
  if ('packed' in value) return writePacked(row, column, value.packed);
  if ('shared' in value) {
    const at = Buffer.alloc(4);
    at.writeUInt32LE(shared.texts.push(value.shared) - 1);
    return record(0xfd, place, at);
  }
  return record(0x203, words(row, column, value.style), double(value.number));
};

const sheetStart = record(0x809, words(0x600, 0x10, 0, 0), Buffer.alloc(8));
const end = record(0x0a);

const hiddenRow = (row: number): Buffer => record(0x208, words(row, 0, 0, 0, 0, 0, 0x20, 0));
const hiddenColumn = (column: number): Buffer => record(0x7d, words(column, column, 0, 0, 1, 0));

const writeSheet = (sheet: XlsSheet, shared: Shared): Buffer => {
  const { rows, merges = [], hiddenRows = [], hiddenColumns = [], filtered = false } = sheet;
  return Buffer.concat([
    sheetStart,
    ...hiddenColumns.map(hiddenColumn),
    ...(filtered ? [record(0x9b)] : []),
    ...hiddenRows.map(hiddenRow),
    ...rows.flatMap((cells, row) => cells.map((value, column) => writeCell(row, column, value, shared))),
    ...(merges.length > 0
      ? [
          record(
            0xe5,
            words(
              merges.length,
              ...merges.flatMap(([top, bottom, left, right]) => [top, bottom, left, right]),
            ),
          ),
        ]
      : []),
    end,
  ]);
};

/** The stream of a workbook in BIFF8, the form of Excel 97 to 2003. */
export const writeBiff = (sheets: readonly XlsSheet[], book: XlsBook = {}): Buffer => {
  const { formats = [], is1904 = false, protect = false, version = 0x600 } = book;
  const head = Buffer.concat([
    record(0x809, words(version, 5, 0, 0), Buffer.alloc(8)),
    ...(protect ? [record(0x2f, words(1), Buffer.alloc(52))] : []),
    record(0x22, words(is1904 ? 1 : 0)),
    ...formats.map((code, at) => record(0x41e, words(164 + at), wideText(code))),
    ...[0, ...formats.map((_, at) => 164 + at)].map((id) => record(0xe0, words(0, id), Buffer.alloc(16))),
  ]);
  const bound = (at: number, place: number): Buffer => {
    const { name, hidden = false } = sheets[at] ?? { name: '' };
    const start = Buffer.alloc(6);
    start.writeUInt32LE(place, 0);
    start[4] = hidden ? 1 : 0;
    return record(0x85, start, shortText(name));
  };
  const shared: Shared = { texts: [] };
  const bodies = sheets.map((sheet) => writeSheet(sheet, shared));
  const texts = shared.texts.length > 0 ? writeSharedTexts(shared.texts) : Buffer.alloc(0);
  let place =
    texts.length + head.length + sheets.reduce((sum, _, at) => sum + bound(at, 0).length, 0) + end.length;
  const bounds = bodies.map((body, at) => {
    const entry = bound(at, place);
    place += body.length;
    return entry;
  });
  return Buffer.concat([head, ...bounds, texts, end, ...bodies]);
};

const sectorSize = 512;
const free = 0xffffffff;
const last = 0xfffffffe;
const table = 0xfffffffd;

const padTo = (bytes: Buffer, size: number): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((size - (bytes.length % size)) % size)]);

const directoryEntry = (name: string, type: number, start: number, size: number, child = free): Buffer => {
  const entry = Buffer.alloc(128);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE(name === '' ? 0 : name.length * 2 + 2, 64);
  entry[66] = type;
  entry[67] = 1;
  entry.writeUInt32LE(free, 68);
  entry.writeUInt32LE(free, 72);
  entry.writeUInt32LE(child, 76);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
};

/** An OLE compound file with the given streams, each long enough to stand in sectors of its own. */
export const writeOle = (streams: readonly { name: string; data: Buffer }[]): Buffer => {
  const padded = streams.map(({ data }) =>
    padTo(data.length < 4096 ? Buffer.concat([data, Buffer.alloc(4096 - data.length)]) : data, sectorSize),
  );
  const next: number[] = [];
  const chain = (sectors: number): number => {
    const start = next.length;
    for (let at = 1; at <= sectors; at += 1) next.push(at === sectors ? last : start + at);
    return start;
  };
  const starts = padded.map((data) => chain(data.length / sectorSize));
  const entries = [
    directoryEntry('Root Entry', 5, last, 0, 1),
    ...streams.map(({ name }, at) => directoryEntry(name, 2, starts[at] ?? 0, padded[at]?.length ?? 0)),
  ];
  const directory = padTo(Buffer.concat(entries), sectorSize);
  const directoryStart = chain(directory.length / sectorSize);
  const perSector = sectorSize / 4;
  let tables = 1;
  let lists = 0;
  for (;;) {
    const needed = Math.ceil((next.length + tables + lists) / perSector);
    const more = Math.ceil(Math.max(0, needed - 109) / (perSector - 1));
    if (needed <= tables && more <= lists) break;
    tables = Math.max(tables, needed);
    lists = more;
  }
  const tableStart = next.length;
  for (let at = 0; at < tables; at += 1) next.push(table);
  const listStart = next.length;
  for (let at = 0; at < lists; at += 1) next.push(0xfffffffc);
  const numbers = Buffer.alloc(tables * sectorSize, 0xff);
  next.forEach((value, at) => numbers.writeUInt32LE(value, at * 4));
  const listed = Buffer.alloc(lists * sectorSize, 0xff);
  for (let at = 109; at < tables; at += 1) {
    const list = Math.floor((at - 109) / (perSector - 1));
    listed.writeUInt32LE(tableStart + at, list * sectorSize + ((at - 109) % (perSector - 1)) * 4);
  }
  for (let at = 0; at < lists; at += 1) {
    listed.writeUInt32LE(at + 1 === lists ? last : listStart + at + 1, (at + 1) * sectorSize - 4);
  }
  const header = Buffer.alloc(sectorSize);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(directoryStart, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(last, 60);
  header.writeUInt32LE(lists > 0 ? listStart : last, 68);
  header.writeUInt32LE(lists, 72);
  for (let at = 0; at < 109; at += 1) header.writeUInt32LE(at < tables ? tableStart + at : free, 76 + at * 4);
  return Buffer.concat([header, ...padded, directory, numbers, listed]);
};

export const writeXls = (sheets: readonly XlsSheet[], book: XlsBook = {}): Buffer =>
  writeOle([{ name: 'Workbook', data: writeBiff(sheets, book) }]);
