import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../../../src/cli/run-command';
import { hasMessage, text } from '../../../src/shared/messages/format';
import type { SeenReading } from '../../corpus/compare';
import type { Seen } from '../../corpus/judge';
import type { CorpusFile } from '../../corpus/load-corpus';
import type { Asked, Sending } from '../../corpus/make/model';
import { anyText, corpusObject } from '../../corpus/org-object';
import { readCsv } from '../../corpus/read-csv';
import { refusalCodes } from '../../corpus/vocabulary';
import type { World } from '../loads/world';
import { readSheetName, readWire, type SeenSending } from './through-screens';

type Ran = { code: number; out: string; err: string; folder: string };

const ownColumns = 7;

const toWords = ({ encoding, delimiter, sheet }: Asked): string[] => [
  ...(encoding === undefined ? [] : ['--encoding', encoding]),
  ...(delimiter === undefined ? [] : ['--delimiter', delimiter]),
  ...(sheet === undefined ? [] : ['--sheet', sheet]),
];

/** Runs the entry of the command line in this process, in a folder of its own. */
const runLoad = async (
  world: World,
  path: string,
  mapping: Record<string, unknown>,
  words: readonly string[],
): Promise<Ran> => {
  const folder = await mkdtemp(join(world.folder, 'out-'));
  const mappingPath = join(folder, 'mapping.json');
  await writeFile(mappingPath, JSON.stringify(mapping));
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(
    world.program,
    [
      'load',
      '--file',
      path,
      '--object',
      corpusObject,
      '--operation',
      'insert',
      '--mapping',
      mappingPath,
      '--instance-url',
      world.org.instanceUrl,
      '--access-token-env',
      'TOKEN',
      '--out',
      join(folder, 'out'),
      '--api',
      'collections',
      '--json',
      ...words,
    ],
    {
      out: (line) => out.push(line),
      err: (line) => err.push(line),
      terminal: false,
      ask: null,
      token: world.org.accessToken,
      lastWords: () => undefined,
      pid: process.pid,
      cwd: folder,
      interrupted: new AbortController().signal,
    },
  );
  return { code, out: out.join('\n'), err: err.join(''), folder: join(folder, 'out') };
};

const knownCodes = [...new Set(Object.values(refusalCodes).flat())];

/** Which refusal a sentence tells of: by the words of the catalogue, or by those of the command line. */
const findCode = (err: string): string => {
  const told = knownCodes.find(
    (code) => hasMessage(`error.${code}.title`) && err.includes(text(`error.${code}.title` as never)),
  );
  if (told !== undefined) return told;
  if (/could be .* nothing in the file decides/i.test(err)) return 'file.encoding-doubt';
  if (/behind the quotation mark|text follows the closing/i.test(err)) return 'file.text-after-quote';
  if (/more than 4 million characters/i.test(err)) return 'file.cell-too-long';
  if (/quot/i.test(err)) return 'file.unclosed-quote';
  if (/column names and no rows/i.test(err)) return 'file.header-only';
  if (/has no name/i.test(err)) return 'file.empty-header';
  if (/is the name of|same name/i.test(err)) return 'file.repeated-header';
  return err;
};

const toRefusal = ({ err }: Ran): Seen => {
  const line = /\bline (\d[\d,]*)/i.exec(err)?.[1];
  const column = /\bcolumn (\d+)/i.exec(err)?.[1];
  return {
    kind: 'refusal',
    code: findCode(err),
    line: line === undefined ? undefined : Number(line.replaceAll(',', '')),
    column: column === undefined ? undefined : Number(column),
  };
};

/** A ledger without our own columns, and what those say of damage. */
const readLedger = async ({ folder }: Ran) => {
  const [names = [], ...records] = readCsv(await readFile(join(folder, 'ledger.csv'), 'utf8'));
  const width = names.length - ownColumns;
  return {
    header: names.slice(0, width).map((name) => name.replace(/^(_.*)_src$/, '$1')),
    records: records.map((cells) => {
      const [row = '', state = '', , , code = '', error = ''] = cells.slice(width);
      return { row: Number(row), state, code, error, cells: cells.slice(0, width) };
    }),
  };
};

