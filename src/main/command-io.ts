/**
 * Where a command talks and listens. The same commands run in the process that was called and in the one that
 * owns the store, so nothing else may touch the terminal, the environment or the working folder.
 */
export type CommandIo = {
  /** One line of a machine's output, without its end. */
  out: (line: string) => void;
  /** Text for a person, with its line ends. */
  err: (text: string) => void;
  /** Whether progress is watched by a person. */
  terminal: boolean;
  /** Asks the person a question and resolves with the line that was typed; null where nobody can answer. */
  ask: ((question: string) => Promise<string>) | null;
  /** The access token the command brings, or undefined where it brings none. */
  token: string | undefined;
  /** A line of output for the case that the process has to end before the command has; null takes it back. */
  lastWords: (line: string | null) => void;
  /** The process to which a signal is sent to break the command off. */
  pid: number;
  /** The folder relative paths start from. */
  cwd: string;
  /** Fires when the command is to be left as it is. */
  interrupted: AbortSignal;
};
