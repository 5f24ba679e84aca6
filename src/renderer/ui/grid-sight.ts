import type { DataEditorRef, Rectangle } from '@glideapps/glide-data-grid';
import { useCallback, useEffect, useRef, type RefObject } from 'react';

/**
 * The grid measures itself some time after it is mounted, and until then it scrolls nowhere without a word. So
 * scrolling is tried again until the cell is seen, for at most about a second.
 */
const mostTries = 18;
const pause = 60;

type GridSight = {
  /** Takes in which cells are in sight. */
  onRegion: (region: Rectangle) => void;
  /** Scrolls to a cell; a null row leaves the rows as they are. `then` runs after the first try. */
  bringIntoSight: (column: number, row: number | null, then?: () => void) => void;
};

/** Brings cells into sight, also right after the grid has been mounted. */
export const useGridSight = (editor: RefObject<DataEditorRef | null>, frozen: number): GridSight => {
  const sight = useRef<Rectangle | null>(null);
  const timer = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  useEffect(
    () => () => {
      clearInterval(timer.current);
    },
    [],
  );

  const bringIntoSight = useCallback(
    (column: number, row: number | null, then?: () => void): void => {
      const isIn = (at: number, first: number, count: number): boolean => at >= first && at < first + count;
      const isSeen = (seen: Rectangle): boolean =>
        (column < frozen || isIn(column, seen.x, seen.width)) &&
        (row === null || isIn(row, seen.y, seen.height));
      let tries = 0;
      clearInterval(timer.current);
      const attempt = (): void => {
        tries += 1;
        if (row === null) editor.current?.scrollTo(column, 0, 'horizontal', 24);
        else editor.current?.scrollTo(column, row, 'both', 0, 60);
        if (tries === 1) then?.();
        if (tries >= mostTries || (tries > 1 && sight.current !== null && isSeen(sight.current)))
          clearInterval(timer.current);
      };
      timer.current = setInterval(attempt, pause);
      attempt();
    },
    [editor, frozen],
  );

  const onRegion = useCallback((region: Rectangle): void => {
    sight.current = region;
  }, []);
  return { onRegion, bringIntoSight };
};
