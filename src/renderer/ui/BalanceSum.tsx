import type { ReactElement } from 'react';
import type { Balance, RowState } from '../../shared/domain/row-state';
import { formatCount, t } from '../lib/text';
import { partWord } from './BalanceBar';
import {
  countGap,
  listParts,
  rowsBehind,
  type BalancePart,
  type BarState,
  type RunningParts,
} from './balance-parts';
import { Icon } from './icons';
import { StateMark } from './StateMark';
import { useRovingFocus } from './use-roving-focus';
import './balance-sum.css';

type Props = {
  balance: Balance;
  written?: RunningParts;
  /** A forecast: the seal says "All accounted for" rather than "Balanced". */
  pencil?: boolean;
  /** States that stay in the sum as 0: failed and no verdict once a run has ended. */
  keepZero?: readonly BarState[];
  onOpen?: (state: RowState) => void;
};

/** Whether the states sum to the rows of the file, in words. */
export const Seal = ({ balance, soft = false }: { balance: Balance; soft?: boolean }): ReactElement => {
  const gap = countGap(balance);
  if (gap === 0)
    return (
      <span className="bh-seal" {...(soft ? { 'data-soft': true } : {})}>
        <Icon name="check" size={14} />
        {t(soft ? 'balance.accounted' : 'balance.balanced')}
      </span>
    );
  return (
    <span className="bh-seal" data-gap>
      <Icon name="warning" size={14} />
      {t(gap > 0 ? 'balance.unaccounted' : 'balance.twice', { count: Math.abs(gap) })}
    </span>
  );
};

/** Heard, not seen: what makes one sentence of a term's three lines. */
const Heard = ({ words }: { words: string }): ReactElement => <span className="bh-heard">{words}</span>;

const Words = ({ part, opens }: { part: BalancePart; opens: boolean }): ReactElement => (
  <>
    <span className="bh-term-word">
      <StateMark state={part.state} />
      {partWord(part.state)}
      <Heard words=", " />
    </span>
    <span className="bh-term-value">
      {formatCount(part.count)}
      <Heard words={t('balance.rows', { count: part.count })} />
    </span>
    <span className="bh-term-half">
      {part.state === 'missing' ? t('balance.missing.half') : t(`state.${part.state}.half`)}
      {opens && <Heard words={t('balance.opens')} />}
    </span>
  </>
);

/** The sum under the balance bar: mark, word, number and half a sentence a state, closed by the rows of the file. */
export const BalanceSum = ({
  balance,
  written,
  pencil = false,
  keepZero = [],
  onOpen,
}: Props): ReactElement => {
  const parts = listParts(balance, written).filter(
    (part) => part.count > 0 || keepZero.some((state) => state === part.state),
  );
  const buttons = parts.filter((part) => part.count > 0 && rowsBehind(part.state) !== null);
  const roving = useRovingFocus(buttons.length);
  const running = written !== undefined;
  return (
    <div
      className="bh-sum"
      aria-label={t('balance.sum')}
      {...(onOpen === undefined ? { role: 'group' } : { role: 'toolbar', onKeyDown: roving.onKeyDown })}
    >
      {parts.map((part) => {
        const state = rowsBehind(part.state);
        const index = buttons.indexOf(part);
        const zero = part.count === 0 ? { 'data-zero': true } : {};
        if (onOpen === undefined || state === null || index === -1)
          return (
            <div className="bh-term" key={part.state} {...zero}>
              <Words part={part} opens={false} />
            </div>
          );
        return (
          <button
            type="button"
            className="bh-term"
            key={part.state}
            data-roving
            tabIndex={roving.tabIndexOf(index)}
            onFocus={roving.onFocusOf(index)}
            onClick={() => {
              onOpen(state);
            }}
          >
            <Words part={part} opens />
          </button>
        );
      })}
      <div className="bh-term bh-term-total">
        <span className="bh-term-word">{t('balance.total')}</span>
        <span className="bh-term-value">{formatCount(balance.rows)}</span>
        <span className="bh-term-half">
          <Seal balance={balance} soft={pencil || running} />
        </span>
      </div>
    </div>
  );
};

/** The same sum in one line of marks and numbers, for screens that need their height for rows. */
export const BalanceLegend = ({ balance }: { balance: Balance }): ReactElement => {
  const parts = listParts(balance).filter((part) => part.count > 0 && !part.settled);
  return (
    <div className="bh-legend">
      <span>
        <b>{formatCount(balance.settled)}</b> {t('balance.settled')}
      </span>
      {parts.map((part) => (
        <span className="bh-legend-term" key={part.state}>
          <StateMark state={part.state} />
          <b>{formatCount(part.count)}</b> {partWord(part.state).toLowerCase()}
        </span>
      ))}
      <span>= {formatCount(balance.rows)}</span>
      <Seal balance={balance} />
    </div>
  );
};
