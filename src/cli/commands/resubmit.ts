import { resolve } from 'node:path';
import type { Program } from '../../main/compose';
import type { Transaction } from '../../main/store/database';
import { resubmitRows } from '../../main/use-cases/loads/resubmit';
import { recordFoundOut, type FoundOut, type RefusedRow } from '../../main/use-cases/loads/settle-rows';
import type { LoadView } from '../../shared/domain/load';
import { text } from '../../shared/messages/format';
import { agree } from '../agree';
import { readFixedRows } from '../fixed-rows';
import type { CommandIo } from '../../main/command-io';
import type { ExitCode } from '../exit-codes';
import { readMemory, writeMemory } from '../load-memory';
import { openOrgOf } from '../load-org';
import { readConsent, readPatience, readWanted, type Consent } from '../load-spec';
import { readOrgChoice, type OpenedOrg } from '../open-org';
import { refuseGivenFormat } from '../read-formats';
import { isSet, textOf, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';
import { describeUnused } from '../reading-notes';
import { runToEnd } from '../run-to-end';
import { claimFolder } from '../write-output';

type Decisions = Map<number, FoundOut>;

/** What it means for the record that a person found the row in the org, by the operation of the load. */
const written = {
  insert: 'created',
  upsert: 'created',
  update: 'updated',
  delete: 'deleted',
  hardDelete: 'deleted',
} as const;

/** What a person found out: of single rows, and of every other row without a verdict; null where nothing was said. */
type FoundOuts = { rows: Decisions; others: FoundOut | null };

/** Reads `--settle 17=created --settle 18=not-created`, and `--settle all=not-created`. */
const readFoundOuts = ({ values }: CommandLine, view: LoadView): FoundOuts => {
  const given = Array.isArray(values['settle']) ? values['settle'] : [];
  const rows: Decisions = new Map();
  let others: FoundOut | null = null;
  for (const word of given.flatMap((words) => words.split(','))) {
    const [, row, found] = /^\s*(\d{1,9}|all)=(created|not-created)\s*$/.exec(word) ?? [];
    if (row === undefined) refuse('cli.resubmit.settle', { word });
    const state = found === 'created' ? written[view.target?.operation ?? 'insert'] : 'failed';
    const before: FoundOut | null = row === 'all' ? others : (rows.get(Number(row)) ?? null);
    if (before !== null && before !== state) refuse('cli.resubmit.settle-twice', { row: row ?? '' });
    if (row === 'all') others = state;
    else rows.set(Number(row), state);
  }
  return { rows, others };
};

/** What was found out of each row, “all” being those without a verdict that are not named. */
const toDecisions = async (
  database: Pick<Transaction, 'all'>,
  { rows, others }: FoundOuts,
): Promise<Decisions> => {
  if (others === null) return rows;
  const open = await database.all("SELECT rn FROM st WHERE state = 'no_verdict' ORDER BY rn");
  return new Map([...open.map(([row]): [number, FoundOut] => [Number(row), others]), ...rows]);
};

const namedAtOnce = 10;

/** Rows that can't go again, by number and by what became of them. */
const refuseRows = (refused: readonly RefusedRow[]): void => {
  if (refused.length === 0) return;
  const words = refused
    .slice(0, namedAtOnce)
    .map(({ row, state }) => text('cli.resubmit.row', { row, state: state ?? 'unknown' }));
  const more = refused.length > namedAtOnce ? ` (+${refused.length - namedAtOnce})` : '';
  const settle = refused.some(({ state }) => state === 'no_verdict')
    ? ` ${text('cli.resubmit.settle-first')}`
    : '';
  refuse('cli.resubmit.refused', { rows: words.join(', ') + more, settle });
};

type Input = { program: Program; view: LoadView; line: CommandLine };

/** Rows to send again: the file that names them, where they go, and what makes sure that it is meant. */
type Resending = {
  file: string;
  org: OpenedOrg;
  consent: Consent;
  io: CommandIo;
  agreed: (ready: number) => Promise<void>;
};

type LaidRows = { ready: number; notes: string[] };

/**
 * Writes down what was found out of rows without a verdict and lays the fixed rows over the load, all of it or
 * nothing, and has the number of rows to send agreed to. `agreed` is called before they are there for good: of a
 * command that is killed in between, rows that nobody agreed to would be left, which no other command takes up.
 */
const layRows = async ({ program, view, line }: Input, resending: Resending | null): Promise<LaidRows> => {
  const found = readFoundOuts(line, view);
  const wanted = readWanted(line);
  const store = await program.loads.store(view.id);
  const object = await program.loads.object(view.id);
  const sources = view.sheet.columns.map(({ header }) => header);
  let ready = 0;
  const notes: string[] = [];
  await store.change(async (doc, tx) => {
    const decisions = await toDecisions(tx, found);
    refuseRows(await recordFoundOut(store, tx, decisions));
    if (resending === null || found.others !== null)
      notes.push(text('cli.resubmit.settled', { rows: decisions.size }));
    if (resending === null) return doc;
    const { file, org, consent, io, agreed } = resending;
    const { unknown, unguarded, isWorkbook } = await readFixedRows(file, wanted, sources, async (rows) =>
      refuseRows(await resubmitRows({ store, doc, object, tx, finder: program.finder }, rows, decisions)),
    );
    notes.push(
      ...describeUnused(wanted, isWorkbook),
      ...(unknown.length > 0 ? [text('cli.not-sent', { columns: unknown.join(', ') })] : []),
      ...(unguarded > 0 ? [text('cli.guards', { count: unguarded })] : []),
    );
    const [count] = await tx.all("SELECT count(*) FROM st WHERE state = 'ready'");
    ready = Number(count?.[0] ?? 0);
    if (ready === 0) refuse('cli.resubmit.nothing');
    const [held] = await tx.all("SELECT count(*) FROM st WHERE state = 'held'");
    if (consent.strict && Number(held?.[0] ?? 0) > 0)
      refuse('cli.resubmit.held', { rows: Number(held?.[0]) });
    const operation = doc.target?.operation ?? 'insert';
    const objectLabel = doc.target?.objectLabelPlural ?? '';
    await agree(program, { operation, rows: ready, objectLabel, org }, consent, io);
    await agreed(ready);
    return doc;
  });
  return { ready, notes };
};

/**
 * `resubmit`: rows that did not succeed go again, with the cells a fixed file gives them. Without a file it writes down
 * what a person found out of rows without a verdict, and sends nothing.
 */
export const resubmit = async (program: Program, line: CommandLine, io: CommandIo): Promise<ExitCode> => {
  const loadId = line.loadId ?? '';
  const fileName = textOf(line, 'file');
  if (fileName === undefined && line.values['settle'] === undefined)
    return refuse('cli.resubmit.settle-alone');
  refuseGivenFormat(line);
  const consent = readConsent(line);
  const choice = readOrgChoice(line, io);
  const { loads, running } = program;
  const view = await loads.view(loadId);
  const memory = await readMemory(loads.folder(loadId));
  const { counts } = view.balance;
  if (!['finished', 'checked'].includes(view.phase) || counts.ready > 0 || counts.sent > 0)
    return refuse('cli.resubmit.unfinished', { load: loadId });
  const folder = textOf(line, 'out');
  const out = folder === undefined ? memory.out : resolve(io.cwd, folder);
  if (out !== null) await claimFolder(out, loadId);
  const giveUpAfter = readPatience(line) ?? memory.giveUpAfter;
  const input: Input = { program, view, line };
  const course = { loadId, out, json: isSet(line, 'json') };
  if (fileName === undefined) {
    const { notes } = await layRows(input, null);
    await writeMemory(loads.folder(loadId), { ...memory, out, told: false });
    return runToEnd(program, { ...course, start: async () => undefined, notes }, io);
  }
  const org = await openOrgOf(program, { view, memory }, choice, giveUpAfter, io.interrupted);
  try {
    const file = resolve(io.cwd, fileName);
    const agreed = async (confirmed: number): Promise<void> =>
      writeMemory(loads.folder(loadId), { ...memory, out, giveUpAfter, confirmed, told: false });
    const { ready, notes } = await layRows(input, { file, org, consent, io, agreed });
    const start = async (): Promise<unknown> =>
      running.send(loadId, ready, ready, { patience: giveUpAfter * 1000 });
    return await runToEnd(program, { ...course, start, notes }, io);
  } finally {
    org.release();
  }
};
