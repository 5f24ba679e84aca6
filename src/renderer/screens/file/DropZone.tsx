import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { Button } from '../../ui/kit';

type DropZoneProps = {
  /** A file hovers over the window. */
  isOver: boolean;
  onChoose: () => void;
  onSample: () => void;
};

/** The one place a file goes, with two ways to choose it without dragging. */
export const DropZone = ({ isOver, onChoose, onSample }: DropZoneProps) => (
  <div className="bh-drop" data-over={isOver}>
    <Icon name="file" size={40} />
    <p className="bh-title">{isOver ? t('file.drop.now') : t('file.drop')}</p>
    <p className="bh-mute">{t('file.drop.or')}</p>
    <div className="bh-row bh-wrap bh-center">
      <Button variant="filled" onClick={onChoose}>
        {t('file.choose')}
      </Button>
      <Button onClick={onSample}>{t('file.sample')}</Button>
    </div>
    <p className="bh-caption bh-mute">{t('file.hint')}</p>
  </div>
);
