import { Delimiter, Encoding, type Dialect } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';
import { Chip } from '../../ui/Chip';
import type { DialectEvidence } from './sheet-words';

export type DialectChange = { encoding?: Encoding; delimiter?: Delimiter; headerRow?: number };

const encodings = Encoding.options.map((value) => ({ value, label: t(`file.encoding.${value}`) }));
const delimiters = Delimiter.options.map((value) => ({ value, label: t(`file.delimiter.${value}`) }));
// Header rows further down are rare, and the whole range of fifty would be a menu nobody reads.
const usualHeaderRows = 12;

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

/** How the file is read, part by part; each can be changed and the file is read again at once. */
export const DialectChips = (props: DialectChipsProps) => {
  const { dialect, evidence, note, busy, readOnly, onChange } = props;
  const { encoding, delimiter, headerRow } = dialect;
  const rows = Array.from({ length: usualHeaderRows }, (_, index) => index + 1);
  if (!rows.includes(headerRow)) rows.push(headerRow);
  return (
    <section className="bh-stack bh-stack-2" aria-labelledby="file-how">
      <h2 className="bh-h" id="file-how">
        {t('file.how')} <span className="bh-mute">{note}</span>
      </h2>
      <div className="bh-chips">
        {props.hasLetters && (
          <Chip
            label={t('file.letters')}
            value={encoding}
            choices={encodings}
            evidence={evidence.encoding}
            busy={busy}
            readOnly={readOnly}
            onChoose={(value) => onChange({ encoding: value })}
          />
        )}
        <Chip
          label={t('file.delimiter')}
          value={delimiter}
          choices={delimiters}
          evidence={evidence.delimiter}
          busy={busy}
          readOnly={readOnly}
          onChoose={(value) => onChange({ delimiter: value })}
        />
        <Chip
          label={t('file.header')}
          value={String(headerRow)}
          choices={rows.map((row) => ({ value: String(row), label: t('file.header.row', { row }) }))}
          evidence={evidence.headerRow}
          busy={busy}
          readOnly={readOnly}
          onChoose={(value) => onChange({ headerRow: Number(value) })}
        />
      </div>
    </section>
  );
};
