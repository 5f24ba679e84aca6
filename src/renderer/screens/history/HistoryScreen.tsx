import { useState } from 'react';
import type { LoadSummary } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { dropFromHistory, useHistory } from '../../state/history';
import { takeSample } from '../../state/intake';
import { dropLoad, refreshLoad, useLoads } from '../../state/loads';
import { go, openLoad, startNewLoad, useNavigation } from '../../state/navigation';
import { useOrg } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { PageFrame } from '../../ui/PageFrame';
import { Waiting } from '../../ui/Waiting';
import { isOpen } from './group-loads';
import { HistoryLegend, HistoryTable } from './HistoryTable';
import './history.css';

/** Lines drawn at once: a bar a line is a dozen elements, and a history grows for years. */
const pageSize = 200;

const sentenceOf = (loads: readonly LoadSummary[] | null): string => {
  if (loads === null) return t('history.sentence.plain');
  if (loads.length === 0) return t('history.sentence.empty');
  const open = loads.filter(isOpen).length;
  return open > 0
    ? t('history.sentence.open', { loads: loads.length, open })
    : t('history.sentence.settled', { loads: loads.length });
};

const NoLoads = () => {
  const org = useOrg();
  return (
    <EmptyState
      icon="history"
      title={t('history.empty')}
      actions={
        <>
          <Button variant="filled" onClick={startNewLoad}>
            {t('shell.newLoad')}
          </Button>
          {org !== null && <Button onClick={() => void takeSample(org.id)}>{t('file.sample')}</Button>}
        </>
      }
    >
      {t('history.empty.why')}
    </EmptyState>
  );
};

/** Deletes a load after asking; what has been written to the org stays there, and the dialog says so. */
const useDeleting = (onDeleted: () => void) => {
  const [asked, setAsked] = useState<LoadSummary | null>(null);
  const [deleted, setDeleted] = useState(0);
  const { pending, error, runCall, clearError } = useRunCall();
  const remove = async (load: LoadSummary): Promise<void> => {
    await runCall(async () => {
      await call('loads.delete', { loadId: load.id });
      dropLoad(load.id);
      dropFromHistory(load.id);
      if (useNavigation.getState().loadId === load.id) go({ loadId: null, step: 'file' });
      onDeleted();
      setDeleted((count) => count + 1);
    });
    setAsked(null);
  };
  const dialog = (
    <ConfirmDialog
      opened={asked !== null}
      title={t('history.delete.title')}
      confirmLabel={t('history.delete.confirm')}
      danger
      busy={pending}
      onClose={() => setAsked(null)}
      onConfirm={() => {
        if (asked !== null) void remove(asked);
      }}
    >
      {asked !== null && (
        <>
          <p>{t('history.delete.body', { file: asked.fileName, rows: asked.balance.rows })}</p>
          {asked.attempts > 0 && <p>{t('history.delete.org', { org: asked.org.name })}</p>}
        </>
      )}
    </ConfirmDialog>
  );
  const ask = (load: LoadSummary): void => {
    clearError();
    setAsked(load);
  };
  return { ask, dialog, error, deleted };
};

/** Every load on this computer and what became of its rows. */
export const HistoryScreen = () => {
  const { loads, at, error, fetchAgain } = useHistory();
  const [shown, setShown] = useState(pageSize);
  const opening = useRunCall();
  const deleting = useDeleting(fetchAgain);
  const hasLoads = loads !== null && loads.length > 0;
  const newest = hasLoads ? [...loads].sort((a, b) => b.createdAt - a.createdAt).slice(0, shown) : [];
  const hidden = hasLoads ? loads.length - newest.length : 0;

  const open = (load: LoadSummary): void => {
    const known = useLoads.getState().byId[load.id];
    if (known === undefined) {
      void opening.runCall(async () => openLoad(await call('loads.get', { loadId: load.id })));
      return;
    }
    // Shown at once as it was heard of last; asking may take a while beside a load that runs.
    openLoad(known);
    void refreshLoad(load.id);
  };

  return (
    <PageFrame
      sentence={sentenceOf(loads)}
      sub={t('history.sub')}
      focusKey={deleting.deleted}
      actions={
        hasLoads && (
          <Button variant="filled" onClick={startNewLoad}>
            {t('shell.newLoad')}
          </Button>
        )
      }
    >
      {error !== null && (
        <ErrorNotice error={error} actions={<Button onClick={fetchAgain}>{t('shell.tryAgain')}</Button>} />
      )}
      {opening.error !== null && <ErrorNotice error={opening.error} />}
      {deleting.error !== null && <ErrorNotice error={deleting.error} />}
      {loads === null && error === null && <Waiting word={t('history.waiting')} rows={6} />}
      {loads !== null && loads.length === 0 && <NoLoads />}
      {hasLoads && (
        <>
          <section className="bh-card bh-history-card">
            <HistoryTable loads={newest} now={at} onOpen={open} onDelete={deleting.ask} />
          </section>
          <div className="bh-row bh-wrap">
            <HistoryLegend loads={newest} />
            {hidden > 0 && (
              <Button className="bh-end" onClick={() => setShown((count) => count + pageSize)}>
                {t('history.more', { count: Math.min(hidden, pageSize) })}
              </Button>
            )}
          </div>
        </>
      )}
      {deleting.dialog}
    </PageFrame>
  );
};
