import type { CellArray, GetCellsThunk, Rectangle } from '@glideapps/glide-data-grid';
import { useCallback, useRef } from 'react';
import { toGridCell, type DataGridCell } from './grid-cell';
import type { GridRange } from './grid-range';
import type { GridInk } from './grid-theme';

/** Rows looked for among those on hand before a copy fetches its range. */
const mostCopiedAtOnce = 5000;

/** Cells as a spreadsheet writes them to the clipboard: quotes only around what would be torn apart. */
const formatPaste = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) =>
      cells.map((cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\n');

type GridCopy = {
  getCellsForSelection: (range: Rectangle) => CellArray | GetCellsThunk;
  /** Tells that the person has asked for a copy: the grid reads ranges for other ends too. */
  onCopyKey: () => void;
};

/**
 * What a copy takes. Rows on hand go to the clipboard with the copy event itself; rows that were never in
 * sight are fetched first, and as the event is over by then, they are written to the clipboard directly.
 */
export const useGridCopy = (
  cellAt: (column: number, row: number) => DataGridCell | null,
  readRange: (range: GridRange) => Promise<string[][]>,
  ink: GridInk,
): GridCopy => {
  const copying = useRef(false);
  const getCellsForSelection = useCallback(
    (range: Rectangle): CellArray | GetCellsThunk => {
      const wanted = copying.current;
      copying.current = false;
      const indexes = (from: number, count: number): number[] =>
        Array.from({ length: count }, (_, at) => from + at);
      const cells =
        range.height > mostCopiedAtOnce
          ? []
          : indexes(range.y, range.height).map((row) =>
              indexes(range.x, range.width).map((column) => cellAt(column, row)),
            );
      if (cells.length > 0 && cells.every((line) => line.every((cell) => cell !== null)))
        return cells.map((line) => line.map((cell) => toGridCell(cell, ink)));
      return async () => {
        const texts = await readRange(range);
        if (wanted) await navigator.clipboard.writeText(formatPaste(texts));
        return texts.map((line) => line.map((text) => toGridCell({ text }, ink)));
      };
    },
    [cellAt, readRange, ink],
  );
  const onCopyKey = useCallback(() => {
    copying.current = true;
  }, []);
  return { getCellsForSelection, onCopyKey };
};
