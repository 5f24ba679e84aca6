import { Fragment, type ReactElement } from 'react';
import type { Balance, RowState } from '../../shared/domain/row-state';
import { formatCount, formatList, t } from '../lib/text';
import {
  listParts,
  partClass,
  rowsBehind,
  type BalancePart,
  type BarState,
  type RunningParts,
} from './balance-parts';
import { StateMark } from './StateMark';
import { useRovingFocus } from './use-roving-focus';
import './balance-bar.css';
import './balance-fill.css';

type Props = {
  balance: Balance;
  /** `hero` 40 px with marks, `mid` 20 px, `line` 10 px without a frame. */
  size?: 'hero' | 'mid' | 'line';
  /** A forecast: tinted and dashed, so that it can't be taken for a result. */
  pencil?: boolean;
  /** The wall between settled rows and all others; parts of a load go without. */
  wall?: boolean;
  /** "N settled" and "N open" above the bar. */
  ends?: boolean;
  /** While a job runs: splits the rows that were sent into written, refused and waiting. */
  written?: RunningParts;
  /** Makes every compartment a button that opens the rows of its state. */
  onOpen?: (state: RowState) => void;
};

/** The word of a compartment, as it stands beside its mark. */
export const partWord = (state: BarState): string =>
  state === 'missing' ? t('balance.missing') : t(`state.${state}`);

/** The whole bar as one sentence: what a screen reader hears. */
export const describeBalance = (balance: Balance, written?: RunningParts, pencil = false): string => {
  const parts = listParts(balance, written).filter((part) => part.count > 0);
  const words = parts.map((part) =>
    t('balance.part', { state: partWord(part.state).toLowerCase(), count: part.count }),
  );
  return t(pencil ? 'balance.forecast' : 'balance.sentence', {
    parts: words.length === 0 ? t('balance.nothing') : formatList(words),
    rows: balance.rows,
  });
};

const Ends = ({ parts, notHanded }: { parts: readonly BalancePart[]; notHanded: number }): ReactElement => {
  const sum = (test: (part: BalancePart) => boolean): number =>
    parts.reduce((total, part) => total + (test(part) ? part.count : 0), 0);
  const waiting = sum((part) => part.state === 'sent');
  const here = Math.min(notHanded, waiting);
  const ready = sum((part) => part.state === 'ready');
  const settled = sum((part) => part.settled);
  const open = sum((part) => !part.settled) - waiting - ready;
  const right = [
    { key: 'balance.waiting', count: waiting - here },
    { key: 'balance.notHanded', count: here },
    { key: 'balance.ready', count: ready },
    { key: 'balance.open', count: open },
  ] as const;
  return (
    <div className="bh-balance-ends">
      <span>
        <b>{formatCount(settled)}</b> {t('balance.settled')}
      </span>
      <span>
        {right
          .filter((end) => end.count > 0 || (end.key === 'balance.open' && waiting + ready === 0))
          .map((end, index) => (
            <span key={end.key}>
              {index > 0 && ', '}
              <b>{formatCount(end.count)}</b> {t(end.key)}
            </span>
          ))}
      </span>
    </div>
  );
};

/** From this share of the bar on, a compartment of the hero bar is wide enough for a mark at its start. */
const roomForMark = 0.04;

/**
 * Every row of the file in one bar, in one compartment, in one fixed order; the wall stands between settled
 * rows and all others. Widths have a least size so that six rows in a million still show: the numbers, never
 * the widths, are the truth.
 */
export const BalanceBar = (props: Props): ReactElement => {
  const { balance, size = 'hero', pencil = false, wall = true, ends = false, written, onOpen } = props;
  const all = listParts(balance, written);
  const parts = all.filter((part) => part.count > 0);
  const wallAt = parts.findIndex((part) => !part.settled);
  const buttons = parts.filter((part) => rowsBehind(part.state) !== null);
  const roving = useRovingFocus(buttons.length);
  const sentence = describeBalance(balance, written, pencil);

  const compartment = (part: BalancePart): ReactElement => {
    const share = {
      className: `bh-seg bh-x-${partClass[part.state]}`,
      style: { '--w': part.count } as Record<string, number>,
      ...(part.count / Math.max(balance.rows, 1) < roomForMark ? { 'data-thin': true } : {}),
    };
    const mark = size === 'hero' ? <StateMark state={part.state} size={14} /> : null;
    const state = rowsBehind(part.state);
    if (onOpen === undefined || state === null) return <span {...share}>{mark}</span>;
    const index = buttons.indexOf(part);
    return (
      <button
        type="button"
        {...share}
        data-roving
        tabIndex={roving.tabIndexOf(index)}
        onFocus={roving.onFocusOf(index)}
        onClick={() => {
          onOpen(state);
        }}
        aria-label={t('balance.show', { state: partWord(part.state), count: part.count })}
      >
        {mark}
      </button>
    );
  };

  const compartments = parts.flatMap((part, index) => {
    const drawn = <Fragment key={part.state}>{compartment(part)}</Fragment>;
    return wall && index === wallAt && index > 0
      ? [<span className="bh-rib" key="wall" aria-hidden="true" data-testid="wall" />, drawn]
      : [drawn];
  });

  return (
    <div>
      {ends && <Ends parts={all} notHanded={written?.notHanded ?? 0} />}
      <div
        className="bh-bar"
        data-size={size}
        {...(pencil ? { 'data-pencil': true } : {})}
        aria-label={sentence}
        {...(onOpen === undefined
          ? { role: 'img' }
          : { role: 'toolbar', 'aria-orientation': 'horizontal' as const, onKeyDown: roving.onKeyDown })}
      >
        {compartments}
      </div>
    </div>
  );
};
