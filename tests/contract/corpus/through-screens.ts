import type { LoadView } from '../../../src/shared/domain/load';
import type { GridRow } from '../../../src/shared/domain/grid';
import { AppError, type ErrorCode } from '../../../src/shared/errors/app-error';
import type { World } from '../loads/world';
import { canonicalWire, type SeenReading } from '../../corpus/compare';
import type { Seen } from '../../corpus/judge';
import type { CorpusFile } from '../../corpus/load-corpus';
import type { Asked, Reading, Sending } from '../../corpus/make/model';
import { anyText, corpusObject } from '../../corpus/org-object';
import { damageCauses } from '../../corpus/vocabulary';

const page = 1000;

const readAll = async (world: World, load: LoadView, wanted: Reading | undefined): Promise<GridRow[]> => {
  const rows: GridRow[] = [];
  const offsets =
    wanted?.rowCount === undefined
      ? Array.from({ length: Math.ceil(load.sheet.rows / page) }, (_, at) => at * page)
      : [...new Set(wanted.rows.map(([row]) => Math.floor((row - 1) / page) * page))];
  for (const offset of offsets) {
    const found = await world.call['rows.page']({ loadId: load.id, filter: {}, offset, limit: page });
    rows.push(...found.rows);
  }
  return rows;
};

/** Takes a file as the File screen does, and has it read again where a person chose otherwise. */
const take = async (world: World, path: string, ask: Asked | undefined): Promise<LoadView> => {
  const load = await world.call['loads.create']({ orgId: world.orgId, path });
  if (ask === undefined) return load;
  return world.call['loads.reread']({ loadId: load.id, ...ask } as never);
};

const match = async (world: World, load: LoadView, { fields, choose = {} }: Sending): Promise<LoadView> => {
  const { dateOrder, decimal, timeZone, errorCells, centuryFrom } = choose;
  await world.call['loads.setTarget']({ loadId: load.id, object: corpusObject, operation: 'insert' });
  await world.call['loads.setOptions']({
    loadId: load.id,
    options: { api: 'collections', ...(errorCells === undefined ? {} : { errorCells: errorCells as never }) },
  });
  const format = {
    ...(dateOrder === undefined ? {} : { dateOrder }),
    ...(decimal === undefined ? {} : { decimalMark: decimal }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(centuryFrom === undefined ? {} : { centuryFrom }),
  };
  for (const [header, kind] of Object.entries(choose.repairs ?? {})) {
    const column = load.sheet.columns.findIndex((candidate) => candidate.header === header);
    const repairs = [{ kind: kind as never }];
    await world.call['loads.setRepairs']({ loadId: load.id, column, repairs });
  }
  return world.call['loads.setMapping']({
    loadId: load.id,
    entries: load.sheet.columns.map(({ index, header }) => {
      const field = fields[header] ?? null;
      return {
        column: index,
        field,
        ...(field === null || Object.keys(format).length === 0 ? {} : { format }),
      };
    }),
  });
};

/**
 * Matches one column with a field that takes any text, and checks every row. False: something is open yet. A formula
 * without a result holds its row only where its column is matched, so that is the one where there is one.
 */
const check = async (world: World, load: LoadView, wanted: Reading | undefined): Promise<boolean> => {
  const place = wanted?.damage?.find(([, kind]) => kind === 'no-value')?.[3];
  const { columns } = load.sheet;
  const named = place === undefined ? columns.find(({ header }) => header.trim() !== '') : columns[place - 1];
  const header = named?.header ?? '';
  try {
    await match(world, load, { fields: { [header]: anyText }, choose: { errorCells: 'text' }, wire: [] });
    await world.call['loads.review']({ loadId: load.id });
    return true;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === ('file.undecided' as ErrorCode)) return false;
    throw cause;
  }
};

const damageWords = new Set<string>(Object.values(damageCauses));

