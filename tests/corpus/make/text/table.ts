import { utf8 } from './encode';
import { textTable } from './shapes';

/** A file of these rows split by semicolons, and the reading that returns them. */
export const table = (header: string[], rows: string[][], more: object = {}) => ({
  write: () => utf8([header, ...rows].map((cells) => cells.join(';')).join('\n')),
  reading: textTable(
    'semicolon',
    header,
    rows.map((cells, at) => [at + 1, at + 2, cells]),
    more,
  ),
});
