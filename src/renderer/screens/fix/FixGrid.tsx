import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { GridRow, RowFilter } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import { call, toAppError } from '../../lib/api';
import { t } from '../../lib/text';
import { useIsCompact } from '../../state/settings';
import { DataGrid, type DataGridCell, type DataGridHandle, type GridRange } from '../../ui/DataGrid';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { usePagedRows } from '../../ui/grid-pages';
import { Button } from '../../ui/kit';
import { Icon } from '../../ui/icons';
import { Waiting } from '../../ui/Waiting';
import { CellBubble, type CellNote } from './CellBubble';
import { mostEdits, pasteRange, planClear, planFillDown, planPaste, type EditPlan } from './cell-edits';
import { findRow } from './find-row';
import { FixBar } from './FixBar';
import { fixCell, fixColumns, leadColumns } from './fix-rows';
import { useBubble } from './use-bubble';
import type { FixActs } from './use-fix-acts';
import { useUndoKeys } from './use-undo';

type Props = {
  load: LoadView;
  filter: RowFilter;
  /** Rows nobody can change: read and copied only. */
  readOnly: boolean;
  acts: FixActs;
  /** Column of the file to bring into sight when the list opens: the one at fault. */
  firstColumn: number | null;
  onChooseRow: (row: GridRow | null) => void;
  onLeaveOut: (rows: number[]) => void;
  onShowAll: (() => void) | null;
};

