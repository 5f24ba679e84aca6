import { createInterface } from 'node:readline/promises';
import { isatty } from 'node:tty';
import type { CommandIo } from '../main/command-io';
import { textOf, type CommandLine } from './parse-options';

/** A pipe whose reader has gone is no reason to end: the load goes on, and its files tell the same. */
const write = (stream: NodeJS.WriteStream, text: string): void => {
  stream.write(text, () => undefined);
};

const ask = async (question: string): Promise<string> => {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
};

/** This process's own terminal, environment and folder, as a command sees them. */
export const openTerminal = (
  line: CommandLine,
  interrupted: AbortSignal,
  lastWords: CommandIo['lastWords'],
): CommandIo => {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const variable = textOf(line, 'access-token-env');
  return {
    out: (text) => write(process.stdout, `${text}\n`),
    err: (text) => write(process.stderr, text),
    terminal: isatty(2),
    ask: isatty(0) ? ask : null,
    token: variable === undefined ? undefined : process.env[variable],
    lastWords,
    pid: process.pid,
    cwd: process.cwd(),
    interrupted,
  };
};

/** Resolves when everything that was written has left this process. */
export const flushTerminal = async (): Promise<void> => {
  await Promise.all(
    [process.stdout, process.stderr].map(
      async (stream) => new Promise<void>((resolve) => stream.write('', () => resolve())),
    ),
  );
};
