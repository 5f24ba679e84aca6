import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type DrawCellCallback,
  type EditListItem,
  type FillPatternEventArgs,
  type GridKeyEventArgs,
  type GridMouseEventArgs,
  type GridSelection,
  type Item,
} from '@glideapps/glide-data-grid';
import '@glideapps/glide-data-grid/dist/index.css';
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react';
import { drawMark, drawTone } from './grid-draw';
import { toGridCell, type DataGridCell } from './grid-cell';
import { gridTheme, useGridInk } from './grid-theme';
import { isCopy, isFillDown, isRedo, isUndo, useTypeAhead } from './grid-typing';
import type { GridRange, GridSpot } from './grid-range';
import { useGridCopy } from './grid-copy';
import { useGridSight } from './grid-sight';
import './data-grid.css';

export type { DataGridCell } from './grid-cell';
export type { GridRange, GridSpot } from './grid-range';

export type DataGridColumn = {
  id: string;
  title: string;
  width: number;
  /** Heading in grey: a column that is not sent. */
  faint?: boolean;
};

export type DataGridHandle = {
  focus: () => void;
  /** Selects a cell and brings it into sight. */
  goTo: (column: number, row: number) => void;
  boundsOf: (column: number, row: number) => GridRange | null;
};

type Props = {
  label: string;
  testId: string;
  columns: readonly DataGridColumn[];
  rows: number;
  cellAt: (column: number, row: number) => DataGridCell | null;
  /** Columns that stay in sight at the left. */
  frozen: number;
  rowHeight?: number;
  /** Column to bring into sight once the grid stands. */
  firstColumn?: number;
  readOnly?: boolean;
  onSight: (firstRow: number, lastRow: number) => void;
  onSelect?: (range: GridRange | null) => void;
  onHover?: (spot: GridSpot | null) => void;
  onScroll?: () => void;
  /** One cell was typed into. */
  onEdit?: (column: number, row: number, value: string) => void;
  /** A block from the clipboard, to be written from the upper left cell on, unseen rows included. */
  onPaste?: (range: GridRange, values: readonly (readonly string[])[]) => void;
  onClear?: (range: GridRange) => void;
  /** The first row of the range is copied into its other rows. */
  onFillDown?: (range: GridRange) => void;
  /** Texts of a range for the clipboard, unseen rows included. */
  readRange: (range: GridRange) => Promise<string[][]>;
  onUndo?: () => void;
  onRedo?: () => void;
  handle?: Ref<DataGridHandle>;
  children?: ReactNode;
};

const nothing: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() };
const oneCell = (column: number, row: number): GridSelection => ({
  ...nothing,
  current: { cell: [column, row], range: { x: column, y: row, width: 1, height: 1 }, rangeStack: [] },
});

/**
 * The spreadsheet: any number of rows, one tab stop with arrows inside; type, Enter or F2 to edit. Paste, fill
 * and clear are handed over as ranges, because the grid itself skips rows it has not been shown yet.
 */
