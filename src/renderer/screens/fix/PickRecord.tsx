import { useCallback, type ReactElement } from 'react';
import type { GridRow } from '../../../shared/domain/grid';
import type { LoadView } from '../../../shared/domain/load';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { useFetched } from '../../state/use-fetched';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import type { FixActs } from './use-fix-acts';

type Props = { load: LoadView; row: GridRow; acts: FixActs };

/** The records that were found for one row, to pick the one it means. */
export const PickRecord = ({ load, row, acts }: Props): ReactElement => {
  const loadId = load.id;
  // Each row has a panel of its own.
  const { value, error } = useFetched(
    useCallback(() => call('rows.found', { loadId, row: row.row }), [loadId, row.row]),
  );
  return (
    <section className="bh-card bh-fix-panel" aria-label={t('pick.panel')}>
      <header className="bh-card-head">
        <h2 className="bh-h bh-grow">{t('pick.title', { row: row.row })}</h2>
      </header>
      <div className="bh-card-pad bh-stack">
        {error !== null && <ErrorNotice error={error} />}
        <ul className="bh-stack bh-stack-2">
          {(value?.records ?? []).map(({ id, name }) => (
            <li className="bh-row" key={id}>
              <span className="bh-grow bh-pick-record">
                {name !== '' && <span className="bh-medium">{name}</span>}
                <span className="bh-caption bh-mute bh-id">{id}</span>
              </span>
              <Button
                size="compact-sm"
                variant="light"
                loading={acts.pending}
                onClick={() => void acts.pick(row.row, id)}
              >
                {t('pick.act')}
                <span className="bh-heard">{t('pick.act.of', { name: name === '' ? id : name })}</span>
              </Button>
            </li>
          ))}
        </ul>
        {value !== null && value.count > value.records.length && (
          <p className="bh-caption bh-soft">
            {t('pick.more', { count: value.count - value.records.length })}
          </p>
        )}
        <p className="bh-caption bh-mute">{t('pick.why')}</p>
      </div>
    </section>
  );
};
