import type { Program } from '../../main/compose';
import type { CommandIo } from '../../main/command-io';
import type { ExitCode } from '../exit-codes';
import type { CommandLine } from '../parse-options';
import { refuse } from '../refusal';

/** `export`: records of an org into a file. */
export const exportRecords = async (
  _program: Program,
  line: CommandLine,
  _io: CommandIo,
): Promise<ExitCode> => refuse('cli.later', { command: line.command });
