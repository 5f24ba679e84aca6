import { GridCellKind, type GridCell } from '@glideapps/glide-data-grid';
import type { BarState } from './balance-parts';
import { wordsInset } from './grid-draw';
import { monoFont, type GridInk, type GridTone } from './grid-theme';

/** One cell as a screen describes it; null while its row is not there yet. */
export type DataGridCell = {
  text: string;
  /** Shown in grey where `text` is empty and the emptiness is the matter. */
  emptyWord?: string;
  /** Cell at fault, or mended (`ready`): tint, bar and icon. */
  tone?: GridTone;
  /** State mark before the text. */
  mark?: BarState;
  /** Can be read and copied, not changed. */
  locked?: boolean;
  /** A quiet column: row numbers and what is not sent. */
  faint?: boolean;
  align?: 'left' | 'right';
  mono?: boolean;
};

/** Length up to which a canvas shows a cell's text; the whole is in the editor and the clipboard. */
const shownCharacters = 400;

/** The cell in the grid's own form. Marks and tones are drawn beside the text, so the text moves to the right. */
export const toGridCell = (cell: DataGridCell | null, ink: GridInk): GridCell => {
  if (cell === null)
    return {
      kind: GridCellKind.Loading,
      allowOverlay: false,
      skeletonWidth: 90,
      skeletonWidthVariability: 60,
    };
  const isEmpty = cell.text === '' && cell.emptyWord !== undefined;
  const tone = cell.tone === undefined ? null : ink.tone[cell.tone];
  const words = isEmpty ? (cell.emptyWord ?? '') : cell.text;
  return {
    kind: GridCellKind.Text,
    data: cell.text,
    displayData: words.slice(0, shownCharacters),
    copyData: cell.text,
    allowOverlay: true,
    readonly: cell.locked === true,
    contentAlign: cell.align ?? 'left',
    themeOverride: {
      ...(cell.faint === true ? { bgCell: ink.canvas, textDark: ink.ink3 } : {}),
      ...(tone === null ? {} : { bgCell: tone.tint }),
      ...(isEmpty ? { textDark: tone === null ? ink.ink3 : tone.text } : {}),
      ...(cell.mark === undefined ? {} : { cellHorizontalPadding: wordsInset.afterMark }),
      ...(tone === null ? {} : { cellHorizontalPadding: wordsInset.afterIcon }),
      ...(cell.mono === true ? { fontFamily: monoFont, baseFontStyle: '12px' } : {}),
    },
  };
};
