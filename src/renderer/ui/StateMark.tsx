import type { ReactElement } from 'react';
import { partClass, type BarState } from './balance-parts';
import './state-mark.css';

/** Silhouettes tell the kind of state (circle settled, octagon refused, hourglass not reached, diamond unknown). */
const circle = 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z';

type MarkShape = { body: string; glyph: string };

/** Outlines of the marks on a 16 by 16 field, for SVG and for canvas alike. */
export const markShapes: Record<Exclude<BarState, 'written' | 'sent' | 'missing'>, MarkShape> = {
  created: { body: circle, glyph: 'M8 4.8v6.4M4.8 8h6.4' },
  updated: { body: circle, glyph: 'M8 11.3V4.9M5.2 7.5 8 4.7l2.8 2.8' },
  deleted: { body: circle, glyph: 'M4.8 8h6.4' },
  unchanged: { body: circle, glyph: 'M5.2 6.5h5.6M5.2 9.5h5.6' },
  excluded: { body: circle, glyph: 'm4.9 11.1 6.2-6.2' },
  failed: {
    body: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z',
    glyph: 'm5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6',
  },
  not_processed: {
    body: 'M2.6 1h10.8c.5 0 .8.5.6 1L11 8l3 6c.2.5-.1 1-.6 1H2.6c-.5 0-.8-.5-.6-1l3-6-3-6c-.2-.5.1-1 .6-1z',
    glyph: 'M5.8 4h4.4M6.2 12.2h3.6',
  },
  no_verdict: {
    body: 'M8 .4 15.6 8 8 15.6.4 8z',
    glyph: 'M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.5-.8 1M8 11.3v.1',
  },
  held: {
    body: 'M3.8 1.4h8.4a2.4 2.4 0 0 1 2.4 2.4v8.4a2.4 2.4 0 0 1-2.4 2.4H3.8a2.4 2.4 0 0 1-2.4-2.4V3.8a2.4 2.4 0 0 1 2.4-2.4z',
    glyph: 'M6.2 5.2v5.6M9.8 5.2v5.6',
  },
  ready: {
    body: 'M1.4 3.4c0-1.1.9-2 2-2h5.2c.6 0 1.1.2 1.5.7l4.2 5c.4.5.4 1.3 0 1.8l-4.2 5c-.4.5-.9.7-1.5.7H3.4c-1.1 0-2-.9-2-2z',
    glyph: 'm4.4 8.2 2 2 3.8-4.2',
  },
};

const drawing = (state: BarState): ReactElement => {
  if (state === 'written')
    return (
      <>
        <path className="bh-mark-upper" d="M1 8a7 7 0 0 1 14 0z" />
        <path className="bh-mark-lower" d="M15 8A7 7 0 0 1 1 8z" />
        <path className="bh-mark-glyph" d="m5 8.2 2.1 2.1L11 6" />
      </>
    );
  if (state === 'sent')
    return <circle className="bh-mark-line" cx="8" cy="8" r="6.2" strokeDasharray="2.6 2.2" />;
  if (state === 'missing')
    return (
      <>
        <circle className="bh-mark-line" cx="8" cy="8" r="6.2" />
        <path className="bh-mark-line" d="M8 4.6v4M8 11v.1" />
      </>
    );
  const shape = markShapes[state];
  return (
    <>
      <path className="bh-mark-body" d={shape.body} />
      <path className="bh-mark-glyph" d={shape.glyph} />
    </>
  );
};

type Props = {
  state: BarState;
  /** Pixels; 16 in text and tables, 14 in tags. */
  size?: number;
};

/** The mark of a state. It always stands beside the state's word, so it is hidden from screen readers. */
export const StateMark = ({ state, size = 16 }: Props): ReactElement => (
  <svg
    className={`bh-mark bh-mark-${partClass[state]}`}
    width={size}
    height={size}
    viewBox="0 0 16 16"
    aria-hidden="true"
    focusable="false"
  >
    {drawing(state)}
  </svg>
);
