import type { Program } from '../main/compose';
import { toAppError } from '../main/salesforce/to-app-error';
import { text } from '../shared/messages/format';
import { exportRecords } from './commands/export';
import { jobs } from './commands/jobs';
import { load } from './commands/load';
import { orgs } from './commands/orgs';
import { resubmit } from './commands/resubmit';
import { resume } from './commands/resume';
import { show } from './commands/show';
import { stop } from './commands/stop';
import { describeError } from './describe-error';
import type { CommandIo } from '../main/command-io';
import { exitCodes } from './exit-codes';
import { parseOptions, type CommandLine, type CommandName } from './parse-options';
import { Refusal } from './refusal';

type Command = (program: Program, line: CommandLine, io: CommandIo) => Promise<number>;

const commands: Readonly<Record<CommandName, Command>> = {
  load,
  resume,
  resubmit,
  export: exportRecords,
  jobs,
  show,
  orgs,
  stop,
};

/** A fault as one line for a person. Anything that is no expected answer keeps its kind for support. */
const describeFailure = (cause: unknown, io: CommandIo): string => {
  if (cause instanceof Refusal) return cause.message;
  if (io.interrupted.aborted) return text('cli.left-before');
  const error = toAppError(cause);
  const reason =
    error.code === 'app.unexpected' && cause instanceof Error ? ` [${cause.name}: ${cause.message}]` : '';
  return `${describeError(error)}${reason}`;
};

/**
 * Runs one command in the process that owns the store. A failure that ends it before its load was announced wrote
 * nothing to the org; after that the load is recorded and unfinished.
 *
 * @param words The command line, without the program.
 * @returns The exit code.
 */
export const runCommand = async (
  program: Program,
  words: readonly string[],
  io: CommandIo,
): Promise<number> => {
  let lastWords: string | null = null;
  const watched: CommandIo = {
    ...io,
    lastWords: (line) => {
      lastWords = line;
      io.lastWords(line);
    },
  };
  try {
    const line = parseOptions(words);
    if (line === null) {
      io.out(text('cli.help'));
      return exitCodes.succeeded;
    }
    return await commands[line.command](program, line, watched);
  } catch (cause) {
    io.err(`${describeFailure(cause, io)}\n`);
    if (lastWords === null) return exitCodes.refused;
    io.lastWords(null);
    io.out(lastWords);
    return exitCodes.unfinished;
  }
};
