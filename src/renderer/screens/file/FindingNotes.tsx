import type { DamageChoice, DamageChoices } from '../../../shared/domain/load';
import type { HeaderChoices, SheetView } from '../../../shared/domain/sheet';
import { hasMessage, t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { ChoiceButtons } from './ChoiceButtons';
import type { Decision, FindingNote } from './sheet-words';

type NameChoice = 'number' | 'leave-out';

/** What a person can do about findings; nothing of it once rows have been sent. */
export type FindingActs = {
  damaged: DamageChoices;
  disabled: boolean;
  onRows: (damage: keyof DamageChoices, choice: DamageChoice) => void;
  onNames: (which: keyof HeaderChoices, choice: NameChoice) => void;
};

const rowChoices = (damage: keyof DamageChoices): readonly DamageChoice[] =>
  damage === 'nul' || damage === 'no-value' ? ['hold', 'leave-out'] : ['hold', 'leave-out', 'send'];

/** Rows that are no records: there is nothing in them to mend. */
const noRecords: readonly (keyof DamageChoices)[] = ['total-line', 'header-line', 'totals'];

const explainRows = (damage: keyof DamageChoices, choice: DamageChoice): string => {
  if (choice === 'hold' && noRecords.includes(damage)) return t('file.choice.hold.no-record.why');
  const key = choice === 'send' ? `file.choice.send.${damage}.why` : `file.choice.${choice}.why`;
  return hasMessage(key) ? t(key) : '';
};

const RowsDecision = ({ damage, acts }: { damage: keyof DamageChoices; acts: FindingActs }) => {
  const choice = acts.damaged[damage] ?? 'hold';
  return (
    <>
      <ChoiceButtons
        label={t('file.choices')}
        value={choice}
        choices={rowChoices(damage).map((value) => ({ value, label: t(`file.choice.${value}`) }))}
        disabled={acts.disabled}
        onChoose={(value) => acts.onRows(damage, value)}
      />
      <p className="bh-caption">{explainRows(damage, choice)}</p>
    </>
  );
};

type NamesDecisionProps = { which: keyof HeaderChoices; sheet: SheetView; acts: FindingActs };

const NamesDecision = ({ which, sheet, acts }: NamesDecisionProps) => {
  const chosen = sheet.dialect.headers?.[which];
  const value = chosen === undefined || chosen === 'ask' ? null : chosen;
  return (
    <>
      <ChoiceButtons<NameChoice>
        label={t('file.choices')}
        value={value}
        choices={[
          { value: 'number', label: t('file.choice.number') },
          {
            value: 'leave-out',
            label: t(which === 'repeated' ? 'file.choice.first' : 'file.choice.leave-out'),
          },
        ]}
        disabled={acts.disabled}
        onChoose={(choice) => acts.onNames(which, choice)}
      />
      {value !== null && <p className="bh-caption">{t(`file.choice.${which}.${value}.why`)}</p>}
    </>
  );
};

const DecisionOf = (props: { decision: Decision; sheet: SheetView; acts: FindingActs }) =>
  props.decision.about === 'rows' ? (
    <RowsDecision damage={props.decision.damage} acts={props.acts} />
  ) : (
    <NamesDecision which={props.decision.which} sheet={props.sheet} acts={props.acts} />
  );

type FindingNotesProps = {
  label: string;
  notes: readonly FindingNote[];
  sheet: SheetView;
  acts: FindingActs;
};

/** Things a person should know about the file before it goes on, with what can be done about each. */
export const FindingNotes = ({ label, notes, sheet, acts }: FindingNotesProps) => {
  if (notes.length === 0) return null;
  return (
    <ul className="bh-notes" aria-label={label}>
      {notes.map((note) => (
        <li key={note.code} className={note.isWarning ? 'bh-banner bh-banner-warn' : 'bh-banner'}>
          <Icon name={note.isWarning ? 'warning' : 'check'} />
          <div className="bh-grow bh-note">
            <p>
              <b>{note.title}:</b> {note.body}
            </p>
            {note.decision !== undefined && <DecisionOf decision={note.decision} sheet={sheet} acts={acts} />}
          </div>
        </li>
      ))}
    </ul>
  );
};
