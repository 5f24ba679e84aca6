import type { ReactElement } from 'react';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Select } from '../../ui/kit';
import { longList } from '../match/long-list';
import { countRepeats, type KeyChoice } from './object-choice';

type Props = {
  keys: readonly KeyChoice[];
  rows: number;
  chosen: string | null;
  label: string;
  what: string;
  /** Said where the object has no such field. */
  none: string;
  onChoose: (key: string) => void;
};

const Fit = ({ choice, rows }: { choice: KeyChoice; rows: number }): ReactElement => {
  if (choice.fit === null)
    return (
      <p className="bh-row bh-top bh-warn-text">
        <Icon name="warning" />
        <span>{t('key.carry.none')}</span>
      </p>
    );
  const { column } = choice.fit;
  const blank = rows - column.filled;
  const repeats = countRepeats(column);
  return (
    <div className="bh-stack bh-stack-2">
      <p className="bh-row bh-top">
        <Icon name="check" className="bh-good-text" />
        <span>{t('key.carry', { column: column.header, filled: column.filled, rows })}</span>
      </p>
      {blank > 0 && (
        <p className="bh-row bh-top bh-warn-text">
          <Icon name="warning" />
          <span>{t('key.blank', { count: blank })}</span>
        </p>
      )}
      {repeats > 0 && (
        <p className="bh-row bh-top bh-warn-text">
          <Icon name="warning" />
          <span>{t('key.repeat', { count: repeats })}</span>
        </p>
      )}
    </div>
  );
};

/** Which field a row's record is found by, and how many rows of the file carry it. */
export const KeyPicker = ({ keys, rows, chosen, label, what, none, onChoose }: Props): ReactElement => {
  if (keys.length === 0) return <p className="bh-soft">{none}</p>;
  const choice = keys.find((key) => key.name === chosen);
  return (
    <div className="bh-stack bh-stack-2">
      <Select
        {...longList}
        label={label}
        description={what}
        placeholder={t('key.choose')}
        searchable
        allowDeselect={false}
        data={keys.map((key) => ({
          value: key.name,
          label: key.name === key.label ? key.label : `${key.label} (${key.name})`,
        }))}
        value={chosen}
        onChange={(value) => {
          if (value !== null) onChoose(value);
        }}
        nothingFoundMessage={t('key.notFound')}
      />
      {choice !== undefined && <Fit choice={choice} rows={rows} />}
    </div>
  );
};
