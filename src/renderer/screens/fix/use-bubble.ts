import { useCallback, useEffect, useRef, useState } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { DataGridHandle, GridSpot } from '../../ui/DataGrid';
import { placeBubble, type BubblePlace, type CellNote } from './CellBubble';
import { faultColumns, isSettled, type FixColumns } from './fix-rows';

type Spot = { column: number; row: number };
export type Bubble = { note: CellNote; place: BubblePlace };

type Source = {
  load: LoadView;
  columns: FixColumns;
  rowAt: (index: number) => GridRow | undefined;
  frame: () => HTMLElement | null;
  handle: () => DataGridHandle | null;
  /** Changes when rows have come or changed: a note may only now be there, or no longer. */
  tick: number;
};

/** Long enough that a pointer on its way elsewhere raises nothing. */
const hoverDelay = 350;

const noteOf = ({ load, columns, rowAt }: Source, spot: Spot): CellNote | null => {
  const row = rowAt(spot.row);
  const column = columns.sheetColumn(spot.column);
  if (row === undefined || column === null || isSettled(row.state)) return null;
  const fault = row.problem !== null && faultColumns(load, row.problem.fields).includes(column);
  const mended = row.mended.find((cell) => cell.column === column);
  if (!fault && mended === undefined) return null;
  return { row, column, fault, mendedFrom: mended?.source ?? null };
};

export type BubbleControl = {
  bubble: Bubble | null;
  /** The cell the keyboard or a click has chosen: its note is shown until it is closed or another is chosen. */
  onChoose: (spot: Spot | null) => void;
  onHover: (spot: GridSpot | null) => void;
  /** The grid has scrolled: what floats follows its cell. */
  follow: () => void;
  close: () => void;
  hold: () => void;
  release: () => void;
};

/** What floats beside a cell: for the chosen cell, and after a moment for the one under the pointer. */
export const useBubble = (source: Source): BubbleControl => {
  const latest = useRef(source);
  const chosen = useRef<Spot | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const settling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const held = useRef(false);
  const shown = useRef<Spot | null>(null);
  const [bubble, setBubble] = useState<Bubble | null>(null);

  useEffect(() => {
    latest.current = source;
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      clearTimeout(settling.current);
    },
    [],
  );

  const show = useCallback((spot: Spot | null): void => {
    shown.current = spot;
    const note = spot === null ? null : noteOf(latest.current, spot);
    const cell = spot === null ? null : (latest.current.handle()?.boundsOf(spot.column, spot.row) ?? null);
    const frame = latest.current.frame()?.getBoundingClientRect();
    const place = cell === null || frame === undefined ? null : placeBubble(cell, frame);
    setBubble(note === null || place === null ? null : { note, place });
  }, []);

  // The grid tells of a scroll before it has drawn it: where its cells stand is right a little later.
  const follow = useCallback((): void => {
    clearTimeout(settling.current);
    settling.current = setTimeout(() => {
      if (shown.current !== null) show(shown.current);
    }, 50);
  }, [show]);

  const { tick } = source;
  const drawnTick = useRef(tick);
  useEffect(() => {
    if (drawnTick.current !== tick) follow();
    drawnTick.current = tick;
  }, [tick, follow]);

  const later = useCallback(
    (spot: Spot | null): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        if (!held.current) show(spot ?? chosen.current);
      }, hoverDelay);
    },
    [show],
  );

  return {
    bubble,
    onChoose: (spot) => {
      chosen.current = spot;
      held.current = false;
      clearTimeout(timer.current);
      // The grid moves to the cell first; its bounds are right once it has drawn.
      timer.current = setTimeout(() => {
        show(spot);
      }, 60);
    },
    onHover: (spot) => {
      const note = spot === null ? null : noteOf(latest.current, spot);
      later(note === null ? null : spot);
    },
    follow,
    close: () => {
      clearTimeout(timer.current);
      chosen.current = null;
      held.current = false;
      show(null);
    },
    hold: () => {
      held.current = true;
      clearTimeout(timer.current);
    },
    release: () => {
      held.current = false;
      later(null);
    },
  };
};