export const DataGrid = (props: Props): ReactElement => {
  const { columns, rows, cellAt, readOnly = false, onSight, onSelect, onHover, onScroll, readRange } = props;
  const ink = useGridInk();
  const theme = useMemo(() => gridTheme(ink), [ink]);
  const typeAhead = useTypeAhead();
  const editor = useRef<DataEditorRef>(null);
  const { onRegion, bringIntoSight } = useGridSight(editor, props.frozen);
  // Asked in the same instant in which a cell is chosen and the grid gets the focus: state would be too late.
  const hasChoice = useRef(false);
  const [selection, setSelection] = useState<GridSelection>(nothing);
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});

  const choose = useCallback(
    (next: GridSelection): void => {
      hasChoice.current = next.current !== undefined;
      setSelection(next);
      onSelect?.(next.current?.range ?? null);
    },
    [onSelect],
  );

  useImperativeHandle(
    props.handle,
    (): DataGridHandle => ({
      focus: () => editor.current?.focus(),
      goTo: (column, row) => {
        // Drawn before the focus comes: a grid that gets it without a choice chooses its first cell.
        flushSync(() => {
          choose(oneCell(column, row));
        });
        bringIntoSight(column, row, () => editor.current?.focus());
      },
      boundsOf: (column, row) => editor.current?.getBounds(column, row) ?? null,
    }),
    [choose, bringIntoSight],
  );

  const { firstColumn } = props;
  useEffect(() => {
    if (firstColumn !== undefined) bringIntoSight(firstColumn, null);
  }, [firstColumn, bringIntoSight]);

  // Rows may have left the list: a selection beyond its end stands on the last row instead.
  const chosenCell = selection.current?.cell;
  const inReach =
    chosenCell !== undefined && chosenCell[1] >= rows && rows > 0
      ? oneCell(chosenCell[0], rows - 1)
      : selection;

  const glideColumns = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        title: column.title,
        width: widths[column.id] ?? column.width,
        ...(column.faint === true ? { themeOverride: { textHeader: ink.ink3 } } : {}),
      })),
    [columns, widths, ink],
  );

  const getCellContent = useCallback(
    ([column, row]: Item) => toGridCell(cellAt(column, row), ink),
    [cellAt, ink],
  );

  const drawCell: DrawCellCallback = useCallback(
    ({ ctx, rect, col, row }, drawContent) => {
      drawContent();
      const cell = cellAt(col, row);
      if (cell?.mark !== undefined) drawMark(ctx, rect, cell.mark, ink);
      if (cell?.tone !== undefined) drawTone(ctx, rect, cell.tone, ink);
    },
    [cellAt, ink],
  );

  const { getCellsForSelection, onCopyKey } = useGridCopy(cellAt, readRange, ink);

  const isTypable = ({ current }: GridSelection): boolean => {
    const cell = current === undefined ? null : cellAt(current.cell[0], current.cell[1]);
    return cell !== null && cell.locked !== true;
  };

  const onKeyDown = (event: GridKeyEventArgs): void => {
    const act = isUndo(event) ? props.onUndo : isRedo(event) ? props.onRedo : undefined;
    const range = inReach.current?.range;
    if (isCopy(event)) onCopyKey();
    if (!readOnly && isTypable(inReach) && typeAhead(event)) {
      event.cancel();
      event.preventDefault();
    } else if (act !== undefined) {
      event.cancel();
      event.preventDefault();
      act();
    } else if (isFillDown(event)) {
      event.cancel();
      event.preventDefault();
      if (!readOnly && range !== undefined && range.height > 1) props.onFillDown?.(range);
    }
  };

  const onItemHovered = (event: GridMouseEventArgs): void => {
    if (onHover === undefined) return;
    if (event.kind !== 'cell') onHover(null);
    else onHover({ column: event.location[0], row: event.location[1], bounds: event.bounds });
  };

  const onCellsEdited = (edits: readonly EditListItem[]): boolean => {
    for (const { location, value } of edits)
      if (typeof value.data === 'string') props.onEdit?.(location[0], location[1], value.data);
    return true;
  };

  const onFillPattern = (event: FillPatternEventArgs): void => {
    event.preventDefault();
    const { patternSource: from, fillDestination: to } = event;
    const first = Math.min(from.y, to.y);
    const last = Math.max(from.y + from.height, to.y + to.height);
    if (to.y >= from.y && !readOnly) props.onFillDown?.({ ...from, y: first, height: last - first });
  };

  // Ctrl+Enter inside a cell finishes the cell; it must not reach the screen's own "go on".
  const keepInside = (event: KeyboardEvent): void => {
    const isGoOn = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (isGoOn && event.target instanceof HTMLTextAreaElement) event.preventDefault();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way out of the grid
    <section
      className="bh-grid"
      aria-label={props.label}
      data-testid={props.testId}
      onKeyDown={keepInside}
      onFocus={(event) => {
        if (!hasChoice.current && rows > 0 && event.target instanceof HTMLCanvasElement)
          choose(oneCell(0, 0));
      }}
    >
      <DataEditor
        ref={editor}
        width="100%"
        height="100%"
        columns={glideColumns}
        rows={rows}
        rowHeight={props.rowHeight ?? 30}
        headerHeight={32}
        freezeColumns={props.frozen}
        getCellContent={getCellContent}
        getCellsForSelection={getCellsForSelection}
        drawCell={drawCell}
        gridSelection={inReach}
        onGridSelectionChange={choose}
        cellActivationBehavior="double-click"
        rangeSelect="rect"
        columnSelect="none"
        rowSelect="none"
        rowMarkers="none"
        theme={theme}
        smoothScrollX
        smoothScrollY
        fixedShadowX
        fillHandle={!readOnly}
        allowedFillDirections="vertical"
        minColumnWidth={60}
        maxColumnWidth={800}
        keybindings={{
          activateCell: 'Enter|F2|shift+Enter',
          downFill: false,
          rightFill: false,
          search: false,
        }}
        onColumnResize={(column, width) => {
          setWidths((known) => ({ ...known, [column.id ?? '']: width }));
        }}
        onVisibleRegionChanged={(region) => {
          onRegion(region);
          onSight(region.y, region.y + region.height);
          onScroll?.();
        }}
        onKeyDown={onKeyDown}
        onItemHovered={onItemHovered}
        onCellsEdited={onCellsEdited}
        onFillPattern={onFillPattern}
        onPaste={(target, values) => {
          const range = inReach.current?.range ?? { x: target[0], y: target[1], width: 1, height: 1 };
          if (!readOnly) props.onPaste?.(range, values);
          return false;
        }}
        onDelete={(cleared) => {
          const range = cleared.current?.range;
          if (!readOnly && range !== undefined) props.onClear?.(range);
          return false;
        }}
      />
      {props.children}
    </section>
  );
};
