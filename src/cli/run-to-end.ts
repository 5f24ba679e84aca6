import type { Program } from '../main/compose';
import { toAppError } from '../main/salesforce/to-app-error';
import { text } from '../shared/messages/format';
import { describeError } from './describe-error';
import { followLoad } from './follow-load';
import type { CommandIo } from '../main/command-io';
import { exitCodes, type ExitCode } from './exit-codes';
import { rememberTold } from './load-memory';
import { readLoadLine, readReport, type LoadLine } from './load-report';
import { openOutput, type Output } from './write-output';

type Course = {
  loadId: string;
  /** Sets the load going; what it throws is told, and the load stays as it is on disk. */
  start: () => Promise<unknown>;
  /** What a person should know before that. */
  notes?: readonly string[];
  out: string | null;
  json: boolean;
};

const summarise = (line: LoadLine): string =>
  text('cli.summary', {
    load: line.loadId,
    state: line.state,
    rows: line.rows,
    succeeded: line.succeeded,
    failed: line.failed,
    notProcessed: line.notProcessed,
    noVerdict: line.noVerdict,
    held: line.held,
    excluded: line.excluded,
  });

/** How a load stands: one JSON line for a script, one sentence for a person. */
const toWords = (line: LoadLine, json: boolean): string => (json ? JSON.stringify(line) : summarise(line));

export const tellLoad = (line: LoadLine, json: boolean, io: CommandIo): void => io.out(toWords(line, json));

/** The command a person would type next; null where nothing is left to do. */
export const nextStep = ({
  loadId,
  state,
  failed,
  notProcessed,
  held,
  noVerdict,
}: LoadLine): string | null => {
  if (['running', 'stopping', 'paused'].includes(state)) return text('cli.next.resume', { load: loadId });
  if (failed + notProcessed + held + noVerdict === 0) return null;
  return state === 'finished' ? text('cli.next.resubmit', { load: loadId }) : null;
};

/** Loads that are being set going in this process: there is no attempt yet that could be stopped. */
const starting = new Map<string, Promise<unknown>>();

/** Resolves when a load is not just being set going. */
export const hasStarted = async (loadId: string): Promise<void> => {
  await starting.get(loadId)?.catch(() => undefined);
};

const unfinished = (line: LoadLine): LoadLine => ({ ...line, balanced: false, exit: exitCodes.unfinished });

/**
 * Announces a load that is on disk, takes it from where it stands to its end, or to where it has to be left, then
 * writes its files and its line.
 * A load that is broken off from outside writes no files: there is no time for them.
 */
export const runToEnd = async (program: Program, course: Course, io: CommandIo): Promise<ExitCode> => {
  const { loadId, out } = course;
  if (out === null) return run(program, course, null, io);
  const output = openOutput(await program.loads.store(loadId), loadId, out, io.interrupted);
  try {
    return await run(program, course, output, io);
  } finally {
    await output.discard();
  }
};

const run = async (
  program: Program,
  { loadId, start, notes = [], json }: Course,
  output: Output | null,
  io: CommandIo,
): Promise<ExitCode> => {
  let failure: unknown = null;
  io.lastWords(toWords(unfinished(await readLoadLine(program, loadId)), json));
  // By this line a script learns what was begun and where to send a signal.
  io.err(`load ${loadId} pid ${io.pid}\n`);
  for (const note of notes) io.err(`${note}\n`);
  try {
    const begun = start();
    starting.set(loadId, begun);
    await begun.finally(() => starting.delete(loadId));
    output?.follow();
    await followLoad(program, loadId, io);
  } catch (cause) {
    failure = cause;
  }
  let line = await readLoadLine(program, loadId);
  // Another command may set the load going again while its files are written.
  const pause = line.state === 'paused' ? await describePause(program, loadId) : null;
  if (failure !== null || io.interrupted.aborted) line = unfinished(line);
  if (!io.interrupted.aborted) {
    try {
      await output?.finish(await readReport(program, line));
    } catch (cause) {
      failure ??= cause;
      line = unfinished(line);
    }
  }
  // Before the last words are settled: who has to leave in time may not get to the end of this.
  await output?.discard();
  if (line.balanced) await rememberTold(program.loads.folder(loadId)).catch(() => undefined);
  if (failure !== null && !io.interrupted.aborted) io.err(`${describeError(toAppError(failure))}\n`);
  else if (pause !== null && !io.interrupted.aborted) io.err(`${pause}\n`);
  if (io.interrupted.aborted) io.err(`${text('cli.left', { load: loadId })}\n`);
  io.lastWords(null);
  tellLoad(line, json, io);
  if (!json && line.exit === exitCodes.openRows) io.err(`${text('cli.next.show', { load: loadId })}\n`);
  return line.exit;
};

const describePause = async (program: Program, loadId: string): Promise<string | null> => {
  const { pause } = await program.loads.view(loadId);
  return pause === null ? null : describeError(pause);
};
