import type { LocalDate } from './parse-date';
import type { LocalTime } from './parse-time';

const minute = 60_000;
const day = 24 * 60 * minute;

const formatters = new Map<string, Intl.DateTimeFormat | null>();

const openZone = (zone: string): Intl.DateTimeFormat | null => {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let opened: Intl.DateTimeFormat | null = null;
  try {
    opened = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    // A zone nobody knows is an answer, not a fault.
  }
  formatters.set(zone, opened);
  return opened;
};

/** Whether there is a time zone of this name, such as `Europe/Berlin`; an offset alone is none. */
export const isTimeZone = (zone: string): boolean => /^[A-Za-z]/.test(zone) && openZone(zone) !== null;

/** Milliseconds by which clocks in a zone are ahead of UTC at a moment, as the zone database has it. */
const offsetAt = (formatter: Intl.DateTimeFormat, moment: number): number => {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(moment)) parts[type] = Number(value);
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, date, hour, minutes, second) - Math.floor(moment / 1000) * 1000;
};

/** A stretch of time in which the clocks of a zone keep one offset; it begins at `from` and lasts to the next. */
type Stretch = { from: number; offset: number };

const findChange = (formatter: Intl.DateTimeFormat, from: number, to: number, before: number): number => {
  let low = from;
  let high = to;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offsetAt(formatter, middle) === before) low = middle;
    else high = middle;
  }
  return high;
};

const years = new Map<string, Stretch[]>();

/** The stretches of a year and some days around it. No zone has changed its clocks twice within a day. */
const stretchesOf = (zone: string, formatter: Intl.DateTimeFormat, year: number): Stretch[] => {
  const key = `${zone} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const end = Date.UTC(year + 1, 0, 4);
  let at = Date.UTC(year, 0, -3);
  const stretches: Stretch[] = [{ from: at, offset: offsetAt(formatter, at) }];
  while (at < end) {
    const next = at + day;
    const offset = offsetAt(formatter, next);
    const last = stretches.at(-1)?.offset ?? offset;
    if (offset !== last) stretches.push({ from: findChange(formatter, at, next, last), offset });
    at = next;
  }
  years.set(key, stretches);
  return stretches;
};

/**
 * The offset of a local time in a zone, in milliseconds ahead of UTC. `gap`: clocks were put forward past it, so
 * that it never was; `overlap`: clocks were put back, so that it was twice; `unknown-zone`: no such zone.
 */
export const findOffset = (
  date: LocalDate,
  time: LocalTime,
  zone: string,
): number | 'gap' | 'overlap' | 'unknown-zone' => {
  const formatter = isTimeZone(zone) ? openZone(zone) : null;
  if (formatter === null) return 'unknown-zone';
  const local = Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute, time.second);
  const stretches = stretchesOf(zone, formatter, date.year);
  const fitting = stretches.filter(({ from, offset }, at) => {
    const moment = local - offset;
    return moment >= from && moment < (stretches[at + 1]?.from ?? Number.POSITIVE_INFINITY);
  });
  const [only] = fitting;
  if (only === undefined) return 'gap';
  return fitting.length > 1 ? 'overlap' : only.offset;
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** `+02:00`; null for an offset that is not of whole minutes, as before zones were agreed upon. */
export const writeOffset = (offset: number): string | null => {
  if (offset % minute !== 0) return null;
  const minutes = Math.abs(offset) / minute;
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
};
