import type { ReactElement } from 'react';
import type { ColumnRepair } from '../../../shared/domain/mapping';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { headerName } from '../match/match-rows';
import { repairedSample, type DamageItem } from './damage-items';

type Props = {
  item: DamageItem;
  busy: boolean;
  /** Rows have been sent: nothing changes any more. */
  readOnly: boolean;
  onRepair: (repair: ColumnRepair, on: boolean) => void;
};

const shownSamples = 2;
const shownCharacters = 60;

const cut = (text: string): string =>
  text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;

const titleOf = ({ damage, done, profile }: DamageItem): string => {
  const words = {
    column: headerName({ header: profile.header, column: profile.index }),
    count: damage.count,
  };
  // What only a person can know is not told as if it were known.
  if (damage.kind === 'lost-zeros' && damage.remedy === 'likely' && !done)
    return t('damage.lost-zeros.short', words);
  return t(`damage.${damage.kind}.title`, words);
};

const sentenceOf = ({ damage, done }: DamageItem): string => {
  const words = { count: damage.count, width: damage.width ?? 0 };
  switch (damage.kind) {
    case 'lost-zeros':
      if (done) return t('damage.lost-zeros.done', words);
      return t(damage.remedy === 'likely' ? 'damage.lost-zeros.likely' : 'damage.lost-zeros.provable', words);
    case 'serial-dates':
      return t(done ? 'damage.serial-dates.done' : 'damage.serial-dates.provable', words);
    case 'short-ids':
      if (damage.remedy === 'always') return t('damage.short-ids.always');
      return t(done ? 'damage.short-ids.done' : 'damage.short-ids.provable', words);
    case 'scientific':
    case 'rounded':
    case 'cut-255':
    case 'cut-32767':
      return t(`damage.${damage.kind}.lost`);
  }
};

const ActButton = ({ item, busy, onRepair }: Props): ReactElement | null => {
  const { damage, done } = item;
  const { repair } = damage;
  if (repair === null) return null;
  const label = done
    ? t('damage.undo')
    : damage.remedy === 'likely'
      ? t('damage.repair.likely', { width: damage.width ?? 0 })
      : t('damage.repair');
  return (
    <Button
      size="compact-sm"
      variant={done ? 'subtle' : 'light'}
      disabled={busy}
      leftSection={<Icon name={done ? 'undo' : 'wand'} size={14} />}
      aria-label={`${label}: ${titleOf(item)}`}
      onClick={() => {
        onRepair(repair, !done);
      }}
    >
      {label}
    </Button>
  );
};

/** One kind of damage of a column: how often, where, and what can be done about it. */
export const DamageEntry = (props: Props): ReactElement => {
  const { item, readOnly } = props;
  const { damage, done } = item;
  const isGood = done || damage.remedy === 'always';
  return (
    <li className="bh-damage">
      <Icon
        name={isGood ? 'check' : damage.remedy === 'provable' ? 'wand' : 'warning'}
        className={isGood ? 'bh-good-text' : damage.remedy === 'provable' ? '' : 'bh-warn-text'}
      />
      <div className="bh-grow">
        <p className="bh-medium">{titleOf(item)}</p>
        <p className="bh-soft">{sentenceOf(item)}</p>
        <ul className="bh-caption bh-mute">
          {damage.samples.slice(0, shownSamples).map((sample) => (
            <li key={sample.line}>
              {damage.repair === null
                ? t('damage.seen', { line: sample.line, cell: cut(sample.cell) })
                : t('damage.example', {
                    line: sample.line,
                    cell: cut(sample.cell),
                    value: repairedSample(sample, damage.repair),
                  })}
            </li>
          ))}
        </ul>
      </div>
      {!readOnly && <ActButton {...props} />}
    </li>
  );
};
