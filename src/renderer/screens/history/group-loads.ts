import type { LoadSummary } from '../../../shared/domain/load';
import type { RowState } from '../../../shared/domain/row-state';
import { daysSince, t } from '../../lib/text';

export type HistoryGroup = { key: 'today' | 'yesterday' | 'earlier'; loads: LoadSummary[] };

/** Loads by the day they began, newest first; empty groups are left out. */
export const groupLoads = (loads: readonly LoadSummary[], now: number): HistoryGroup[] => {
  const groups: HistoryGroup[] = [
    { key: 'today', loads: [] },
    { key: 'yesterday', loads: [] },
    { key: 'earlier', loads: [] },
  ];
  for (const load of [...loads].sort((a, b) => b.createdAt - a.createdAt)) {
    const days = daysSince(load.createdAt, now);
    groups[days <= 0 ? 0 : days === 1 ? 1 : 2]?.loads.push(load);
  }
  return groups.filter((group) => group.loads.length > 0);
};

export type Outcome = {
  words: string;
  /** The mark beside the words: a row state, "done", or none while nothing has been sent. */
  mark: RowState | 'done' | null;
};

const openOrder = ['failed', 'no_verdict', 'not_processed', 'held'] as const;

/** What became of a load so far, in a few words. */
export const describeOutcome = (load: LoadSummary): Outcome => {
  const { rows, counts, open, settled, underWay } = load.balance;
  if (load.phase === 'running') return { words: t('history.outcome.running'), mark: 'sent' };
  if (load.phase === 'stopping') return { words: t('history.outcome.stopping'), mark: 'sent' };
  if (load.phase === 'paused') return { words: t('history.outcome.paused'), mark: 'sent' };
  if (load.attempts === 0) return { words: t('history.outcome.draft'), mark: null };
  if (open > 0) {
    const mark = openOrder.find((state) => counts[state] > 0) ?? null;
    return { words: t('history.outcome.open', { open, rows }), mark };
  }
  if (underWay > 0) return { words: t('history.outcome.ready', { ready: underWay }), mark: 'ready' };
  return counts.excluded > 0
    ? {
        words: t('history.outcome.leftOut', { settled: settled - counts.excluded, leftOut: counts.excluded }),
        mark: 'done',
      }
    : { words: t('history.outcome.settled', { settled }), mark: 'done' };
};

/** Whether a load still waits for its person: rows sent and not all of them settled. */
export const isOpen = (load: LoadSummary): boolean =>
  load.attempts > 0 && load.balance.open + load.balance.underWay > 0;
