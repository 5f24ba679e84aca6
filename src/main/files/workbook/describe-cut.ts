import { nameColumn, type CellRange } from '../../../core/workbook/cell-reference';
import type { SheetFinding } from '../../../shared/domain/sheet';
import type { CutRecord } from './cut-table';
import type { SheetFacts, SheetTable } from './sheet-book';

const holdsRow = (ranges: readonly CellRange[], row: number): boolean =>
  ranges.some(({ top, bottom }) => row >= top && row <= bottom);

const ofRows = (code: 'hidden-rows' | 'filtered-rows', rows: readonly number[]): SheetFinding[] =>
  rows.length === 0 ? [] : [{ code, count: rows.length, line: rows[0] }];

const ofMerges = (
  { merges }: SheetFacts,
  { left, header, headerRow, lastRow }: CutRecord,
): SheetFinding[] => {
  const inTable = merges.filter(
    (range) =>
      range.bottom >= headerRow &&
      range.top <= lastRow &&
      range.right >= left &&
      range.left < left + header.length,
  );
  const line = inTable.reduce((first, { top }) => Math.min(first, top), Number.MAX_SAFE_INTEGER);
  return inTable.length === 0 ? [] : [{ code: 'merged-cells', count: inTable.length, line }];
};

const ofColumns = ({ hiddenColumns }: SheetFacts, { left, header }: CutRecord): SheetFinding[] =>
  header.flatMap((name, at): SheetFinding[] => {
    const column = left + at;
    const isHidden = hiddenColumns.some(({ first, last }) => column >= first && column <= last);
    return isHidden ? [{ code: 'hidden-columns', column: name.trim() || nameColumn(column), count: 1 }] : [];
  });

const ofNumbers = ({ header, longNumbers }: CutRecord): SheetFinding[] =>
  longNumbers.flatMap(({ count, line, sample }, at) =>
    count > 0 ? [{ code: 'rounded-numbers', column: header[at] ?? '', count, line, sample }] : [],
  );

/** What a person should know of a sheet that was read: what is not to be seen in it, and what may mislead. */
export const describeCut = (
  record: CutRecord,
  facts: SheetFacts,
  table: SheetTable | null,
): SheetFinding[] => {
  const isFiltered = (row: number): boolean => holdsRow(facts.filters, row);
  const filtered = [...record.filteredRows, ...record.hiddenRows.filter(isFiltered)].sort((a, b) => a - b);
  const hidden = record.hiddenRows.filter((row) => !isFiltered(row));
  const { withoutValue, outside } = record;
  return [
    ...ofRows('hidden-rows', hidden),
    ...ofRows('filtered-rows', filtered),
    ...ofColumns(facts, record),
    ...ofMerges(facts, record),
    ...(withoutValue.count > 0
      ? [{ code: 'formulas-without-value' as const, count: withoutValue.count, line: withoutValue.line }]
      : []),
    ...ofNumbers(record),
    ...(outside.count > 0
      ? [{ code: 'outside-table' as const, count: outside.count, line: outside.line }]
      : []),
    ...(table?.hasTotals === true
      ? [{ code: 'totals-row' as const, count: 1, line: table.range.bottom }]
      : []),
  ];
};
