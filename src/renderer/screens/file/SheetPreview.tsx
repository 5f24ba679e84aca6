import { useEffect, useState } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import type { AppError } from '../../../shared/errors/app-error';
import { call, toAppError } from '../../lib/api';
import { formatCount, t } from '../../lib/text';
import { useIntake } from '../../state/intake';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { Waiting } from '../../ui/Waiting';

export const previewRows = 50;

/** Longer cells are cut on screen and whole in their tooltip. */
const longCell = 32;

type Page = { of: string; rows: readonly GridRow[] } | { of: string; error: AppError };

/** The first rows of a load; null while they are fetched, and again after the file was read another way. */
const useFirstRows = (load: LoadView): { page: Page | null; tryAgain: () => void } => {
  const { sha256, dialect, rows } = load.sheet;
  const [attempt, setAttempt] = useState(0);
  const { encoding, delimiter, headerRow, workbook } = dialect;
  const part = JSON.stringify([workbook?.sheet, workbook?.table]);
  const key = [load.id, sha256, encoding, delimiter, headerRow, part, rows, attempt].join(' ');
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

const SheetTable = ({ load, rows }: { load: LoadView; rows: readonly GridRow[] }) => (
  <table className="bh-sheet">
    <caption className="bh-hidden">{t('file.preview')}</caption>
    <thead>
      <tr>
        <th scope="col" className="bh-row-number">
          {t('file.preview.row')}
        </th>
        <th scope="col" className="bh-line-number">
          {t('file.preview.line')}
        </th>
        {load.sheet.columns.map((column) => (
          <th scope="col" key={column.index} title={column.header}>
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.row}>
          <th scope="row" className="bh-row-number">
            {formatCount(row.row)}
          </th>
          <td className="bh-line-number">{formatCount(row.line)}</td>
          {load.sheet.columns.map((column) => {
            const cell = row.cells[column.index] ?? '';
            return (
              <td key={column.index} {...(cell.length > longCell ? { title: cell } : {})}>
                {cell}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  </table>
);

/** The first rows as they are read now, with their row in the load and their line in the file. */
export const SheetPreview = ({ load, rereading }: { load: LoadView; rereading: boolean }) => {
  const { page, tryAgain } = useFirstRows(load);
  const rowsRead = useIntake((state) => state.rowsRead);
  const word = rereading
    ? rowsRead === 0
      ? t('file.rereading')
      : t('file.rereading.row', { rows: rowsRead })
    : t('file.preview.waiting');
  if (rereading || page === null) {
    return (
      <section className="bh-card bh-preview">
        <div className="bh-card-pad">
          <Waiting word={word} rows={6} />
        </div>
      </section>
    );
  }
  if ('error' in page) {
    return (
      <ErrorNotice error={page.error} actions={<Button onClick={tryAgain}>{t('shell.tryAgain')}</Button>} />
    );
  }
  return (
    <div className="bh-card bh-fill bh-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
      <section className="bh-sheet-scroll" tabIndex={0} aria-label={t('file.preview')}>
        <SheetTable load={load} rows={page.rows} />
      </section>
    </div>
  );
};
