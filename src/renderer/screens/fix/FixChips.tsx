import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import type { RowState } from '../../../shared/domain/row-state';
import { formatCount, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Menu } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';
import { problemWords } from '../results/problem-words';
import { faultColumns, type FixView } from './fix-rows';

type Chip = { view: FixView; word: string; title: string; count: number; state: RowState | null };

/** Causes that get a chip of their own; the rest stand in a menu. */
const shownCauses = 5;

/** A group's short name: its state where that says it all, the one column it lies in, else its title. */
const groupWord = (load: LoadView, group: ProblemGroup): string => {
  if (group.state === 'no_verdict' || group.state === 'not_processed') return t(`state.${group.state}`);
  const [first, ...others] = faultColumns(load, group.problem.fields);
  const header = first === undefined ? undefined : load.sheet.columns[first]?.header;
  return header !== undefined && others.length === 0 ? header : problemWords(group.problem).title;
};

const groupChip = (load: LoadView, group: ProblemGroup): Chip => ({
  view: { kind: 'group', key: group.key },
  word: groupWord(load, group),
  title: problemWords(group.problem).title,
  count: group.count,
  state: group.state,
});

const isSame = (left: FixView, right: FixView): boolean => JSON.stringify(left) === JSON.stringify(right);

type Props = {
  load: LoadView;
  groups: readonly ProblemGroup[];
  view: FixView;
  /** Rows the "All" chip stands for. */
  openCount: number;
  onChoose: (view: FixView) => void;
};

/** One chip a cause, largest first, and one for the rows that are ready. */
export const FixChips = ({ load, groups, view, openCount, onChoose }: Props): ReactElement => {
  const chips = groups.map((group) => groupChip(load, group));
  // Two causes in one column are told apart by their titles.
  const causes = chips.map((chip) =>
    chips.some((other) => other !== chip && other.word === chip.word && other.title !== chip.title)
      ? { ...chip, word: chip.title }
      : chip,
  );
  const shown = causes.slice(0, shownCauses);
  const rest = causes.slice(shownCauses);
  const ready = load.balance.counts.ready;
  const chosenInRest = rest.find((chip) => isSame(chip.view, view));

  const face = (chip: Chip): ReactElement => (
    <>
      {chip.state !== null && <StateMark state={chip.state} size={14} />}
      <span className="bh-cut">{chip.word}</span>
      <b className="bh-num">{formatCount(chip.count)}</b>
    </>
  );
  const button = (chip: Chip): ReactElement => (
    <button
      type="button"
      key={JSON.stringify(chip.view)}
      className="bh-fix-chip"
      aria-pressed={isSame(chip.view, view)}
      title={chip.title}
      onClick={() => {
        onChoose(chip.view);
      }}
    >
      {face(chip)}
    </button>
  );

  return (
    <fieldset className="bh-fix-chips" aria-label={t('fix.chips')}>
      {button({
        view: { kind: 'open' },
        word: t('fix.chip.all'),
        title: t('fix.chip.all'),
        count: openCount,
        state: null,
      })}
      {view.kind === 'state' &&
        view.state !== 'ready' &&
        button({
          view,
          word: t(`state.${view.state}`),
          title: t(`state.${view.state}.half`),
          count: load.balance.counts[view.state],
          state: view.state,
        })}
      {shown.map(button)}
      {chosenInRest !== undefined && button(chosenInRest)}
      {rest.length > 0 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className="bh-fix-chip">
              {t('fix.chip.more')}
              <b className="bh-num">{formatCount(rest.reduce((sum, chip) => sum + chip.count, 0))}</b>
              <Icon name="down" size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown className="bh-fix-more">
            {rest.map((chip) => (
              <Menu.Item
                key={JSON.stringify(chip.view)}
                leftSection={chip.state === null ? null : <StateMark state={chip.state} size={14} />}
                rightSection={<b className="bh-num">{formatCount(chip.count)}</b>}
                onClick={() => {
                  onChoose(chip.view);
                }}
              >
                {chip.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {ready > 0 &&
        button({
          view: { kind: 'state', state: 'ready' },
          word: t('state.ready'),
          title: t('state.ready.half'),
          count: ready,
          state: 'ready',
        })}
    </fieldset>
  );
};
