const DATE = /^(\d{4})-(\d{2})-(\d{2})Z?$/;
const DATETIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3})\d*)?(Z|[+-]\d{2}:?\d{2})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z?$/;

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (lengths[month - 1] ?? 0);
}

/** `yyyy-MM-dd`, with the trailing `Z` older samples show, as `yyyy-MM-dd`; anything else is null. */
export function parseDate(text: string): string | null {
  if (text.length < 10 || text.length > 11) return null;
  const found = DATE.exec(text);
  if (!found || !isCalendarDay(Number(found[1]), Number(found[2]), Number(found[3]))) return null;
  return text.length === 10 ? text : text.slice(0, 10);
}

/** An ISO date-time with `T` and a zone, as epoch milliseconds; anything else is null. */
export function parseDateTime(text: string): number | null {
  const found = DATETIME.exec(text);
  if (!found) return null;
  const [, day = '', hours = '', minutes = '', seconds = '', fraction = '', zone = ''] = found;
  if (parseDate(day) === null || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59)
    return null;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const local = Date.UTC(year, month - 1, date, Number(hours), Number(minutes), Number(seconds));
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3)) || 0;
  if (zone === 'Z') return local + millis;
  const digits = zone.slice(1).replace(':', '');
  const shift = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
  return local + millis - (zone.startsWith('-') ? -shift : shift);
}

/** `HH:mm:ss[.SSS][Z]` as `HH:mm:ss.SSSZ`, or null. */
export function parseTime(text: string): string | null {
  if (!TIME.test(text)) return null;
  const bare = text.replace(/Z$/, '');
  return (bare.length === 8 ? `${bare}.` : bare).padEnd(12, '0') + 'Z';
}

/** The JSON form: `2026-11-02T09:15:00.000+0000`. */
export function formatRestDateTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

/** The CSV and XML form: `2026-11-02T09:15:00.000Z`. */
export function formatZuluDateTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The day of a moment, in UTC. */
export function formatDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
