import { useState, type KeyboardEvent } from 'react';

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowDown: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  ArrowUp: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The key as it reads from left to right: in a right-to-left row the arrows change places. */
const mirrored = (event: KeyboardEvent<HTMLElement>): string => {
  if (getComputedStyle(event.currentTarget).direction !== 'rtl') return event.key;
  if (event.key === 'ArrowLeft') return 'ArrowRight';
  return event.key === 'ArrowRight' ? 'ArrowLeft' : event.key;
};

type Roving = {
  /** 0 for the one item that takes part in tabbing, -1 for the others. */
  tabIndexOf: (index: number) => 0 | -1;
  onFocusOf: (index: number) => () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/** A row of buttons as one tab stop with arrows inside. The buttons carry `data-roving` and `count` of them exist. */
export const useRovingFocus = (count: number): Roving => {
  const [current, setCurrent] = useState(0);
  const inReach = Math.min(current, Math.max(count - 1, 0));
  return {
    tabIndexOf: (index) => (index === inReach ? 0 : -1),
    onFocusOf: (index) => () => {
      setCurrent(index);
    },
    onKeyDown: (event) => {
      const step = steps[mirrored(event)];
      if (step === undefined || count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const next = step(inReach, count - 1);
      setCurrent(next);
      event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]')[next]?.focus();
    },
  };
};
