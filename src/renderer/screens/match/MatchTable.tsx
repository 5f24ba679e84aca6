import { Fragment, type ReactElement } from 'react';
import type { Operation } from '../../../shared/domain/sobject';
import { formatCount, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { FieldSelect } from './FieldSelect';
import {
  headerName,
  matchSections,
  typeWord,
  type FieldChoice,
  type FieldGroup,
  type MatchRow,
} from './match-rows';

type Props = {
  rows: readonly MatchRow[];
  groups: readonly FieldGroup[];
  choices: ReadonlyMap<string, FieldChoice>;
  operation: Operation;
  /** The key is a field that records are looked for by, and is not written. */
  finds: boolean;
  selected: number | null;
  onSelect: (column: number) => void;
  /** Asks for the details of a column. */
  onDetail: (column: number) => void;
  onChoose: (column: number, field: string | null) => void;
  /** Takes all guesses as they stand; null where there are none. */
  onAccept: (() => void) | null;
  guesses: number;
};

const shownSamples = 3;

const Sure = ({
  row,
  operation,
  finds,
}: { row: MatchRow } & Pick<Props, 'operation' | 'finds'>): ReactElement => {
  const { problem, entry, fit, isKey } = row;
  if (problem !== null)
    return (
      <span className="bh-row bh-warn-text bh-medium bh-sure">
        <Icon name="warning" size={14} />
        <span>{t(`match.problem.${problem.code}`, { field: problem.fieldLabel ?? '' })}</span>
      </span>
    );
  if (entry.field === null) return <span className="bh-caption bh-mute">{fit.words}</span>;
  const isSure = entry.confidence === 'exact' || entry.confidence === 'chosen';
  return (
    <>
      <span
        className={`bh-row bh-medium bh-sure ${fit.warn ? 'bh-warn-text' : isSure ? 'bh-good-text' : 'bh-soft'}`}
      >
        <Icon name={fit.warn ? 'warning' : isSure ? 'check' : 'info'} size={14} />
        <span>{fit.warn ? fit.words : t(`match.sure.${entry.confidence}`)}</span>
      </span>
      <span className="bh-caption bh-mute">
        {fit.warn
          ? t(`match.sure.${entry.confidence}`)
          : isKey
            ? finds
              ? t('match.sure.find')
              : `${t('match.sure.key', { operation })}, ${fit.words}`
            : fit.words}
      </span>
    </>
  );
};

const Row = ({ row, props }: { row: MatchRow; props: Props }): ReactElement => {
  const { entry, profile, field } = row;
  const header = headerName(entry);
  const isSelected = props.selected === entry.column;
  const samples = profile.samples.slice(0, shownSamples).join(', ');
  return (
    <div
      className="bh-match-row"
      data-selected={isSelected || undefined}
      data-testid={`match-row-${entry.column}`}
    >
      <button
        type="button"
        className="bh-match-column"
        aria-pressed={isSelected}
        onClick={() => {
          props.onDetail(entry.column);
        }}
      >
        <span className="bh-strong bh-cut">
          {header}
          <span className="bh-heard">{t('match.row')}</span>
        </span>
        <span className="bh-caption bh-mute bh-cut">{samples === '' ? t('match.empty') : samples}</span>
      </button>
      <Icon name="to" className="bh-mute bh-match-arrow" />
      <div className="bh-match-field">
        <FieldSelect
          column={entry.column}
          header={header}
          groups={props.groups}
          choices={props.choices}
          value={entry.field}
          onChoose={props.onChoose}
          onFocus={props.onSelect}
        />
        {field !== null && <span className="bh-caption bh-mute bh-match-type">{typeWord(field)}</span>}
      </div>
      <div className="bh-match-sure">
        <Sure row={row} operation={props.operation} finds={props.finds} />
      </div>
    </div>
  );
};

/** The columns of the file in four sections, those that need a person first. */
export const MatchTable = (props: Props): ReactElement => (
  <>
    {matchSections.map((section) => {
      const rows = props.rows.filter((row) => row.section === section);
      if (rows.length === 0) return null;
      return (
        <Fragment key={section}>
          <div className={`bh-match-section ${section === 'decide' ? 'bh-warn-text' : ''}`}>
            {section === 'decide' && <Icon name="warning" size={14} />}
            <h2 className="bh-caption">{t(`match.section.${section}`)}</h2>
            <span className="bh-mute">{formatCount(rows.length)}</span>
            {section === 'check' && props.onAccept !== null && props.guesses > 0 && (
              <span className="bh-end">
                <Button size="compact-sm" variant="subtle" onClick={props.onAccept}>
                  {t('match.accept', { count: props.guesses })}
                </Button>
              </span>
            )}
          </div>
          {rows.map((row) => (
            <Row key={row.entry.column} row={row} props={props} />
          ))}
        </Fragment>
      );
    })}
  </>
);
