/** How a file is looked at: through the calls of the screens, the command line, and the window itself. */
export type View = 'screens' | 'screens-sent' | 'command-line' | 'command-line-sent' | 'window';

/** Files that share a reason. */
export type Pending = { reason: string; files: readonly string[] };

/**
 * Files that do not read, or are not sent, as expected yet, and why. A test makes sure that each of them still
 * fails, so the list can only shrink.
 */
export const pending: Readonly<Record<View, readonly Pending[]>> = {
  screens: [],
  'screens-sent': [],
  'command-line': [],
  'command-line-sent': [],
  // What the screens make of a file is what the window shows; here stands what only the window is given.
  window: [],
};

const listOf = (view: View): readonly Pending[] =>
  view === 'window' ? [...pending.screens, ...pending.window] : pending[view];

/** Why a file does not read as expected yet; undefined where it must. */
export const reasonOf = (view: View, file: string): string | undefined =>
  listOf(view).find(({ files }) => files.includes(file))?.reason;
