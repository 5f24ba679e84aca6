import type { ReactElement } from 'react';
import type { ColumnFormat, ErrorCellChoice } from '../../../shared/domain/mapping';
import { formatList, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import type { MatchRow } from './match-rows';

type Props = {
  row: MatchRow;
  /** What is chosen for the whole load, and counts where the column has no choice of its own. */
  usual: ErrorCellChoice;
  onFormat: (format: ColumnFormat) => void;
};

const choices: readonly ErrorCellChoice[] = ['hold', 'blank', 'clear', 'text'];
const namedWords = 4;

/** What becomes of a column's error cells: they never go as they stand unless a person says so. */
export const ErrorCellDetail = ({ row, usual, onFormat }: Props): ReactElement => {
  const { entry, profile } = row;
  const chosen = entry.format.errorCells ?? usual;
  const words = (profile.errorWords ?? [])
    .slice(0, namedWords)
    .map(({ value, count }) => t('detail.errors.word', { value: value.trim(), count }));
  return (
    <fieldset className="bh-format">
      <legend className="bh-h">{t('detail.errors')}</legend>
      <p className={`bh-row bh-top ${chosen === 'hold' ? 'bh-warn-text' : 'bh-soft'}`}>
        <Icon name={chosen === 'hold' ? 'warning' : 'info'} size={14} />
        <span>{t('detail.errors.lead', { count: profile.errorCells, words: formatList(words) })}</span>
      </p>
      {choices.map((choice) => (
        <label className="bh-pick" key={choice}>
          <input
            type="radio"
            name={`errors-${entry.column}`}
            checked={chosen === choice}
            onChange={() => {
              onFormat({ ...entry.format, errorCells: choice });
            }}
          />
          <span className="bh-pick-name">{t(`options.errorCells.${choice}`)}</span>
          <span className="bh-pick-what bh-caption">{t(`detail.errors.${choice}.what`)}</span>
        </label>
      ))}
    </fieldset>
  );
};
