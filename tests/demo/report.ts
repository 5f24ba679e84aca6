import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from './judge';
import { countStates, type Claim } from './judge/claim';
import type { KnownSample } from './judge/mended-sheet';

export type Scene = { name: string; light: string; dark: string };

export type DemoReport = {
  agreed: boolean;
  startedAt: string;
  seconds: number;
  sheet: string;
  /** Columns the program sent to the right field by itself. */
  guessedColumns: { right: number; of: number };
  rounds: number;
  claim: Omit<Claim, 'rows'> & { states: Record<string, number> };
  verdict: Verdict;
  defects: { id: string; what: string; found: string; rows: number; ends: Record<string, number> }[];
  /** What went wrong unasked in the window or the main process. */
  problems: string[];
  scenes: Scene[];
};

/** Where the rows of every kind of defect ended. */
export function countDefects(known: KnownSample, claim: Claim): DemoReport['defects'] {
  const stateOf = new Map(claim.rows.map(({ row, state }) => [row, state]));
  return known.defects.map(({ id, what, found, rows }) => {
    const ends: Record<string, number> = {};
    for (const row of rows) {
      const state = stateOf.get(row) ?? 'in no state';
      ends[state] = (ends[state] ?? 0) + 1;
    }
    return { id, what, found, rows: rows.length, ends };
  });
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const count = (value: number): string => value.toLocaleString('en');
const words = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .filter(([, value]) => value > 0)
    .map(([state, value]) => `${count(value)} ${state === 'excluded' ? 'left out' : state.replace('_', ' ')}`)
    .join(', ');

const row = (cells: readonly (string | number)[], tag = 'td'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${typeof cell === 'number' ? count(cell) : escape(cell)}</${tag}>`).join('')}</tr>`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `<table><thead>${row(head, 'th')}</thead><tbody>${rows.map((cells) => row(cells)).join('')}</tbody></table>`;

const STYLE = `:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8884;vertical-align:top}
.scenes{display:grid;grid-template-columns:1fr 1fr;gap:1rem}figure{margin:0}img{width:100%;border:1px solid #8886;border-radius:6px}
figcaption{font-size:.85rem}.bad{color:#c0392b}li{margin:.2rem 0}`;

const picture = async (folder: string, file: string, alt: string): Promise<string> =>
  `<figure><img alt="${escape(alt)}" src="data:image/png;base64,${(await readFile(join(folder, file))).toString('base64')}"><figcaption>${escape(alt)}</figcaption></figure>`;

async function writeHtml(folder: string, report: DemoReport): Promise<string> {
  const { claim, verdict } = report;
  const { balance, states, onScreen } = claim;
  const shown = Object.keys({ ...balance.counts, ...states }).filter(
    (state) => (balance.counts[state] ?? 0) + (states[state] ?? 0) > 0,
  );
  const pictures: string[] = [];
  for (const { name, light, dark } of report.scenes) {
    pictures.push(
      await picture(folder, light, `${name}, light`),
      await picture(folder, dark, `${name}, dark`),
    );
  }
  const findings = [...verdict.findings, ...report.problems];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bulkhead demo</title><style>${STYLE}</style>
<h1>${report.agreed ? 'The program and the org agree on every row.' : '<span class="bad">The program and the org do not agree.</span>'}</h1>
<p>${escape(report.sheet)}: ${count(balance.rows)} rows, ${report.rounds} rounds, ${report.seconds} seconds, ${escape(report.startedAt)}.
${report.guessedColumns.right} of ${report.guessedColumns.of} columns were matched rightly by the program itself.</p>
${findings.length === 0 ? '' : `<h2>Findings</h2><ul class="bad">${findings.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`}
<h2>Where every row ended</h2>
${table(
  ['State', 'Rows, one by one', 'The load’s balance', 'On the screen'],
  shown.map((state) => [state, states[state] ?? 0, balance.counts[state] ?? 0, onScreen?.[state] ?? 0]),
)}
<h2>What the org says</h2>
<p>It held ${count(verdict.org.recordsBefore)} contacts before and holds ${count(verdict.org.recordsNow)} now.
${count(verdict.checked.records)} records were compared with the sheet, ${count(verdict.checked.values)} values in all;
${count(verdict.checked.untouched)} others are exactly as they were.</p>
${table(
  ['Job', 'State', 'Succeeded', 'Failed', 'Never tried'],
  verdict.org.jobs.map(({ id, state, succeeded, failed, unprocessed }) => [
    id,
    state,
    succeeded,
    failed,
    unprocessed,
  ]),
)}
<h2>What was wrong with the sheet, and where it ended</h2>
${table(
  ['Rows', 'What was wrong', 'Who could know', 'Where they ended'],
  report.defects.map(({ what, found, rows, ends }) => [
    rows,
    what,
    found === 'org' ? 'the org' : 'the sheet',
    words(ends),
  ]),
)}
<h2>The screens</h2><div class="scenes">${pictures.join('')}</div></html>
`;
}

/** Writes report.json and report.html into a folder that holds the pictures of the scenes. */
export async function writeReport(folder: string, report: DemoReport): Promise<void> {
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, 'report.html'), await writeHtml(folder, report));
}

/** The report in a few lines for a terminal. */
export function describeReport(report: DemoReport, folder: string): string {
  const { claim, verdict } = report;
  const { jobs } = verdict.org;
  const sum = (kind: 'succeeded' | 'failed' | 'unprocessed'): number =>
    jobs.reduce((total, job) => total + job[kind], 0);
  return [
    '',
    `Balance   ${words(claim.balance.counts)} = ${count(claim.balance.rows)} rows${claim.balance.balanced ? '' : ', NOT BALANCED'}`,
    `The org   ${count(verdict.org.recordsBefore)} contacts before, ${count(verdict.org.recordsNow)} now; ${jobs.length} jobs took ${count(verdict.checked.commits)} rows: ${count(sum('succeeded'))} succeeded, ${count(sum('failed'))} failed, ${count(sum('unprocessed'))} never tried`,
    `Judged    ${count(verdict.checked.records)} records, ${count(verdict.checked.values)} values, ${count(verdict.checked.untouched)} untouched records`,
    ...[...verdict.findings, ...report.problems].slice(0, 20).map((line) => `Finding   ${line}`),
    `Verdict   ${report.agreed ? 'The program and the org agree on every row.' : 'The program and the org do NOT agree.'}`,
    '',
    `Screenshots  ${folder}`,
    `Report       ${join(folder, 'report.html')}`,
  ].join('\n');
}

export const summariseClaim = ({ rows, ...claim }: Claim): DemoReport['claim'] => ({
  ...claim,
  states: countStates(rows),
});
