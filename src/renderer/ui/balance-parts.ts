import { rowStates, settledStates, type Balance, type RowState } from '../../shared/domain/row-state';

/**
 * A compartment of the balance bar: a state of rows, `written` (processed by Salesforce, not yet known whether
 * created or updated) or `missing` (rows the states do not account for).
 */
export type BarState = RowState | 'written' | 'missing';

export type BalancePart = { state: BarState; count: number; settled: boolean };

/**
 * How far the job that is running has come: of the rows in state `sent`, how many Salesforce has written and
 * how many it has refused. It tells these from each other by name only once the job ends.
 */
export type RunningParts = {
  written: number;
  failed?: number;
  /** Of the rows in state `sent`, those nothing has been handed to Salesforce of; 0 where left out. */
  notHanded?: number;
};

const order: readonly BarState[] = [
  'created',
  'updated',
  'deleted',
  'written',
  'unchanged',
  'excluded',
  'sent',
  'ready',
  'failed',
  'not_processed',
  'no_verdict',
  'held',
];

/** The class names of the stylesheet, in which `not_processed` and its kin have no underscore. */
export const partClass: Record<BarState, string> = {
  created: 'created',
  updated: 'updated',
  deleted: 'deleted',
  written: 'written',
  unchanged: 'unchanged',
  excluded: 'leftout',
  sent: 'waiting',
  ready: 'ready',
  failed: 'failed',
  not_processed: 'notproc',
  no_verdict: 'noverdict',
  held: 'held',
  missing: 'missing',
};

/** Rows of the file that no state accounts for; negative where rows are counted twice. */
export const countGap = (balance: Balance): number =>
  balance.rows - rowStates.reduce((sum, state) => sum + balance.counts[state], 0);

/** Every state in the one fixed order with its rows, zeros included; a gap comes last as `missing`. */
export const listParts = (balance: Balance, running?: RunningParts): BalancePart[] => {
  const sent = balance.counts.sent;
  const written = Math.min(running?.written ?? 0, sent);
  const refused = Math.min(running?.failed ?? 0, sent - written);
  const countOf = (state: BarState): number => {
    if (state === 'written') return written;
    if (state === 'missing') return 0;
    if (state === 'sent') return sent - written - refused;
    return balance.counts[state] + (state === 'failed' ? refused : 0);
  };
  const parts = order.map((state): BalancePart => ({
    state,
    count: countOf(state),
    settled: state === 'written' || settledStates.some((settled) => settled === state),
  }));
  const gap = countGap(balance);
  return gap > 0 ? [...parts, { state: 'missing', count: gap, settled: false }] : parts;
};

/** The state whose rows a compartment stands for, or null where there are no rows to show. */
export const rowsBehind = (state: BarState): RowState | null => {
  if (state === 'written') return 'sent';
  return state === 'missing' ? null : state;
};
