import type { ColumnProfile, SheetFinding } from '../../shared/domain/sheet';
import type { RowDamage } from './row-damage';

/** What was found while the rows of a sheet were read. */
export type FindingsCollector = {
  /** What stands above the column names, and where; names that are missing or repeated (0-based columns). */
  header: (found: {
    line: number;
    titles: readonly string[];
    repeated: readonly { name: string; columns: readonly number[] }[];
    /** Columns without a name that hold something. */
    unnamed: readonly number[];
  }) => void;
  damage: (damage: RowDamage) => void;
  /** `sideTable`: the 0-based column with which another table seems to begin. */
  finish: (found: {
    columns: ColumnProfile[];
    blankLines: number;
    unguarded: number;
    sideTable?: number | null;
  }) => SheetFinding[];
};

/** Workbooks tell themselves of the damage that only they have. */
const codes: Partial<Record<RowDamage['kind'], SheetFinding['code']>> = {
  'cell-count': 'ragged-rows',
  nul: 'nul-bytes',
  'bad-bytes': 'bad-bytes',
  'text-after-quote': 'text-after-quote',
  'total-line': 'total-lines',
  'header-line': 'header-lines',
};

const toColumnFindings = (column: ColumnProfile): SheetFinding[] => [
  ...(column.leadingZeros > 0
    ? [{ code: 'leading-zeros' as const, column: column.header, count: column.leadingZeros }]
    : []),
  ...((column.longNumbers ?? 0) > 0
    ? [{ code: 'long-numbers' as const, column: column.header, count: column.longNumbers ?? 0 }]
    : []),
  ...(column.errorCells > 0
    ? [{ code: 'error-cells' as const, column: column.header, count: column.errorCells }]
    : []),
];

/** The column in which a row goes wrong: the first one that is missing or too many, where its cells don't fit. */
const placeOf = ({ column, expected, found }: RowDamage): number | undefined =>
  expected === undefined || found === undefined ? column : Math.min(expected, found) + 1;

/** Titles that are named; all of them are counted. */
const mostTitles = 3;

/** Counts what a person should know of a sheet, with the first place of each kind. */
export const collectFindings = (): FindingsCollector => {
  const above: SheetFinding[] = [];
  const names: SheetFinding[] = [];
  const damages = new Map<SheetFinding['code'], SheetFinding>();
  return {
    header: ({ line, titles, repeated, unnamed }) => {
      if (titles.length > 0)
        above.push({
          code: 'title-lines',
          count: titles.length,
          sample: titles.slice(0, mostTitles).join(' · '),
        });
      for (const { name, columns } of repeated)
        names.push({
          code: 'repeated-header',
          column: name,
          count: columns.length,
          line,
          at: (columns[1] ?? 0) + 1,
        });
      const [first] = unnamed;
      if (first !== undefined)
        names.push({ code: 'empty-header', count: unnamed.length, line, at: first + 1 });
    },
    damage: (damage) => {
      const { kind, line, value } = damage;
      const column = placeOf(damage);
      const code = codes[kind];
      if (code === undefined) return;
      const known = damages.get(code);
      if (known !== undefined) {
        known.count += 1;
        return;
      }
      damages.set(code, {
        code,
        count: 1,
        line,
        ...(column === undefined ? {} : { at: column }),
        ...(value === undefined ? {} : { sample: value }),
      });
    },
    finish: ({ columns, blankLines, unguarded, sideTable = null }) => [
      ...above,
      ...names,
      ...(sideTable === null
        ? []
        : [{ code: 'side-table' as const, column: columns[sideTable]?.header ?? '', count: 1 }]),
      ...damages.values(),
      ...(unguarded > 0 ? [{ code: 'guarded-cells' as const, count: unguarded }] : []),
      ...(blankLines > 0 ? [{ code: 'blank-lines' as const, count: blankLines }] : []),
      ...columns.flatMap(toColumnFindings),
    ],
  };
};
