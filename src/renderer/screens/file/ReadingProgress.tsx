import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Button, Progress, VisuallyHidden } from '../../ui/kit';

type ReadingProgressProps = {
  /** What is being done: "Reading contacts.csv". */
  word: string;
  bytes: number;
  of: number;
  rows: number;
  /** The first rows stand below already: one line is enough. */
  slim: boolean;
  onStop: () => void;
};

/** How far a file has been read: the row in words, the bytes as a bar, and every tenth said aloud. */
export const ReadingProgress = ({ word, bytes, of, rows, slim, onStop }: ReadingProgressProps) => {
  const share = of === 0 ? 0 : Math.min(1, bytes / of);
  const tenth = Math.floor(share * 10) * 10;
  const where = rows === 0 ? t('file.reading.start') : t('file.reading.row', { rows });
  const parts = (
    <>
      <Progress.Root size={10} radius="xs" className="bh-reading-bar">
        <Progress.Section value={share * 100} aria-label={word} aria-valuetext={where} />
      </Progress.Root>
      <p className="bh-soft bh-num bh-reading-row" aria-hidden>
        {where}
      </p>
      <VisuallyHidden component="output">{t('file.reading.share', { share: `${tenth}%` })}</VisuallyHidden>
      <Button size="compact-md" onClick={onStop}>
        {t('file.stop')}
      </Button>
    </>
  );
  if (slim) {
    return (
      <div className="bh-reading" aria-busy>
        {parts}
      </div>
    );
  }
  return (
    <div className="bh-drop" aria-busy>
      <Icon name="file" size={40} />
      <p className="bh-title">{word}</p>
      {parts}
    </div>
  );
};
