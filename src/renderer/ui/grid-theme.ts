import type { Theme } from '@glideapps/glide-data-grid';
import { useEffect, useState } from 'react';

/** The colours the grid draws with. It paints on a canvas, which can't read CSS variables by itself. */
export type GridInk = {
  surface: string;
  canvas: string;
  line: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  glyph: string;
  tone: Record<GridTone, { fill: string; text: string; tint: string }>;
  /** Fill of each state mark, by the token name of the state. */
  mark: (token: string) => string;
};

export type GridTone = 'failed' | 'held' | 'notproc' | 'noverdict' | 'ready';

const tones: readonly GridTone[] = ['failed', 'held', 'notproc', 'noverdict', 'ready'];

const readInk = (): GridInk => {
  const style = getComputedStyle(document.documentElement);
  const forced = window.matchMedia('(forced-colors: active)').matches;
  // In forced colours the person's own palette wins everywhere; marks and bars still tell the states apart.
  const read = (token: string, system: string): string =>
    forced ? system : style.getPropertyValue(`--bh-${token}`).trim() || system;
  return {
    surface: read('surface', 'Canvas'),
    canvas: read('canvas', 'Canvas'),
    line: read('line-soft', 'CanvasText'),
    ink: read('ink', 'CanvasText'),
    ink2: read('ink-2', 'CanvasText'),
    ink3: read('ink-3', 'CanvasText'),
    accent: read('accent', 'Highlight'),
    glyph: read('glyph', 'Canvas'),
    tone: Object.fromEntries(
      tones.map((tone) => [
        tone,
        {
          fill: read(tone, 'CanvasText'),
          text: read(`${tone}-text`, 'CanvasText'),
          tint: read(`${tone}-tint`, 'Canvas'),
        },
      ]),
    ) as GridInk['tone'],
    mark: (token) => read(token, 'CanvasText'),
  };
};

/** The grid's colours, read again when the scheme or the system's contrast changes. */
export const useGridInk = (): GridInk => {
  const [ink, setInk] = useState(readInk);
  useEffect(() => {
    const refresh = (): void => {
      setInk(readInk());
    };
    const watcher = new MutationObserver(refresh);
    watcher.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-mantine-color-scheme', 'class', 'style'],
    });
    const contrast = window.matchMedia('(forced-colors: active)');
    contrast.addEventListener('change', refresh);
    refresh();
    return () => {
      watcher.disconnect();
      contrast.removeEventListener('change', refresh);
    };
  }, []);
  return ink;
};

const plainFont = 'InterVariable, Inter, system-ui, sans-serif';
/** Canvas text takes no font features, so record Ids get a face in which 0 and O differ by themselves. */
export const monoFont = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace';

/** Our hand for the grid; sizes in CSS pixels. */
export const gridTheme = (ink: GridInk): Partial<Theme> => {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string, otherwise: string): string =>
    style.getPropertyValue(`--bh-${name}`).trim() || otherwise;
  return {
    accentColor: ink.accent,
    accentFg: token('on-accent', 'HighlightText'),
    accentLight: token('accent-tint', 'Canvas'),
    textDark: ink.ink,
    textMedium: ink.ink2,
    textLight: ink.ink3,
    textHeader: ink.ink2,
    textHeaderSelected: token('on-accent', 'HighlightText'),
    bgCell: ink.surface,
    bgCellMedium: ink.canvas,
    bgHeader: ink.canvas,
    bgHeaderHovered: token('sunken', 'Canvas'),
    bgHeaderHasFocus: token('accent-tint', 'Canvas'),
    borderColor: ink.line,
    horizontalBorderColor: ink.line,
    bgSearchResult: token('prod-tint', 'Canvas'),
    linkColor: token('accent-text', 'LinkText'),
    baseFontStyle: '13px',
    headerFontStyle: '600 12px',
    markerFontStyle: '12px',
    editorFontSize: '13px',
    fontFamily: plainFont,
    cellHorizontalPadding: 10,
    cellVerticalPadding: 3,
    lineHeight: 1.4,
  };
};
