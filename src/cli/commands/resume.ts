import { resolve } from 'node:path';
import type { Program } from '../../main/compose';
import type { LoadView } from '../../shared/domain/load';
import { AppError } from '../../shared/errors/app-error';
import { text } from '../../shared/messages/format';
import { isMarkedSending, type LoadFolder } from '../../main/store/load-folder';
import type { CommandIo } from '../../main/command-io';
import { exitCodes, type ExitCode } from '../exit-codes';
import { readMemory, writeMemory, type LoadMemory } from '../load-memory';
import { isForOrg, openOrgOf } from '../load-org';
import { readPatience } from '../load-spec';
import { openOrg, readOrgChoice, type OpenedOrg } from '../open-org';
import { isSet, textOf, type CommandLine } from '../parse-options';
import { refuse } from '../refusal';
import { runToEnd } from '../run-to-end';
import { claimFolder } from '../write-output';

type Unfinished = { view: LoadView; memory: LoadMemory };

const isAgreedTo = ({ phase, balance }: LoadView, { confirmed }: LoadMemory): boolean =>
  (phase === 'checked' || phase === 'finished') &&
  balance.counts.ready > 0 &&
  confirmed === balance.counts.ready;

/** An attempt that has no end yet, rows that were agreed to and never set going, or an end nobody was told. */
const isUnfinished = ({ view, memory }: Unfinished): boolean =>
  ['running', 'stopping', 'paused'].includes(view.phase) || isAgreedTo(view, memory) || !memory.told;

const readLoad = async (program: Program, loadId: string): Promise<Unfinished> => ({
  view: await program.loads.view(loadId),
  memory: await readMemory(program.loads.folder(loadId)),
});

/** Takes one load up again. A load that is finished already only tells its line. */
const takeUp = async (
  program: Program,
  { view, memory }: Unfinished,
  wishes: { out: string | null; patience: number | undefined; json: boolean },
  io: CommandIo,
): Promise<ExitCode> => {
  const { running } = program;
  const { id } = view;
  const out = wishes.out ?? memory.out;
  const giveUpAfter = wishes.patience ?? memory.giveUpAfter;
  if (out !== null) await claimFolder(out, id);
  await writeMemory(program.loads.folder(id), { ...memory, out, giveUpAfter });
  const how = { patience: giveUpAfter * 1000 };
  const go = async (): Promise<unknown> => {
    const { ready } = view.balance.counts;
    return isAgreedTo(view, memory) ? running.send(id, ready, ready, how) : running.resume(id, how);
  };
  const start = async (): Promise<unknown> => {
    const isOver = view.attempts.length === 0 && !isAgreedTo(view, memory);
    if (isOver || !isUnfinished({ view, memory }) || running.isRunning(id)) return undefined;
    return go().catch((cause: unknown) => {
      // The program takes up by itself what it was left with: then there is no more to do than to follow it.
      if (!(cause instanceof AppError) || cause.code !== 'load.running') throw cause;
    });
  };
  return runToEnd(program, { loadId: id, start, out, json: wishes.json }, io);
};

/** Told by small files beside its database, so that not every load there ever was has to be opened. */
const mayBeUnfinished = async (folder: LoadFolder): Promise<boolean> =>
  isMarkedSending(folder) || !(await readMemory(folder)).told;

const findUnfinished = async (program: Program, org: OpenedOrg): Promise<Unfinished[]> => {
  const found: Unfinished[] = [];
  for (const { id } of await program.loads.list()) {
    if (!(await mayBeUnfinished(program.loads.folder(id)))) continue;
    const one = await readLoad(program, id).catch(() => null);
    if (one !== null && isUnfinished(one) && isForOrg(one.view, one.memory, org)) found.push(one);
  }
  return found.sort((a, b) => a.view.createdAt - b.view.createdAt);
};

/** `resume`: one load, or every unfinished load of an org, oldest first. */
export const resume = async (program: Program, line: CommandLine, io: CommandIo): Promise<number> => {
  const choice = readOrgChoice(line, io);
  const folder = textOf(line, 'out');
  const wishes = {
    out: folder === undefined ? null : resolve(io.cwd, folder),
    patience: readPatience(line),
    json: isSet(line, 'json'),
  };
  const patience = wishes.patience ?? 300;
  if (line.loadId !== null) {
    const one = await readLoad(program, line.loadId);
    if (one.view.phase === 'draft') return refuse('cli.resume.draft', { load: one.view.id });
    const org = await openOrgOf(program, one, choice, patience, io.interrupted);
    try {
      return await takeUp(program, one, wishes, io);
    } finally {
      org.release();
    }
  }
  const org = await openOrg(program, choice ?? refuse('cli.org.missing'), patience, io.interrupted);
  try {
    const found = await findUnfinished(program, org);
    if (found.length === 0) {
      io.out(wishes.json ? JSON.stringify({ resumed: 0 }) : text('cli.resume.none'));
      return exitCodes.succeeded;
    }
    if (found.length > 1 && wishes.out !== null) return refuse('cli.resume.out', { loads: found.length });
    let highest: number = exitCodes.succeeded;
    for (const one of found) {
      org.answerTo(one.view.org.id);
      highest = Math.max(highest, await takeUp(program, one, wishes, io));
      if (io.interrupted.aborted) break;
    }
    return highest;
  } finally {
    org.release();
  }
};
