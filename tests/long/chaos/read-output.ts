import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from './csv';

/** A row as the command's own files tell of it. */
export type ToldRow = {
  row: number;
  cells: string[];
  state: string;
  id: string;
  created: string;
  code: string;
  error: string;
  attempts: number;
  /** All of it, to be compared. */
  line: string;
};

const own = ['_row', '_state', '_id', '_created', '_error_code', '_error', '_attempts'] as const;

export type Told = { header: string[]; rows: ToldRow[] };

export const readTable = async (path: string): Promise<Told | null> => {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const [header = [], ...records] = parseCsv(text);
  const source = header.length - own.length;
  return {
    header,
    rows: records.map((cells) => {
      const [row, state, id, created, code, error, attempts] = cells.slice(source);
      return {
        row: Number(row),
        cells: cells.slice(0, source),
        state: state ?? '',
        id: id ?? '',
        created: created ?? '',
        code: code ?? '',
        error: error ?? '',
        attempts: Number(attempts),
        line: cells.join('\u0001'),
      };
    }),
  };
};

export const readLedger = async (folder: string): Promise<Told | null> =>
  readTable(join(folder, 'ledger.csv'));

export type Report = Record<string, unknown> & {
  loadId: string;
  exit: number;
  state: string;
  balanced: boolean;
  rows: number;
};

export const readReport = async (folder: string): Promise<Report | null> => {
  const text = await readFile(join(folder, 'report.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Report);
};

export const listFolder = async (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
