import { useEffect, useState } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';
import { SheetTable } from './SheetTable';

export const previewRows = 50;

type Page = { of: string; rows: readonly GridRow[] } | { of: string; error: AppError };

/** The first rows of a load; null while they are fetched, and again after the file was read another way. */
const useFirstRows = (load: LoadView): { page: Page | null; tryAgain: () => void } => {
  const { sha256, dialect, rows } = load.sheet;
  const [attempt, setAttempt] = useState(0);
  const key = JSON.stringify([load.id, sha256, dialect, rows, attempt]);
  const [page, setPage] = useState<Page | null>(null);
  useEffect(() => {
    let isWanted = true;
    call('rows.page', { loadId: load.id, filter: {}, offset: 0, limit: previewRows }).then(
      (found) => isWanted && setPage({ of: key, rows: found.rows }),
      (thrown: unknown) => isWanted && setPage({ of: key, error: toAppError(thrown) }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, load.id]);
  return { page: page?.of === key ? page : null, tryAgain: () => setAttempt((count) => count + 1) };
};

/** The first rows of a load that was read whole. */
export const SheetPreview = ({ load }: { load: LoadView }) => {
  const { page, tryAgain } = useFirstRows(load);
  if (page === null) {
    return (
      <section className="bh-card bh-preview">
        <div className="bh-card-pad">
          <Waiting word={t('file.preview.waiting')} rows={6} />
        </div>
      </section>
    );
  }
  if ('error' in page) {
    return (
      <ErrorNotice error={page.error} actions={<Button onClick={tryAgain}>{t('shell.tryAgain')}</Button>} />
    );
  }
  return <SheetTable header={load.sheet.columns.map(({ header }) => header)} rows={page.rows} />;
};