const placeOf = (error: string): [number, number] => {
  const place = /^Line ([\d,]+), column (\d+)/.exec(error);
  return [Number((place?.[1] ?? '0').replaceAll(',', '')), Number(place?.[2] ?? 0)];
};

/** Reads a file through the command line: all it made of it stands in the ledger and the report. */
export const readThroughCommand = async (
  world: World,
  path: string,
  { expected }: CorpusFile,
): Promise<Seen> => {
  const wanted = { ...expected.reading, ...expected.cli?.reading };
  const { refusal } = { ...expected, ...expected.cli };
  // A formula without a result holds its row only where its column is matched.
  const place = wanted.damage?.find(([, kind]) => kind === 'no-value')?.[3];
  const first =
    place === undefined ? wanted.header?.find((name) => name.trim() !== '') : wanted.header?.[place - 1];
  const header = (refusal === undefined ? first : undefined) ?? 'Name';
  const words = [...toWords(expected.ask ?? {}), '--error-cells', 'text'];
  const ran = await runLoad(world, path, { [header]: anyText }, words);
  if (ran.code === 2) return toRefusal(ran);
  const ledger = await readLedger(ran);
  const report = JSON.parse(await readFile(join(ran.folder, 'report.json'), 'utf8')) as {
    blankLines: number;
    file: NonNullable<SeenReading['dialect']>;
  };
  return {
    kind: 'reading',
    reading: {
      dialect: { ...report.file, sheet: readSheetName(report.file) ?? report.file.sheet },
      header: ledger.header,
      rows: ledger.records.map(({ row, cells }) => [row, undefined, cells]),
      rowCount: ledger.records.length,
      blankLines: report.blankLines,
      damage: ledger.records.flatMap(({ row, state, code, error }) =>
        state === 'held' ? [[row, code, ...placeOf(error)]] : [],
      ),
    },
  };
};

const openKinds = [
  [/decimal/i, 'decimal-mark'],
  [/century/i, 'century'],
] as const;

/** Sends a file through the command line. */
export const sendThroughCommand = async (
  world: World,
  path: string,
  { expected }: CorpusFile,
  sending: Sending,
): Promise<SeenSending> => {
  const { dateOrder, decimal, timeZone, errorCells, centuryFrom, repairs = {} } = sending.choose ?? {};
  const mapping = Object.entries(sending.fields).map(([header, field]) => {
    const kind = repairs[header];
    return [header, kind === undefined ? field : { field, repairs: [{ kind }] }];
  });
  const ran = await runLoad(world, path, Object.fromEntries(mapping) as Record<string, unknown>, [
    ...toWords(expected.ask ?? {}),
    ...(dateOrder === undefined ? [] : ['--date-order', dateOrder]),
    ...(decimal === undefined ? [] : ['--decimal', decimal]),
    ...(timeZone === undefined ? [] : ['--time-zone', timeZone]),
    ...(centuryFrom === undefined ? [] : ['--century-from', String(centuryFrom)]),
    ...(errorCells === undefined ? [] : ['--error-cells', errorCells]),
  ]);
  if (ran.code === 2) {
    const column = Object.keys(sending.fields).find((name) => ran.err.includes(`“${name}”`)) ?? ran.err;
    return {
      undecided: [[openKinds.find(([words]) => words.test(ran.err))?.[1] ?? 'date-order', column]],
      wire: [],
      held: [],
    };
  }
  const { records } = await readLedger(ran);
  const { loadId } = JSON.parse(ran.out.split('\n').at(-1) ?? '{}') as { loadId: string };
  return {
    undecided: [],
    wire: await readWire(world, loadId, records.length, Object.values(sending.fields)),
    held: records.flatMap(({ row, state, code }) => (state === 'held' ? [[row, code]] : [])),
  };
};
