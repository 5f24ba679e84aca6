import { t } from '../../lib/text';
import { changeReading, stopReading, type Reading } from '../../state/intake';
import { DialectChips } from './DialectChips';
import { ReadingProgress } from './ReadingProgress';
import { SheetTable } from './SheetTable';
import { describePreview } from './sheet-words';

/** A file of which the first rows are shown while the rest is read; how it is read can be changed already. */
export const FileBeingRead = ({ reading }: { reading: Reading }) => {
  const { preview, name, bytes, of, rows } = reading;
  const progress = {
    word: t('file.reading', { name }),
    bytes,
    of,
    rows,
    onStop: () => void stopReading(),
  };
  if (preview === null) return <ReadingProgress {...progress} slim={false} />;
  return (
    <div className="bh-file">
      <DialectChips
        dialect={preview.dialect}
        evidence={describePreview(preview)}
        note={t('file.how.so-far')}
        hasLetters
        busy={false}
        readOnly={false}
        onChange={(parts) => void changeReading(parts)}
      />
      <ReadingProgress {...progress} slim />
      <SheetTable header={preview.header} rows={preview.rows} />
    </div>
  );
};
