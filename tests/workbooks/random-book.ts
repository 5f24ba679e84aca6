import { writeOds } from './write-ods';
import { writeXls, type XlsValue } from './write-xls';
import { escapeXml, writeXlsx } from './write-xlsx';

/** A source of chance that gives the same again for the same seed. */
export type Chance = { below: (limit: number) => number; pick: <T>(values: readonly T[]) => T };

export const createChance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)] as (typeof values)[number] };
};

type Cell = { kind: 'text' | 'number' | 'date' | 'boolean' | 'error'; text: string; raw: string };
type Row = { line: number; cells: (Cell | null)[] };

/** A workbook as it is meant, and as bytes in one of the three forms. */
export type RandomBook = {
  form: 'xlsx' | 'ods' | 'xls';
  bytes: Buffer;
  header: string[];
  rows: Row[];
  blankLines: number;
};

const words = [
  'Łódź',
  'a & b',
  '<tag>',
  '  padded ',
  'two\nlines',
  '東京 😀',
  '=1+1',
  '"quoted"',
  '#tag',
  '0012',
];

const makeDate = (chance: Chance): Cell => {
  const days = 61 + chance.below(60_000);
  const at = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  return { kind: 'date', raw: String(days), text: at.toISOString().slice(0, 10) };
};

const makeCell = (chance: Chance): Cell | null => {
  switch (chance.below(7)) {
    case 0:
      return null;
    case 1: {
      const number = String((chance.below(2_000_000) - 1_000_000) / chance.pick([1, 1, 4, 8]));
      return { kind: 'number', raw: number, text: number };
    }
    case 2:
      return makeDate(chance);
    case 3: {
      const isTrue = chance.below(2) === 1;
      return { kind: 'boolean', raw: isTrue ? '1' : '0', text: String(isTrue) };
    }
    case 4:
      return { kind: 'error', raw: '#N/A', text: '#N/A' };
    default: {
      const text = `${chance.pick(words)}${chance.below(50)}`;
      return { kind: 'text', raw: text, text };
    }
  }
};

const letter = (column: number): string => String.fromCharCode(65 + column);

const toXlsx = (header: string[], rows: Row[], chance: Chance): Buffer => {
  const strings: string[] = [];
  const share = (text: string): number =>
    strings.push(`<si><t xml:space="preserve">${escapeXml(text)}</t></si>`) - 1;
  const write = (cell: Cell | null, column: number, line: number): string => {
    if (cell === null) return chance.below(3) === 0 ? `<c r="${letter(column)}${line}" s="1"/>` : '';
    const place = `<c r="${letter(column)}${line}"`;
    switch (cell.kind) {
      case 'text':
        return chance.below(2) === 0
          ? `${place} t="s"><v>${share(cell.raw)}</v></c>`
          : `${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.raw)}</t></is></c>`;
      case 'number':
        return `${place}><v>${cell.raw}</v></c>`;
      case 'date':
        return `${place} s="1"><f>1</f><v>${cell.raw}</v></c>`;
      case 'boolean':
        return `${place} t="b"><v>${cell.raw}</v></c>`;
      default:
        return `${place} t="e"><v>${cell.raw}</v></c>`;
    }
  };
  const lines: Row[] = [
    { line: 1, cells: header.map((text) => ({ kind: 'text', raw: text, text })) },
    ...rows,
  ];
  const data = lines
    .map(
      ({ line, cells }) =>
        `<row r="${line}">${cells.map((cell, at) => write(cell, at, line)).join('')}</row>`,
    )
    .join('');
  return writeXlsx({
    sheets: [{ name: 'S', rows: data }],
    strings: strings.join(''),
    formats: ['yyyy-mm-dd'],
  });
};

const toOds = (header: string[], rows: Row[]): Buffer => {
  const paragraphs = (text: string): string =>
    escapeXml(text)
      .replace(/^ | (?= )| $/g, '<text:s/>')
      .split('\n')
      .map((line) => `<text:p>${line}</text:p>`)
      .join('');
  const write = (cell: Cell | null): string => {
    if (cell === null) return '<table:table-cell/>';
    switch (cell.kind) {
      case 'number':
        return `<table:table-cell office:value-type="float" office:value="${cell.raw}"><text:p>shown</text:p></table:table-cell>`;
      case 'date':
        return `<table:table-cell office:value-type="date" office:date-value="${cell.text}"><text:p>shown</text:p></table:table-cell>`;
      case 'boolean':
        return `<table:table-cell office:value-type="boolean" office:boolean-value="${cell.text}"/>`;
      case 'error':
        return '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>';
      default:
        return `<table:table-cell office:value-type="string">${paragraphs(cell.raw)}</table:table-cell>`;
    }
  };
  let last = 1;
  const data = rows
    .map(({ line, cells }) => {
      const gap = line - last - 1;
      last = line;
      const empty = `<table:table-row table:number-rows-repeated="${gap}"><table:table-cell/></table:table-row>`;
      return `${gap > 0 ? empty : ''}<table:table-row>${cells.map(write).join('')}</table:table-row>`;
    })
    .join('');
  const names = header.map((text) => write({ kind: 'text', raw: text, text })).join('');
  return writeOds(
    `<table:table table:name="S"><table:table-row>${names}</table:table-row>${data}</table:table>`,
  );
};

const toXls = (header: string[], rows: Row[], chance: Chance): Buffer => {
  const lines: XlsValue[][] = [header];
  for (const { line, cells } of rows) {
    while (lines.length < line - 1) lines.push([]);
    lines.push(
      cells.map((cell): XlsValue => {
        if (cell === null) return null;
        switch (cell.kind) {
          case 'number':
            return Number(cell.raw);
          case 'date':
            return { number: Number(cell.raw), style: 1 };
          case 'boolean':
            return cell.raw === '1';
          case 'error':
            return { error: 42 };
          default:
            return chance.pick<XlsValue>([
              cell.raw,
              { shared: cell.raw },
              { formula: cell.raw, sharing: true },
            ]);
        }
      }),
    );
  }
  return writeXls([{ name: 'S', rows: lines }], { formats: ['yyyy-mm-dd'] });
};

/** Makes a workbook of a few rows by chance; the first cell of each row is filled, so that every row is one. */
export const makeRandomBook = (chance: Chance): RandomBook => {
  const header = Array.from({ length: 1 + chance.below(6) }, (_, at) => `Column ${at}`);
  const rows: Row[] = [];
  let line = 1;
  let blankLines = 0;
  for (let at = 1 + chance.below(30); at > 0; at -= 1) {
    const gap = chance.below(5) === 0 ? chance.below(4) : 0;
    blankLines += gap;
    line += 1 + gap;
    const first: Cell = { kind: 'text', raw: `row ${line}`, text: `row ${line}` };
    rows.push({ line, cells: [first, ...header.slice(1).map(() => makeCell(chance))] });
  }
  const form = chance.pick(['xlsx', 'ods', 'xls'] as const);
  const bytes =
    form === 'xlsx'
      ? toXlsx(header, rows, chance)
      : form === 'ods'
        ? toOds(header, rows)
        : toXls(header, rows, chance);
  return { form, bytes, header, rows, blankLines };
};
