import { memo } from 'react';
import type { PreviewRow } from '../../../shared/domain/sheet';
import { formatCount, t } from '../../lib/text';

/** Longer cells are cut on screen and whole in their tooltip, up to what a tooltip can show. */
const longCell = 32;
const longestTitle = 1000;
/** Wider tables are shown up to here: the window would be slow with thousands of columns. */
const mostColumns = 200;

type SheetTableProps = { header: readonly string[]; rows: readonly PreviewRow[] };

/**
 * Rows as they are read now, with their row in the load and their line in the file. Memoised: thousands of cells stay
 * as they are while the progress beside them moves.
 */
export const SheetTable = memo(({ header, rows }: SheetTableProps) => {
  const shown = header.slice(0, mostColumns);
  const hidden = header.length - shown.length;
  return (
    <div className="bh-card bh-fill bh-preview">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by keys */}
      <section className="bh-sheet-scroll" tabIndex={0} aria-label={t('file.preview')}>
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
              {shown.map((name, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- columns are told apart by their place alone
                <th scope="col" key={at} title={name.slice(0, longestTitle)}>
                  {name.trim() === '' ? (
                    <span className="bh-mute">{t('file.column.unnamed')}</span>
                  ) : (
                    name.slice(0, longestTitle)
                  )}
                </th>
              ))}
              {hidden > 0 && (
                <th scope="col" className="bh-mute">
                  {t('file.preview.columns', { count: hidden })}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.row}>
                <th scope="row" className="bh-row-number">
                  {formatCount(row.row)}
                </th>
                <td className="bh-line-number">{formatCount(row.line)}</td>
                {shown.map((_name, at) => {
                  const cell = (row.cells[at] ?? '').slice(0, longestTitle);
                  return (
                    // oxlint-disable-next-line react/no-array-index-key -- as above
                    <td key={at} {...(cell.length > longCell ? { title: cell } : {})}>
                      {cell}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
});
