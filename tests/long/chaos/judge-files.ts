import { join } from 'node:path';
import type { Played } from './scene';
import { listFolder, readReport, readTable, type Report, type Told } from './read-output';

const files = ['ledger.csv', 'succeeded.csv', 'failed.csv', 'not-processed.csv', 'report.json'];
const good: ReadonlySet<string> = new Set(['created', 'updated', 'unchanged', 'deleted']);
const final: ReadonlySet<string> = new Set([
  ...good,
  'failed',
  'not_processed',
  'no_verdict',
  'held',
  'excluded',
]);

const countOf = (told: Told, state: string): number => told.rows.filter((row) => row.state === state).length;

const jsonNames: Readonly<Record<string, string>> = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  deleted: 'deleted',
  failed: 'failed',
  notProcessed: 'not_processed',
  noVerdict: 'no_verdict',
  held: 'held',
  excluded: 'excluded',
};

/** Whether the files of a load agree with each other and with the file it was made of. */
export const judgeFiles = async (
  { load, out }: Played,
  folder: string,
  wasKilled: boolean,
): Promise<{ wrong: string[]; ledger: Told | null; report: Report | null }> => {
  const wrong: string[] = [];
  const path = join(folder, out);
  const ledger = await readTable(join(path, 'ledger.csv'));
  const report = await readReport(path);
  const names = await listFolder(path);
  if (ledger === null || report === null) {
    if (names.some((name) => files.includes(name)))
      wrong.push(`folder without ledger or report holds ${names.join(' ')}`);
    return { wrong, ledger, report };
  }
  // A command that is killed beside the one that was told the end leaves what it was just writing.
  const extra = names.filter((name) => !files.includes(name) && !(wasKilled && name.endsWith('.part')));
  if (extra.length > 0 || files.some((name) => !names.includes(name)))
    wrong.push(`folder holds ${names.join(' ')}`);

  if (ledger.rows.length !== load.rows.length)
    wrong.push(`ledger has ${ledger.rows.length} rows of ${load.rows.length}`);
  for (const [at, told] of ledger.rows.entries()) {
    const source = load.rows[at];
    if (source === undefined) continue;
    if (told.row !== at + 1) wrong.push(`row ${at + 1} of the ledger says ${told.row}`);
    const mended = load.mended.get(told.row);
    const isSame = (cells: readonly string[]): boolean =>
      told.cells.every(
        (cell, column) => cell === (cells[column] ?? '') || (source.damaged && column >= cells.length - 1),
      );
    if (!isSame(source.cells) && !(mended !== undefined && isSame(mended.cells)))
      wrong.push(`row ${told.row} is not as read: ${JSON.stringify([told.cells, source.cells])}`);
    if (!final.has(told.state)) wrong.push(`row ${told.row} is ${told.state} at the end`);
    if (!/^(\w{18})?$/.test(told.id)) wrong.push(`row ${told.row} has the id ${told.id}`);
    const wanted = told.state === 'created' ? 'true' : good.has(told.state) ? 'false' : '';
    if (told.created !== wanted && !(told.state === 'deleted' && told.created === ''))
      wrong.push(`row ${told.row} is ${told.state} and _created "${told.created}"`);
    if (told.state === 'failed' && told.error === '') wrong.push(`row ${told.row} failed without a word`);
    if (told.state === 'held' && told.attempts !== 0 && mended === undefined)
      wrong.push(`row ${told.row} is held and was sent ${told.attempts} times`);
    if ((good.has(told.state) || told.state === 'failed') && !(told.attempts >= 1))
      wrong.push(`row ${told.row} is ${told.state} after ${told.attempts} attempts`);
    if (source.damaged && mended === undefined && told.state !== 'held')
      wrong.push(`row ${told.row} is damaged and ${told.state}`);
  }

  for (const [name, states] of [
    ['succeeded.csv', [...good]],
    ['failed.csv', ['failed']],
    ['not-processed.csv', ['not_processed']],
  ] as const) {
    const table = await readTable(join(path, name));
    const wanted = ledger.rows.filter(({ state }) => (states as readonly string[]).includes(state));
    const is = (table?.rows ?? []).map(({ line }) => line).join('\n');
    if (table === null || is !== wanted.map(({ line }) => line).join('\n'))
      wrong.push(`${name} does not hold the rows of the ledger`);
  }
  for (const [name, state] of Object.entries(jsonNames))
    if (report[name] !== countOf(ledger, state))
      wrong.push(`report says ${name} ${String(report[name])}, ledger ${countOf(ledger, state)}`);
  if (report.rows !== ledger.rows.length) wrong.push(`report says ${report.rows} rows`);
  if (!report.balanced || report.state !== 'finished')
    wrong.push(`report: ${report.state}, balanced ${report.balanced}`);
  const isWhole = ledger.rows.every(({ state }) => good.has(state));
  if (report.exit !== (isWhole ? 0 : 1)) wrong.push(`report says exit ${report.exit}`);
  return { wrong, ledger, report };
};
