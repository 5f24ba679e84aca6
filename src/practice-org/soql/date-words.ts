const DAY = 86_400_000;

const startOfDay = (now: number): number => Math.floor(now / DAY) * DAY;

/** A half-open span of time in epoch milliseconds. */
export type Span = { from: number; to: number };

function monthSpan(now: number, shift: number): Span {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + shift];
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) };
}

function yearSpan(now: number, shift: number): Span {
  const year = new Date(now).getUTCFullYear() + shift;
  return { from: Date.UTC(year, 0, 1), to: Date.UTC(year + 1, 0, 1) };
}

function weekSpan(now: number, shift: number): Span {
  const day = startOfDay(now);
  const from = day - new Date(day).getUTCDay() * DAY + shift * 7 * DAY;
  return { from, to: from + 7 * DAY };
}

/** The span of a date word such as `TODAY` or `LAST_N_DAYS:7`, in UTC; null for any other word. */
export function readDateWord(word: string, now: number): Span | null {
  const [name = '', countText = '0'] = word.toUpperCase().split(':');
  const day = startOfDay(now);
  const count = Number(countText);
  switch (name) {
    case 'TODAY':
      return { from: day, to: day + DAY };
    case 'YESTERDAY':
      return { from: day - DAY, to: day };
    case 'TOMORROW':
      return { from: day + DAY, to: day + 2 * DAY };
    case 'LAST_N_DAYS':
      return { from: day - count * DAY, to: day + DAY };
    case 'NEXT_N_DAYS':
      return { from: day + DAY, to: day + (count + 1) * DAY };
    case 'LAST_WEEK':
    case 'THIS_WEEK':
    case 'NEXT_WEEK':
      return weekSpan(now, name === 'LAST_WEEK' ? -1 : name === 'NEXT_WEEK' ? 1 : 0);
    case 'LAST_MONTH':
    case 'THIS_MONTH':
    case 'NEXT_MONTH':
      return monthSpan(now, name === 'LAST_MONTH' ? -1 : name === 'NEXT_MONTH' ? 1 : 0);
    case 'LAST_YEAR':
    case 'THIS_YEAR':
    case 'NEXT_YEAR':
      return yearSpan(now, name === 'LAST_YEAR' ? -1 : name === 'NEXT_YEAR' ? 1 : 0);
    default:
      return null;
  }
}
