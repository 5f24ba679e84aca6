import { text } from '../../shared/messages/format';

export { hasMessage, text as t, type MessageKey, type MessageParams } from '../../shared/messages/format';

// The sentences are English, so dates and numbers inside them are too; of the Englishes the system's own one.
const systemLocale = typeof navigator === 'undefined' ? 'en-GB' : navigator.language;
export const locale = systemLocale.startsWith('en') ? systemLocale : 'en-GB';

const count = new Intl.NumberFormat(locale);
const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const fullMoment = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const list = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });

/** 12,000 */
export const formatCount = (value: number): string => count.format(value);

/** Bytes in the unit a person would choose: 812 byte, 14 kB, 1.2 MB. */
export const formatBytes = (bytes: number): string => {
  const power = bytes < 1000 ? 0 : Math.min(byteUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: byteUnits[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 || value >= 100 ? 0 : 1,
  }).format(value);
};

/** 14:12; `at` is epoch milliseconds here and below. */
export const formatTime = (at: number): string => time.format(at);

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** Whole calendar days from `at` to `now`; 0 is today. */
export const daysSince = (at: number, now = Date.now()): number =>
  Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);

/** 20 Nov, with the year only where it is not this one. */
export const formatDay = (at: number, now = Date.now()): string =>
  (new Date(at).getFullYear() === new Date(now).getFullYear() ? dayOfYear : dayAndYear).format(at);

/** today at 14:12, yesterday at 14:12, 20 Nov at 14:12 */
export const formatMoment = (at: number, now = Date.now()): string => {
  const days = daysSince(at, now);
  const day = days === 0 || days === 1 ? ago.format(-days, 'day') : formatDay(at, now);
  return `${day} at ${formatTime(at)}`;
};

/** Date, time and time zone in full, for tooltips. */
export const formatFullMoment = (at: number): string => fullMoment.format(at);

/** 3 minutes ago, yesterday; never finer than a minute, so that it needs no ticking clock. */
export const formatAgo = (at: number, now = Date.now()): string => {
  const minutes = Math.round((now - at) / 60_000);
  if (minutes < 60) return ago.format(-Math.max(0, minutes), 'minute');
  if (minutes < 24 * 60) return ago.format(-Math.round(minutes / 60), 'hour');
  return ago.format(-daysSince(at, now), 'day');
};

/** Less than a minute ago. */
export const isJustNow = (at: number, now = Date.now()): boolean => now - at < 60_000;

/** 45 s, 3 min 5 s, 2 h 4 min */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds < 1000) return text('shell.moment');
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours > 0) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  if (minutes > 0) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
};

/** A, B and C */
export const formatList = (words: readonly string[]): string => list.format(words);
