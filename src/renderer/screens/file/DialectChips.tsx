import { Delimiter, Encoding, type Dialect } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';
import { Chip } from '../../ui/Chip';
import { ReadingChips } from './ReadingChips';
import type { DialectEvidence } from './sheet-words';

export type DialectChange = { encoding?: Encoding; delimiter?: Delimiter; headerRow?: number };

const encodings = Encoding.options.map((value) => ({ value, label: t(`file.encoding.${value}`) }));
const delimiters = Delimiter.options.map((value) => ({ value, label: t(`file.delimiter.${value}`) }));

type DialectChipsProps = {
  dialect: Dialect;
  evidence: DialectEvidence;
  /** What the guesses rest on, or why they can't be changed any more. */
  note: string;
  /** Whether the letters were bytes once; what was pasted are letters already. */
  hasLetters: boolean;
  busy: boolean;
  readOnly: boolean;
  onChange: (change: DialectChange) => void;
};

/** How the letters and cells of a text are read. */
export const DialectChips = (props: DialectChipsProps) => {
  const { dialect, evidence, note, busy, readOnly, onChange } = props;
  return (
    <ReadingChips
      note={note}
      headerRow={dialect.headerRow}
      words={{ header: 'file.header', row: 'file.header.row' }}
      evidence={evidence.headerRow}
      busy={busy}
      readOnly={readOnly}
      onHeaderRow={(headerRow) => onChange({ headerRow })}
    >
      {props.hasLetters && (
        <Chip
          label={t('file.letters')}
          value={dialect.encoding}
          choices={encodings}
          evidence={evidence.encoding}
          busy={busy}
          readOnly={readOnly}
          onChoose={(encoding) => onChange({ encoding })}
        />
      )}
      <Chip
        label={t('file.delimiter')}
        value={dialect.delimiter}
        choices={delimiters}
        evidence={evidence.delimiter}
        busy={busy}
        readOnly={readOnly}
        onChoose={(delimiter) => onChange({ delimiter })}
      />
    </ReadingChips>
  );
};
