import { partClass, type BarState } from './balance-parts';
import type { GridInk, GridTone } from './grid-theme';
import { markShapes } from './StateMark';

const warningPath = 'M8 2.3 1.7 13.4h12.6zM8 6.6v3.2M8 11.6v.1';
const wandPath = 'm2.8 13.2 7-7M11.4 4.6l.1-.1M11.6 1.8v1.6M14.2 4.4h-1.6M13.4 7.6l-1-1M8.2 2.6l1 1';

const paths = new Map<string, Path2D>();
const pathOf = (data: string): Path2D => {
  const known = paths.get(data);
  if (known !== undefined) return known;
  const path = new Path2D(data);
  paths.set(data, path);
  return path;
};

/** Where a mark stands in a cell, and how far it moves the words to the right; CSS pixels. */
export const markInset = 10;
export const wordsInset = { afterMark: 32, afterIcon: 30 } as const;

type Box = { x: number; y: number; width: number; height: number };

const inBox = (ctx: CanvasRenderingContext2D, rect: Box, size: number, draw: () => void): void => {
  ctx.save();
  ctx.translate(rect.x + markInset, rect.y + (rect.height - size) / 2);
  ctx.scale(size / 16, size / 16);
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  draw();
  ctx.restore();
};

/** Draws the mark of a row's state at the start of a cell. */
export const drawMark = (ctx: CanvasRenderingContext2D, rect: Box, state: BarState, ink: GridInk): void => {
  inBox(ctx, rect, 16, () => {
    if (state === 'sent' || state === 'written' || state === 'missing') {
      ctx.strokeStyle = ink.ink3;
      ctx.lineWidth = 1.6;
      ctx.setLineDash(state === 'sent' ? [2.6, 2.2] : []);
      ctx.beginPath();
      ctx.arc(8, 8, 6.2, 0, Math.PI * 2);
      ctx.stroke();
      return;
    }
    const shape = markShapes[state];
    ctx.fillStyle = ink.mark(partClass[state]);
    ctx.fill(pathOf(shape.body));
    ctx.strokeStyle = ink.glyph;
    ctx.lineWidth = 1.8;
    ctx.stroke(pathOf(shape.glyph));
  });
};

/** Draws what a cell at fault or a mended cell carries beside its tint: a bar at its start and an icon. */
export const drawTone = (ctx: CanvasRenderingContext2D, rect: Box, tone: GridTone, ink: GridInk): void => {
  ctx.save();
  ctx.fillStyle = ink.tone[tone].fill;
  ctx.fillRect(rect.x, rect.y, 2, rect.height);
  ctx.restore();
  inBox(ctx, rect, 14, () => {
    ctx.strokeStyle = ink.tone[tone].text;
    ctx.lineWidth = 1.6;
    ctx.stroke(pathOf(tone === 'ready' ? wandPath : warningPath));
  });
};
