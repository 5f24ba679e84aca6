import type { ReactNode } from 'react';
import { t, type MessageKey } from '../../lib/text';
import { Chip } from '../../ui/Chip';

// Header rows further down are rare, and the whole range of fifty would be a menu nobody reads.
const usualHeaderRows = 12;

type ReadingChipsProps = {
  /** What the guesses rest on, or why they can't be changed any more. */
  note: string;
  headerRow: number;
  /** How the chip of the header is called, and each row it may stand in. */
  words: { header: MessageKey; row: MessageKey };
  evidence: string;
  busy: boolean;
  readOnly: boolean;
  onHeaderRow: (row: number) => void;
  /** The chips of the other parts. */
  children: ReactNode;
};

/** How a file is read, part by part; each part can be changed and the file is read again at once. */
export const ReadingChips = ({ note, headerRow, words, children, ...props }: ReadingChipsProps) => {
  const rows = Array.from({ length: usualHeaderRows }, (_, index) => index + 1);
  if (!rows.includes(headerRow)) rows.push(headerRow);
  return (
    <section className="bh-stack bh-stack-2" aria-labelledby="file-how">
      <h2 className="bh-h" id="file-how">
        {t('file.how')} <span className="bh-mute">{note}</span>
      </h2>
      <div className="bh-chips">
        {children}
        <Chip
          label={t(words.header)}
          value={String(headerRow)}
          choices={rows.map((row) => ({ value: String(row), label: t(words.row, { row }) }))}
          evidence={props.evidence}
          busy={props.busy}
          readOnly={props.readOnly}
          onChoose={(row) => props.onHeaderRow(Number(row))}
        />
      </div>
    </section>
  );
};
