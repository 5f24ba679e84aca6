import { useCallback, type ReactElement } from 'react';
import type { AskedRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { formatCount, t } from '../../lib/text';
import { useFetched } from '../../state/use-fetched';
import { Select } from '../../ui/kit';
import { longList } from '../match/long-list';
import { verdictsOf, type Choices, type Verdict } from './ask-answers';

/** Rows decided one by one; more are better followed as a whole, or looked at in the grid. */
const shownRows = 100;
/** Values by which a person knows a row again. */
const shownValues = 3;

type Props = {
  load: LoadView;
  asked: readonly AskedRow[];
  chosen: Choices;
  /** Whether none of the rows has a key: said once for all of them, it need not be said at each. */
  keyless: boolean;
  onChoose: (chosen: Choices) => void;
};

/** Rows without a verdict, each with what is in it, what the org holds of it, and the choice what became of it. */
export const AskedRows = ({ load, asked, chosen, keyless, onChoose }: Props): ReactElement => {
  const operation = load.target?.operation ?? 'upsert';
  const loadId = load.id;
  const fetchCells = useCallback(
    async () =>
      call('rows.page', { loadId, filter: { states: ['no_verdict'] }, offset: 0, limit: shownRows }),
    [loadId],
  );
  const { value: page } = useFetched(fetchCells);
  const cells = new Map(page?.rows.map((row) => [row.row, row.cells]));
  const sent = load.mapping.filter(({ field }) => field !== null).map(({ column }) => column);
  const valuesOf = ({ row, key }: AskedRow): string =>
    sent
      .map((column) => cells.get(row)?.[column]?.trim() ?? '')
      .filter((value) => value !== '' && value !== key)
      .slice(0, shownValues)
      .join(', ');
  const choose = (row: number, verdict: Verdict | undefined): void => {
    const next = { ...chosen };
    if (verdict === undefined) delete next[row];
    else next[row] = verdict;
    onChoose(next);
  };
  return (
    <>
      <ul className="bh-ask-list">
        {asked.slice(0, shownRows).map((row) => (
          <li key={row.row}>
            <div className="bh-ask-row">
              <p>
                <span className="bh-medium bh-num">{t('ask.row', { row: formatCount(row.row) })}</span>{' '}
                <span className="bh-id bh-soft">{row.key}</span>
              </p>
              <p className="bh-soft bh-ask-values">{valuesOf(row)}</p>
              {!keyless && (
                <p className="bh-caption bh-mute">
                  {t(`ask.says.${row.says}`, { count: row.recordIds.length })}
                </p>
              )}
              {row.recordIds.length > 0 && (
                <p className="bh-caption bh-mute bh-id">{row.recordIds.slice(0, 3).join(', ')}</p>
              )}
            </div>
            <Select
              {...longList}
              aria-label={t('ask.choose', { row: row.row })}
              placeholder={t('ask.choose.none')}
              clearable
              clearButtonProps={{ 'aria-label': t('ask.choose.none') }}
              data={verdictsOf[operation].map((verdict) => ({
                value: verdict,
                label: t(`ask.as.${verdict}`),
              }))}
              value={chosen[row.row] ?? null}
              onChange={(value) => {
                choose(
                  row.row,
                  verdictsOf[operation].find((known) => known === value),
                );
              }}
            />
          </li>
        ))}
      </ul>
      {asked.length > shownRows && (
        <p className="bh-caption bh-mute">{t('ask.more', { shown: shownRows, total: asked.length })}</p>
      )}
    </>
  );
};
