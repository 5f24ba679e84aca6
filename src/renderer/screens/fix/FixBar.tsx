import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { Icon } from '../../ui/icons';
import { ActionIcon, Tooltip } from '../../ui/kit';
import { GoToRow } from './GoToRow';
import type { FixActs } from './use-fix-acts';
import { changeWord, useUndoState } from './use-undo';

type Props = {
  load: LoadView;
  readOnly: boolean;
  acts: FixActs;
  onGo: (row: number | null) => void;
};

/** The bar above the grid: back and forth through the changes, and straight to a row. */
export const FixBar = ({ load, readOnly, acts, onGo }: Props): ReactElement => {
  const { undo, redo } = useUndoState(load.id, load.version);
  const undoWords =
    undo === null ? t('fix.undo') : t('fix.undo.what', { ...undo, kind: changeWord(undo.kind) });
  const redoWords =
    redo === null ? t('fix.redo') : t('fix.redo.what', { ...redo, kind: changeWord(redo.kind) });
  return (
    <div className="bh-fix-bar">
      {!readOnly && (
        <>
          <Tooltip label={undoWords}>
            <ActionIcon aria-label={t('fix.undo')} disabled={undo === null} onClick={() => void acts.undo()}>
              <Icon name="undo" />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={redoWords}>
            <ActionIcon aria-label={t('fix.redo')} disabled={redo === null} onClick={() => void acts.redo()}>
              <Icon name="redo" />
            </ActionIcon>
          </Tooltip>
          <span className="bh-caption bh-soft bh-fix-hint">{t('fix.keys')}</span>
        </>
      )}
      <span className="bh-end">
        <GoToRow onGo={onGo} />
      </span>
    </div>
  );
};
