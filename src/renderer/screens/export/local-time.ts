const part = (value: number, length = 2): string => String(value).padStart(length, '0');

/** A moment as a date-time box shows it, in the zone of this computer; empty where it is none. */
export const toLocalTime = (moment: string): string => {
  const time = new Date(moment);
  if (moment === '' || Number.isNaN(time.getTime())) return '';
  const day = `${part(time.getFullYear(), 4)}-${part(time.getMonth() + 1)}-${part(time.getDate())}`;
  return `${day}T${part(time.getHours())}:${part(time.getMinutes())}`;
};

/** What a date-time box holds, as a moment; empty where it is not complete. */
export const fromLocalTime = (local: string): string => {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? '' : time.toISOString();
};
