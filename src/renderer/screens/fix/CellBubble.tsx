import type { ReactElement } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import { t } from '../../lib/text';
import type { GridRange } from '../../ui/DataGrid';
import { CloseButton, Button } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';
import { problemWords } from '../results/problem-words';
import { isEditable } from './fix-rows';

/** What there is to say about one cell: why it is at fault, or that it was mended. */
export type CellNote = { row: GridRow; column: number; fault: boolean; mendedFrom: string | null };

/** Distances from the edges of the grid's frame, in pixels. */
export type BubblePlace = { left: number; maxHeight: number } & ({ top: number } | { bottom: number });

type Props = {
  note: CellNote;
  /** Where it stands inside the grid's frame. */
  place: BubblePlace;
  onRestore: (note: CellNote) => void;
  onLeaveOut: (note: CellNote) => void;
  onClose: () => void;
  onEnter: () => void;
  onLeave: () => void;
};

/** Least room a bubble needs below its cell; with less it stands above. */
const height = 190;
const width = 316;

/**
 * Where the bubble goes: below the cell where there is room, else above, and always inside the frame; what it says
 * scrolls where that is not enough. Null
 * where the cell itself is out of sight.
 */
export const placeBubble = (cell: GridRange, frame: DOMRect): BubblePlace | null => {
  const isSeen =
    cell.y + cell.height > frame.top &&
    cell.y < frame.bottom &&
    cell.x + cell.width > frame.left &&
    cell.x < frame.right;
  if (!isSeen) return null;
  const left = Math.min(Math.max(8, cell.x - frame.left), Math.max(8, frame.width - width - 8));
  const below = cell.y + cell.height + 4 - frame.top;
  const above = cell.y - frame.top;
  if (below + height > frame.height && above > height)
    return { left, bottom: frame.bottom - cell.y + 4, maxHeight: above - 8 };
  const top = Math.min(below, Math.max(0, frame.height - height));
  return { left, top, maxHeight: frame.height - top - 8 };
};

export const CellBubble = (props: Props): ReactElement => {
  const { note, place } = props;
  const { row } = note;
  const words = row.problem !== null && note.fault ? problemWords(row.problem) : null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the pointer may rest on it
    <section
      className="bh-bubble"
      aria-label={words?.title ?? t('bubble.mended')}
      style={place}
      onMouseEnter={props.onEnter}
      onMouseLeave={props.onLeave}
      data-testid="cell-bubble"
    >
      <div className="bh-bubble-head">
        <StateMark state={row.state} />
        <span className="bh-strong bh-grow">{words?.title ?? t('bubble.mended')}</span>
        <span className="bh-mute bh-nowrap">{t('bubble.row', { row: row.row })}</span>
        <CloseButton size="sm" aria-label={t('bubble.close')} onClick={props.onClose} />
      </div>
      {words !== null && (
        <p>
          {words.why} {words.remedy}
        </p>
      )}
      {note.mendedFrom !== null && (
        <p>
          {note.mendedFrom === ''
            ? t('bubble.source.empty')
            : t('bubble.source', { value: note.mendedFrom.slice(0, 300) })}
        </p>
      )}
      {isEditable(row.state) && (
        <div className="bh-row bh-wrap bh-bubble-acts">
          {note.mendedFrom !== null && (
            <Button size="compact-sm" variant="light" onClick={() => props.onRestore(note)}>
              {t('bubble.restore')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => props.onLeaveOut(note)}>
            {t('bubble.leaveOut')}
          </Button>
        </div>
      )}
    </section>
  );
};
