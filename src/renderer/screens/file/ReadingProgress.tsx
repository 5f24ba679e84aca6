import { t } from '../../lib/text';
import type { Reading } from '../../state/intake';
import { Icon } from '../../ui/icons';
import { Progress, VisuallyHidden } from '../../ui/kit';

/** How far a file has been read: the row in words, the bytes as a bar, and every tenth said aloud. */
export const ReadingProgress = ({ reading }: { reading: Reading }) => {
  const share = reading.of === 0 ? 0 : Math.min(1, reading.bytes / reading.of);
  const tenth = Math.floor(share * 10) * 10;
  const word = reading.rows === 0 ? t('file.reading.start') : t('file.reading.row', { rows: reading.rows });
  return (
    <div className="bh-drop" aria-busy>
      <Icon name="file" size={40} />
      <p className="bh-title">{t('file.reading', { name: reading.name })}</p>
      <Progress.Root size={10} radius="xs" className="bh-reading-bar">
        <Progress.Section
          value={share * 100}
          aria-label={t('file.reading', { name: reading.name })}
          aria-valuetext={word}
        />
      </Progress.Root>
      <p className="bh-soft bh-num" aria-hidden>
        {word}
      </p>
      <VisuallyHidden component="output">{t('file.reading.share', { share: `${tenth}%` })}</VisuallyHidden>
    </div>
  );
};