/** Rows are known to be damaged once they were checked; until then the findings count them. */
const readDamage = async (world: World, load: LoadView): Promise<NonNullable<SeenReading['damage']>> =>
  (await readAll(world, load, undefined)).flatMap(({ row, problem, state }) =>
    state === 'held' && problem !== null && damageWords.has(problem.cause)
      ? [[row, problem.cause, Number(problem.params['line']), undefined]]
      : [],
  );

/** What a person is told of the file as a whole, and of each column. */
const readFindings = ({ sheet }: LoadView): NonNullable<SeenReading['findings']> => [
  ...sheet.findings.map(({ code, count, column }): [string, number, string?] =>
    column === undefined ? [code, count] : [code, count, column],
  ),
  ...sheet.columns.flatMap((column) =>
    ((column as { damage?: { kind: string; count: number }[] }).damage ?? []).map(
      ({ kind, count }): [string, number, string] => [kind, count, column.header],
    ),
  ),
];

/** The sheet of a workbook that was read. */
export const readSheetName = (dialect: object): string | undefined =>
  (dialect as { workbook?: { sheet: string } }).workbook?.sheet;

/** Reads a file through the calls of the screens. */
export const readThroughScreens = async (
  world: World,
  path: string,
  { expected }: CorpusFile,
): Promise<Seen> => {
  let load: LoadView;
  try {
    load = await take(world, path, expected.ask);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const { line, column } = cause.params as { line?: number; column?: number };
    return { kind: 'refusal', code: cause.code, line, column };
  }
  const { sheet } = load;
  const rows = await readAll(world, load, expected.reading);
  const reading: SeenReading = {
    dialect: { ...sheet.dialect, sheet: readSheetName(sheet.dialect) },
    headerLine: sheet.headerLine,
    header: sheet.columns.map(({ header }) => header),
    rows: rows.map(({ row, line, cells }) => [row, line, cells]),
    rowCount: sheet.rows,
    blankLines: sheet.blankLines,
    findings: readFindings(load),
  };
  const { damage = [], asks = false } = expected.reading ?? {};
  if (damage.length === 0 && !asks) return { kind: 'reading', reading };
  const isDecided = await check(world, load, expected.reading);
  if (!isDecided) return { kind: 'reading', reading: { ...reading, asks: true } };
  return { kind: 'reading', reading: { ...reading, asks: false, damage: await readDamage(world, load) } };
};

export type SeenSending = {
  undecided: [code: string, column: string][];
  wire: [row: number, values: string[]][];
  held: [row: number, cause: string][];
};

/** What was sent of every row of a load, field by field as asked. */
export const readWire = async (world: World, loadId: string, rows: number, names: string[]) => {
  const wire: [number, string[]][] = [];
  for (let row = 1; row <= rows; row += 1) {
    const [attempt] = await world.call['rows.history']({ loadId, row });
    if (attempt === undefined) continue;
    const values = new Map(attempt.sent.map(({ field, value }) => [field, value]));
    wire.push([row, names.map((name) => canonicalWire(values.get(name) ?? '', name))]);
  }
  return wire;
};

/** Sends a file through the calls of the screens, and says what went out and what was kept back. */
export const sendThroughScreens = async (
  world: World,
  path: string,
  { expected }: CorpusFile,
  sending: Sending,
): Promise<SeenSending> => {
  const load = await take(world, path, expected.ask);
  const matched = await match(world, load, sending);
  const undecided = matched.mappingProblems.map(({ code, header = '' }): [string, string] => [
    code.replace(/-undecided$/, ''),
    header,
  ]);
  if (undecided.length > 0) return { undecided, wire: [], held: [] };
  const { balance } = await world.call['loads.review']({ loadId: load.id }).then(async () =>
    world.call['loads.get']({ loadId: load.id }),
  );
  if (balance.counts.ready > 0) {
    await world.call['loads.send']({ loadId: load.id, rows: balance.counts.ready });
    await world.settled(load.id);
  }
  const rows = await readAll(world, load, undefined);
  return {
    undecided,
    wire: await readWire(world, load.id, load.sheet.rows, Object.values(sending.fields)),
    held: rows.flatMap(({ row, state, problem }) => (state === 'held' ? [[row, problem?.cause ?? '']] : [])),
  };
};
