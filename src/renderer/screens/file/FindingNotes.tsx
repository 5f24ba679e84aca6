import type { SheetView } from '../../../shared/domain/sheet';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { describeFindings } from './sheet-words';

/** What a person should know about the file before it goes on. */
export const FindingNotes = ({ sheet }: { sheet: SheetView }) => {
  const notes = describeFindings(sheet);
  if (notes.length === 0) return null;
  return (
    <ul className="bh-notes" aria-label={t('file.findings')}>
      {notes.map((note) => (
        <li key={note.code} className={note.isWarning ? 'bh-banner bh-banner-warn' : 'bh-banner'}>
          <Icon name={note.isWarning ? 'warning' : 'check'} />
          <p className="bh-grow">
            <b>{note.title}:</b> {note.body}
          </p>
        </li>
      ))}
    </ul>
  );
};
