import { toPlainDigits } from './plain-digits';

export type LocalTime = { hour: number; minute: number; second: number; milliseconds: number };

const timeOfDay =
  /^(\d{1,2})[:hH](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?(?: ?(?:uhr|uur|h))?(?: ?(z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|utc|gmt))?$/i;
const fullHour = /^(\d{1,2}) ?([ap])\.?m\.?$/i;

const readOffset = (zone: string): string | null => {
  const bare = zone.toLowerCase().replace(/^(?:utc|gmt)/, '');
  if (bare === 'z' || bare === '') return 'Z';
  const [, sign = '+', hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(bare) ?? [];
  if (hours === '' || Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
};

/** The hour of a 24-hour clock; -1 where a 12-hour clock has no such hour. */
const toHour = (digits: string, half: string | undefined): number => {
  const hour = Number(digits);
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? -1 : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
};

export type TimeReading = { time: LocalTime; offset: string | null };

/** A time of day with its optional offset, by either clock; null where the text is none or no such time exists. */
export const readTime = (text: string): TimeReading | null => {
  const clean = toPlainDigits(text).replace(/[\u00a0\u202f]/g, ' ');
  const full = fullHour.exec(clean);
  if (full !== null) {
    const hour = toHour(full[1] ?? '', full[2]);
    return hour < 0 ? null : { time: { hour, minute: 0, second: 0, milliseconds: 0 }, offset: null };
  }
  const match = timeOfDay.exec(clean);
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half, zone] = match;
  const hour = toHour(hours, half);
  const minute = Number(minutes);
  const second = Number(seconds);
  if (hour < 0 || hour > 23 || minute > 59 || second > 59) return null;
  const offset = zone === undefined ? null : readOffset(zone);
  if (zone !== undefined && offset === null) return null;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return { time: { hour, minute, second, milliseconds }, offset };
};

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `HH:mm:ss.SSS`. */
export const formatTime = ({ hour, minute, second, milliseconds }: LocalTime): string =>
  `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(milliseconds, 3)}`;

export const isMidnight = (time: LocalTime): boolean =>
  time.hour === 0 && time.minute === 0 && time.second === 0 && time.milliseconds === 0;
