import type { ReactElement } from 'react';
import { showInvisible } from '../../../core/sheet/invisible';
import type { ColumnRepair } from '../../../shared/domain/mapping';
import type { CellSample } from '../../../shared/domain/sheet';
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

const titleOf = ({ damage, chosen, profile }: DamageItem): string => {
  const words = {
    column: headerName({ header: profile.header, column: profile.index }),
    count: damage.count,
  };
  // What only a person can know is not told as if it were known.
  if (damage.kind === 'lost-zeros' && damage.remedy === 'likely' && chosen === null)
    return t('damage.lost-zeros.short', words);
  return t(`damage.${damage.kind}.title`, words);
};

/** What there is to know of counts of days: from which year they count, and who says so. */
const sentenceOfDays = ({ damage, chosen }: DamageItem): string => {
  const words = { count: damage.count, from: chosen?.kind === 'days-1904' ? '1904' : '1900' };
  if (chosen !== null) return t('damage.serial-dates.done', words);
  if (damage.other !== null) return t('damage.serial-dates.provable', words);
  return t('damage.serial-dates.known', {
    ...words,
    from: damage.repair?.kind === 'days-1904' ? '1904' : '1900',
  });
};

const sentenceOf = (item: DamageItem): string => {
  const { damage, chosen } = item;
  const words = { count: damage.count, width: damage.width ?? 0 };
  const done = chosen !== null;
  switch (damage.kind) {
    case 'lost-zeros':
      if (done) return t('damage.lost-zeros.done', words);
      return t(damage.remedy === 'likely' ? 'damage.lost-zeros.likely' : 'damage.lost-zeros.provable', words);
    case 'serial-dates':
      return sentenceOfDays(item);
    case 'short-ids':
      if (damage.remedy === 'always') return t('damage.short-ids.always');
      return t(done ? 'damage.short-ids.done' : 'damage.short-ids.provable', words);
    case 'id-case':
      return t(done ? 'damage.id-case.done' : 'damage.id-case.provable', words);
    case 'invisible':
      if (damage.remedy === 'always') return t('damage.invisible.always');
      return t(done ? 'damage.invisible.done' : 'damage.invisible.provable', words);
    case 'formula-text':
      return t(done ? 'damage.formula-text.done' : 'damage.formula-text.provable', words);
    case 'one-case-ids':
    case 'scientific':
    case 'rounded':
    case 'cut-255':
    case 'cut-32767':
      return t(`damage.${damage.kind}.lost`);
  }
};

const labelOf = ({ damage, chosen }: DamageItem): string => {
  if (chosen !== null) return t('damage.undo');
  if (damage.remedy === 'likely') return t('damage.repair.likely', { width: damage.width ?? 0 });
  return damage.other === null ? t('damage.repair') : t('damage.repair.from', { from: '1900' });
};

type ActButtonProps = Props & { label: string; repair: ColumnRepair };

const ActButton = ({ item, busy, onRepair, label, repair }: ActButtonProps): ReactElement => (
  <Button
    size="compact-sm"
    variant={item.chosen === null ? 'light' : 'subtle'}
    disabled={busy}
    leftSection={<Icon name={item.chosen === null ? 'wand' : 'undo'} size={14} />}
    aria-label={`${label}: ${titleOf(item)}`}
    onClick={() => {
      onRepair(repair, item.chosen === null);
    }}
  >
    {label}
  </Button>
);

/** A repair, or one of two where the file does not say which is right; or the way back. */
const Acts = (props: Props): ReactElement | null => {
  const { damage, chosen } = props.item;
  const repair = chosen ?? damage.repair;
  if (repair === null) return null;
  return (
    <div className="bh-row bh-wrap">
      <ActButton {...props} label={labelOf(props.item)} repair={repair} />
      {chosen === null && damage.other !== null && (
        <ActButton {...props} label={t('damage.repair.from', { from: '1904' })} repair={damage.other} />
      )}
    </div>
  );
};

/** A cell of the file beside what becomes of it. */
const sampleOf = (sample: CellSample, { damage, chosen }: DamageItem): string => {
  const cell = cut(damage.kind === 'invisible' ? showInvisible(sample.cell) : sample.cell);
  const { line } = sample;
  const repair = chosen ?? damage.repair;
  if (repair === null) return t('damage.seen', { line, cell });
  const value = repairedSample(sample, repair);
  if (chosen !== null || damage.other === null) return t('damage.example', { line, cell, value });
  return t('damage.example.two', { line, cell, value, other: repairedSample(sample, damage.other) });
};

/** One kind of damage of a column: how often, where, and what can be done about it. */
export const DamageEntry = (props: Props): ReactElement => {
  const { item, readOnly } = props;
  const { damage, chosen } = item;
  const isGood = chosen !== null || damage.remedy === 'always';
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
            <li key={sample.line}>{sampleOf(sample, item)}</li>
          ))}
        </ul>
      </div>
      {!readOnly && <Acts {...props} />}
    </li>
  );
};
