import { useState, type ReactElement } from 'react';
import { checkSoql } from '../../../core/export/check-soql';
import { lastRow } from '../../../core/workbook/cell-reference';
import type { ExportView } from '../../../shared/domain/export';
import { call, fromWire } from '../../lib/api';
import { formatBytes, t } from '../../lib/text';
import { dismissExport, startUpdate, stopExport, useExports, type ExportDraft } from '../../state/exports';
import { useKnownOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button, Progress, VisuallyHidden } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';

const split = (path: string): { file: string; folder: string } => {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return { file: path.slice(at + 1), folder: path.slice(0, Math.max(at, 1)) };
};

const sentenceOf = ({ phase, rows, of, path }: ExportView): string => {
  switch (phase) {
    case 'writing':
      return of === null
        ? t('export.sentence.writing.unknown', { rows })
        : t('export.sentence.writing', { rows, of });
    case 'done':
      return t('export.sentence.done', { rows, file: split(path).file });
    default:
      return t(`export.sentence.${phase}`);
  }
};

const subOf = ({ phase, bytes, path }: ExportView): string => {
  if (phase === 'done')
    return t('export.sub.done', { bytes: formatBytes(bytes), folder: split(path).folder });
  return phase === 'stopped' || phase === 'failed' ? t('export.sub.start') : t('export.sub.waiting');
};

/** What an export was about, as far as an update from its file needs to know. */
const aboutOf = (draft: ExportDraft | null): { object: string | null; hasId: boolean } => {
  if (draft === null) return { object: null, hasId: false };
  const check = draft.soql === null ? null : checkSoql(draft.soql);
  if (check?.flawed === true) return { object: null, hasId: false };
  const columns = check?.columns ?? draft.fields;
  return {
    object: check?.object ?? draft.object,
    hasId: columns.some((column) => column.toLowerCase() === 'id'),
  };
};

const Done = ({ view }: { view: ExportView }): ReactElement => {
  const { object, hasId } = aboutOf(useExports(({ startedWith }) => startedWith));
  const { pending, error, runCall } = useRunCall();
  // What is loaded again has to be all of it, as the org holds it: one sheet is read, and no cell may be cut.
  const isWhole = view.format === 'csv' || (view.cutCells === 0 && view.rows < lastRow);
  const canBeLoaded = isWhole && view.rows > 0;
  return (
    <div className="bh-stack">
      {error !== null && <ErrorNotice error={error} />}
      {view.cutCells > 0 && <p className="bh-warn-text">{t('export.sub.cut', { cells: view.cutCells })}</p>}
      <div className="bh-row bh-wrap">
        <Button variant="filled" onClick={() => void runCall(async () => call('exports.reveal'))}>
          {t('export.reveal')}
        </Button>
        {canBeLoaded && hasId && (
          <Button loading={pending} onClick={() => void runCall(async () => startUpdate(view, object))}>
            {t('export.update')}
          </Button>
        )}
        <Button variant="subtle" onClick={dismissExport}>
          {t('export.again')}
        </Button>
      </div>
      {!isWhole && <p className="bh-soft">{t('export.update.notWhole')}</p>}
      {canBeLoaded && !hasId && <p className="bh-soft">{t('export.update.noId')}</p>}
    </div>
  );
};

/** How it goes, for screen readers: said politely, and again only when another ten percent are there. */
const Announcement = ({ view, share }: { view: ExportView; share: number }): ReactElement => {
  const mark = `${view.phase} ${Math.floor(share / 10)}`;
  const [said, setSaid] = useState({ mark: '', words: '' });
  // Kept from the moment the mark changed: counts that run on meanwhile would be read out each time.
  if (said.mark !== mark) setSaid({ mark, words: sentenceOf(view) });
  return (
    <VisuallyHidden>
      <output aria-live="polite">{said.words}</output>
    </VisuallyHidden>
  );
};

/** How an export goes, and what came of it. */
export const ExportRun = ({ view }: { view: ExportView }): ReactElement => {
  const stopping = useRunCall();
  const org = useKnownOrg(view.orgId)?.name ?? '';
  const isOver = ['done', 'stopped', 'failed'].includes(view.phase);
  const error = view.error === null ? null : fromWire(view.error);
  const share = view.of === null || view.of === 0 ? 0 : (view.rows / view.of) * 100;
  return (
    <PageFrame sentence={sentenceOf(view)} sub={subOf(view)} focusKey={isOver ? 1 : 0}>
      {!isOver && <Announcement view={view} share={share} />}
      {stopping.error !== null && <ErrorNotice error={stopping.error} />}
      {error !== null && <ErrorNotice error={error} />}
      {!isOver && (
        <div className="bh-stack bh-export-run">
          <p className="bh-soft">{t('export.run.to', { ...split(view.path), org })}</p>
          {view.phase === 'writing' && view.of !== null && (
            <Progress value={share} size="lg" aria-label={t('export.progress')} />
          )}
          <div>
            <Button
              className="bh-button-danger"
              loading={view.phase === 'stopping'}
              onClick={() => void stopping.runCall(async () => stopExport(view.id))}
            >
              {t('export.stop')}
            </Button>
          </div>
        </div>
      )}
      {view.phase === 'done' && <Done view={view} />}
      {(view.phase === 'stopped' || view.phase === 'failed') && (
        <div>
          <Button variant="filled" onClick={dismissExport}>
            {t('export.retry')}
          </Button>
        </div>
      )}
    </PageFrame>
  );
};
