import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Select, TextInput } from '../../ui/kit';
import { longList } from '../match/long-list';
import { Waiting } from '../../ui/Waiting';
import type { RepairDraft } from './repair-draft';
import { useGroupValues } from './use-repair';

type Props = {
  load: LoadView;
  group: string;
  draft: RepairDraft;
  choices: readonly { value: string; label: string }[];
  onChange: (change: Partial<RepairDraft>) => void;
};

/** Values shown at most; a group with more has no list to be mapped by hand. */
const shownValues = 60;

/** Each value of the group, once, and what it stands for. */
export const RepairMap = ({ load, group, draft, choices, onChange }: Props): ReactElement => {
  const { values, isPart, rows } = useGroupValues(load.id, load.version, group, draft.column);
  if (values === null) return <Waiting word={t('repair.map.waiting')} rows={2} />;
  const change = (from: string, to: string): void => {
    onChange({ values: { ...draft.values, [from]: to } });
  };
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-soft">{t('repair.map.lead')}</p>
      <ul className="bh-fix-map">
        {values.slice(0, shownValues).map(({ value, count }) => {
          const word = value === '' ? t('repair.map.empty') : value;
          const label = t('repair.map.to', { value: word });
          const to = draft.values[value] ?? '';
          return (
            <li key={value}>
              <span className="bh-fix-map-from">
                <span className="bh-medium bh-cut" title={word}>
                  {word}
                </span>
                <span className="bh-caption bh-mute bh-num">{t('repair.map.rows', { count })}</span>
              </span>
              <Icon name="to" size={14} />
              {choices.length > 0 ? (
                <Select
                  {...longList}
                  aria-label={label}
                  data={choices}
                  searchable
                  clearable
                  clearButtonProps={{ 'aria-label': t('repair.kind.clear') }}
                  placeholder={t('repair.map.choose')}
                  value={to === '' ? null : to}
                  onChange={(next) => {
                    change(value, next ?? '');
                  }}
                />
              ) : (
                <TextInput
                  aria-label={label}
                  value={to}
                  onChange={(event) => {
                    change(value, event.currentTarget.value);
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      {isPart && <p className="bh-caption bh-mute">{t('repair.map.part', { count: rows })}</p>}
    </div>
  );
};
