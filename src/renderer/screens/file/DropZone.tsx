import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';

type DropZoneProps = {
  /** A file hovers over the window. */
  isOver: boolean;
  onChoose: () => void;
  onPaste: () => void;
  onSample: () => void;
};

/** The one place a file goes, with other ways to bring rows without dragging. */
export const DropZone = ({ isOver, onChoose, onPaste, onSample }: DropZoneProps) => (
  <div className="bh-drop" data-over={isOver}>
    <Icon name="file" size={40} />
    <p className="bh-title">{isOver ? t('file.drop.now') : t('file.drop')}</p>
    <p className="bh-mute">{t('file.drop.or')}</p>
    <div className="bh-row bh-wrap bh-center">
      <Button variant="filled" onClick={onChoose}>
        {t('file.choose')}
      </Button>
      <Button leftSection={<Icon name="clipboard" />} onClick={onPaste}>
        {t('file.paste')}
      </Button>
      <Button onClick={onSample}>{t('file.sample')}</Button>
    </div>
    <p className="bh-caption bh-mute">{t('file.hint')}</p>
  </div>
);
