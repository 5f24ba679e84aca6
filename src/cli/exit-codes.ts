/**
 * The exit codes of every command.
 *
 * - `succeeded`: every data row succeeded
 * - `openRows`: finished and balanced, and some row did not succeed
 * - `refused`: this command wrote nothing to the org
 * - `unfinished`: recorded and to be resumed
 */
export const exitCodes = { succeeded: 0, openRows: 1, refused: 2, unfinished: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
