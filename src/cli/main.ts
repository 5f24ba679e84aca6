import { join } from 'node:path';
import { askOwner } from '../main/ask-owner';
import type { CommandIo } from '../main/command-io';
import { composeProgram, type Program } from '../main/compose';
import { openLog } from '../main/log';
import { serveOwner } from '../main/owner-socket';
import { openPracticeProcess } from '../main/practice-process';
import { toAppError } from '../main/salesforce/to-app-error';
import type { AppError } from '../shared/errors/app-error';
import { text } from '../shared/messages/format';
import { readHomePath } from './default-home';
import { describeError } from './describe-error';
import { exitCodes } from './exit-codes';
import { parseOptions, type CommandLine } from './parse-options';
import { Refusal } from './refusal';
import { runCommand } from './run-command';
import { readRuntime } from './runtime';
import { flushTerminal, openTerminal } from './terminal';

/** A load has to be left within five seconds of a signal; what takes longer is settled by the next command. */
const leaveLimit = 4300;
/** How long the owner of the store may take to answer. */
const ownerLimit = 5000;

const runtime = await readRuntime();
const interruption = new AbortController();
let lastWords: string | null = null;

const exit = async (code: number): Promise<never> => {
  await flushTerminal();
  process.exit(code);
};

const leaveInTime = (): void => {
  if (interruption.signal.aborted) return;
  interruption.abort();
  setTimeout(() => {
    if (lastWords === null) process.exit(exitCodes.refused);
    process.stdout.write(`${lastWords}\n`, () => process.exit(exitCodes.unfinished));
  }, leaveLimit).unref();
};

/** Composes the program, or says who owns the store instead. */
const own = async (homePath: string): Promise<Program | AppError> => {
  const script = process.env['BULKHEAD_PRACTICE_ORG'] ?? join(import.meta.dirname, 'practice-org.js');
  try {
    return await composeProgram({
      homePath,
      ...(await runtime.openSurroundings()),
      openPractice: (folder) => openPracticeProcess(script, folder),
      publish: () => undefined,
      log: openLog(join(homePath, 'bulkhead.log')),
    });
  } catch (cause) {
    const error = toAppError(cause);
    if (error.code === 'store.locked') return error;
    throw cause;
  }
};

/** Runs a command here, as the owner of the store, and the commands other processes hand over meanwhile. */
const runAsOwner = async (program: Program, words: readonly string[], io: CommandIo): Promise<number> => {
  try {
    const socket = await serveOwner(program.home, async (given, theirs) =>
      runCommand(program, given, theirs),
    );
    io.interrupted.addEventListener('abort', () => void socket.leaveAll(), { once: true });
    const code = await runCommand(program, words, io);
    await socket.close();
    return code;
  } finally {
    await program.close();
  }
};

/**
 * Runs a command: as the owner of the store, or through the process that owns it. Where the owner is just coming or
 * going it is tried again, for five seconds.
 */
const run = async (words: readonly string[], io: CommandIo): Promise<number> => {
  const homePath = readHomePath();
  const deadline = Date.now() + ownerLimit;
  for (;;) {
    const owned = await own(homePath);
    if (!(owned instanceof Error)) return runAsOwner(owned, words, io);
    const answer = await askOwner({ root: homePath }, words, io, Math.max(1, deadline - Date.now()));
    if (answer.kind === 'done') return answer.exit;
    const pid = String(owned.params['pid'] ?? '?');
    if (answer.kind === 'lost') {
      io.err(`${text('cli.owner.lost', { pid })}\n`);
      if (lastWords !== null) io.out(lastWords);
      return exitCodes.unfinished;
    }
    if (answer.kind === 'silent' || Date.now() > deadline || io.interrupted.aborted) {
      io.err(`${text('cli.owner.silent', { pid })}\n`);
      return exitCodes.refused;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Reads the words; help and what is not understood need no store. */
const readLine = (words: readonly string[]): CommandLine | number => {
  try {
    const line = parseOptions(words);
    if (line !== null) return line;
    process.stdout.write(`${text('cli.help')}\n`);
    return exitCodes.succeeded;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    process.stderr.write(`${cause.message}\n`);
    return exitCodes.refused;
  }
};

const main = async (): Promise<number> => {
  const { words } = runtime;
  const line = readLine(words);
  if (typeof line === 'number') return line;
  // In place of whatever the script that started this process did about a signal until now.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.removeAllListeners(signal).on(signal, leaveInTime);
  const io = openTerminal(line, interruption.signal, (words) => (lastWords = words));
  try {
    return await run(words, io);
  } catch (cause) {
    io.err(`${describeError(toAppError(cause))}\n`);
    return lastWords === null ? exitCodes.refused : exitCodes.unfinished;
  }
};

// Not awaited: Electron is ready only once this file has run to its end.
void main().then(exit);
