import type { LoadView, PartCount } from '../../../shared/domain/load';
import type { RunningParts } from '../../ui/balance-parts';

/** Parts whose rows still stand as sent: Salesforce counts them, the results have not been read. */
const isUnread = ({ phase }: PartCount): boolean =>
  phase === 'running' || phase === 'aborting' || phase === 'collecting';

/** Whether Salesforce may have the rows of parts in this phase; before that nothing can be written of them. */
const isHandedOver = (part: PartCount): boolean =>
  isUnread(part) || ['committing', 'doubting', 'giving-up'].includes(part.phase);

/** How far the attempt under way has come; counts are rows. */
export type RunProgress = {
  /** Rows of the attempt. */
  rows: number;
  /** Rows Salesforce has answered. */
  answered: number;
  /** Rows it has refused in parts whose reasons are not there yet. */
  refusedUnread: number;
  parts: RunningParts;
};

/** Adds up the parts of the newest attempt. */
export const measureRun = (load: LoadView): RunProgress => {
  const unread = load.parts.filter(isUnread);
  const sum = (parts: readonly PartCount[], pick: (part: PartCount) => number): number =>
    parts.reduce((total, part) => total + pick(part), 0);
  const settled = sum(
    load.parts.filter(({ phase }) => phase === 'settled'),
    ({ rows }) => rows,
  );
  const processed = sum(unread, (part) => part.processed);
  const failed = sum(unread, (part) => part.failed);
  const handedOver = sum(load.parts.filter(isHandedOver), ({ rows }) => rows);
  return {
    rows: load.attempts.at(-1)?.rows ?? sum(load.parts, ({ rows }) => rows),
    answered: settled + processed,
    refusedUnread: failed,
    parts: {
      written: Math.max(0, processed - failed),
      failed,
      // Counted from the rows: before the parts are cut there is none to count.
      notHanded: Math.max(0, load.balance.counts.sent - handedOver),
    },
  };
};

export type TimeLeft =
  | { left: 'none' | 'under' | 'minute' }
  | { left: 'minutes'; minutes: number }
  | { left: 'hours'; hours: number };

/** The time left in words a person would use; nothing while the pace is not known. `rate` is rows a second. */
export const timeLeft = (rows: number, rate: number | null): TimeLeft => {
  if (rate === null || rate <= 0 || rows <= 0) return { left: 'none' };
  const seconds = rows / rate;
  if (seconds < 40) return { left: 'under' };
  if (seconds < 90) return { left: 'minute' };
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? { left: 'minutes', minutes } : { left: 'hours', hours: Math.round(minutes / 60) };
};

/** Rows a minute, rounded to two figures: more would only jitter. */
export const roundPace = (rate: number): number => {
  const pace = rate * 60;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(pace, 1))) - 1);
  return Math.round(pace / unit) * unit;
};