/** The spreadsheet of open rows with its own bar above and its strip below. */
export const FixGrid = (props: Props): ReactElement => {
  const { load, filter, readOnly, acts, onChooseRow, onLeaveOut } = props;
  const grid = useRef<DataGridHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState<string | null>(null);
  const [selected, setSelected] = useState<GridRange | null>(null);
  const compact = useIsCompact();

  const view = JSON.stringify([load.id, filter]);
  const fetch = (offset: number, limit: number): ReturnType<typeof call<'rows.page'>> =>
    call('rows.page', { loadId: load.id, filter, offset, limit });
  const pages = usePagedRows<GridRow>({ view, version: load.version, fetch });
  const { rowAt, fetchRows, patch } = pages;
  const total = pages.total ?? 0;

  // Columns change with the sheet and the mapping only, not with every snapshot.
  const shape = JSON.stringify([load.sheet.sha256, load.mapping.map((entry) => entry.field)]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => fixColumns(load, readOnly), [shape, readOnly]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const known = useMemo(() => new WeakMap<GridRow, Map<number, DataGridCell>>(), [shape]);

  const cellAt = useCallback(
    (column: number, index: number): DataGridCell | null => {
      const row = rowAt(index);
      if (row === undefined) return null;
      const cells = known.get(row) ?? new Map<number, DataGridCell>();
      known.set(row, cells);
      const cell = cells.get(column) ?? fixCell(row, column, columns, load);
      cells.set(column, cell);
      return cell;
    },
    // `tick` renews the grid's picture when pages arrive; the mapping inside `load` changes with `columns`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [rowAt, columns, known, pages.tick],
  );

  const bubble = useBubble({
    load,
    columns,
    rowAt,
    frame: () => frame.current,
    handle: () => grid.current,
    tick: pages.tick,
  });

  const run = async (plan: EditPlan): Promise<void> => {
    if (plan.locked > 0) setNote(t('fix.skipped.locked', { count: plan.locked }));
    else setNote(plan.beyond > 0 ? t('fix.skipped.beyond', { count: plan.beyond }) : null);
    if (plan.edits.length === 0) return;
    if (plan.edits.length > mostEdits) {
      setNote(t('fix.tooMany', { count: plan.edits.length, most: mostEdits }));
      return;
    }
    const values = new Map(plan.edits.map((edit) => [`${edit.row}:${edit.column}`, edit.value]));
    patch((row) => {
      const cells = row.cells.map((cell, column) => values.get(`${row.row}:${column}`) ?? cell);
      return cells.some((cell, column) => cell !== row.cells[column]) ? { ...row, cells } : row;
    });
    await acts.edit(plan.edits);
  };

  /** Runs a block act over the rows of a range, fetching those that were never in sight. */
  const overRange = async (
    range: GridRange,
    plan: (rows: GridRow[], range: GridRange) => EditPlan,
  ): Promise<void> => {
    const skip = Math.max(0, leadColumns - range.x);
    const inside = { ...range, x: range.x + skip, width: range.width - skip };
    if (inside.width <= 0) {
      setNote(t('fix.skipped.columns'));
      return;
    }
    const cells = inside.width * inside.height;
    if (cells > mostEdits) {
      setNote(t('fix.tooMany', { count: cells, most: mostEdits }));
      return;
    }
    const rows = await fetchRows(inside.y, inside.height).catch((thrown: unknown) => {
      setNote(t(`error.${toAppError(thrown).code}.title`, toAppError(thrown).params));
      return null;
    });
    if (rows !== null) await run(plan(rows, inside));
  };

  const paste = (range: GridRange, values: readonly (readonly string[])[]): void => {
    if (range.x < leadColumns) {
      setNote(t('fix.skipped.columns'));
      return;
    }
    void overRange(pasteRange(range, values), (rows, area) => planPaste({ rows, columns }, area, values));
  };

  const editOne = (column: number, index: number, value: string): void => {
    const row = rowAt(index);
    if (row !== undefined)
      void run(planPaste({ rows: [row], columns }, { x: column, y: index, width: 1, height: 1 }, [[value]]));
  };

  const goToRow = async (wanted: number | null): Promise<void> => {
    if (wanted === null) {
      setNote(t('fix.goTo.none'));
      return;
    }
    const found = await findRow(
      wanted,
      total,
      async (index) => rowAt(index)?.row ?? (await fetchRows(index, 1))[0]?.row ?? null,
    ).catch(() => null);
    if (found === null) {
      setNote(t('fix.goTo.empty'));
      return;
    }
    setNote(found.row === wanted ? null : t('fix.goTo.nearest', { wanted, found: found.row }));
    grid.current?.goTo(Math.max(selected?.x ?? leadColumns, 0), found.index);
  };

  useUndoKeys(
    useCallback(() => void acts.undo(), [acts]),
    useCallback(() => void acts.redo(), [acts]),
  );

  const chosenRow = selected === null ? undefined : rowAt(selected.y);
  useEffect(() => {
    onChooseRow(chosenRow ?? null);
    // A row counts as another one when its number, state or problem changes, not with every page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosenRow?.row, chosenRow?.state, chosenRow?.problem?.cause]);

  const restore = ({ row, column, mendedFrom }: CellNote): void => {
    bubble.close();
    if (mendedFrom !== null)
      void run({ edits: [{ row: row.row, column, value: mendedFrom }], locked: 0, beyond: 0 });
  };

  const chosenCells = selected === null ? 0 : selected.width * selected.height;
  return (
    <div className="bh-card bh-fill bh-fix-card">
      <FixBar load={load} readOnly={readOnly} acts={acts} onGo={(row) => void goToRow(row)} />
      {note !== null && (
        <output className="bh-fix-note bh-caption">
          <Icon name="info" size={14} />
          {note}
        </output>
      )}
      {pages.error !== null && <ErrorNotice error={toAppError(pages.error)} />}
      <div
        className="bh-fix-frame"
        role="presentation"
        ref={frame}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && bubble.bubble !== null) bubble.close();
        }}
      >
        {pages.total === null ? (
          pages.error === null && (
            <div className="bh-card-pad">
              <Waiting word={t('fix.reading')} rows={8} />
            </div>
          )
        ) : total === 0 ? (
          <div className="bh-empty">
            <p className="bh-soft">{t(props.onShowAll === null ? 'fix.empty.all' : 'fix.empty.group')}</p>
            {props.onShowAll !== null && <Button onClick={props.onShowAll}>{t('fix.empty.act')}</Button>}
          </div>
        ) : (
          <DataGrid
            key={view}
            handle={grid}
            label={t(readOnly ? 'fix.grid.view' : 'fix.grid')}
            testId="fix-grid"
            columns={columns.grid}
            rows={total}
            frozen={2}
            {...(props.firstColumn === null ? {} : { firstColumn: columns.gridColumn(props.firstColumn) })}
            rowHeight={compact ? 26 : 30}
            readOnly={readOnly}
            cellAt={cellAt}
            onSight={pages.need}
            onScroll={bubble.follow}
            onHover={bubble.onHover}
            onSelect={(range) => {
              setSelected(range);
              bubble.onChoose(range === null ? null : { column: range.x, row: range.y });
            }}
            onEdit={editOne}
            onPaste={paste}
            onClear={(range) => void overRange(range, (rows, area) => planClear({ rows, columns }, area))}
            onFillDown={(range) =>
              void overRange(range, (rows, area) => planFillDown({ rows, columns }, area))
            }
            onUndo={() => void acts.undo()}
            onRedo={() => void acts.redo()}
            readRange={async (range) =>
              (await fetchRows(range.y, range.height)).map((row) =>
                Array.from(
                  { length: range.width },
                  (_, right) => fixCell(row, range.x + right, columns, load).text,
                ),
              )
            }
          />
        )}
        {bubble.bubble !== null && (
          <CellBubble
            {...bubble.bubble}
            onRestore={restore}
            onLeaveOut={({ row }) => {
              bubble.close();
              onLeaveOut([row.row]);
            }}
            onClose={() => {
              bubble.close();
              grid.current?.focus();
            }}
            onEnter={bubble.hold}
            onLeave={bubble.release}
          />
        )}
      </div>
      <div className="bh-fix-strip bh-caption bh-mute">
        <span className="bh-cut">{t('fix.strip', { file: load.sheet.name })}</span>
        <span className="bh-num bh-nowrap">
          {t('fix.strip.count', { count: total })}
          {chosenCells > 0 && ` · ${t('fix.strip.selected', { count: chosenCells })}`}
        </span>
      </div>
    </div>
  );
};
