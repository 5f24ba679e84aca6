import type { ReactElement, ReactNode } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import type { RowState } from '../../../shared/domain/row-state';
import { t } from '../../lib/text';
import { Card } from '../../ui/Card';
import { Button } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';

type Props = {
  load: LoadView;
  busy: boolean;
  onSendNotProcessed: () => void;
  onAskOrg: () => void;
  onShow: (state: RowState) => void;
};

/** Rows that are open without having failed: not reached, undecided, held back, or ready to go. */
export const AlsoOpen = ({ load, busy, onSendNotProcessed, onAskOrg, onShow }: Props): ReactElement => {
  const { not_processed: notProcessed, no_verdict: noVerdict, held, ready } = load.balance.counts;
  const line = (state: RowState, count: number, title: string, why: string, act: ReactNode): ReactNode =>
    count > 0 && (
      <li className="bh-also" key={state}>
        <StateMark state={state} />
        <div className="bh-grow">
          <p className="bh-medium">{title}</p>
          <p className="bh-caption bh-soft">{why}</p>
        </div>
        {act}
      </li>
    );
  const total = notProcessed + noVerdict + held + ready;
  return (
    <Card title={t('results.open.title')} note={t('results.open.note', { count: total })}>
      {total === 0 ? (
        <p className="bh-soft">{t('results.open.none')}</p>
      ) : (
        <ul className="bh-stack bh-also-list">
          {line(
            'not_processed',
            notProcessed,
            t('results.open.notProcessed', { count: notProcessed }),
            t('results.open.notProcessed.why', { count: notProcessed }),
            <Button size="compact-sm" loading={busy} onClick={onSendNotProcessed}>
              {t('results.open.notProcessed.act')}
            </Button>,
          )}
          {line(
            'no_verdict',
            noVerdict,
            t('results.open.noVerdict', { count: noVerdict }),
            t('results.open.noVerdict.why', { count: noVerdict }),
            <Button size="compact-sm" onClick={onAskOrg}>
              {t('results.open.noVerdict.act')}
            </Button>,
          )}
          {line(
            'held',
            held,
            t('results.open.held', { count: held }),
            t('results.open.held.why', { count: held }),
            <Button size="compact-sm" onClick={() => onShow('held')}>
              {t('results.act.fix', { count: held })}
            </Button>,
          )}
          {line(
            'ready',
            ready,
            t('results.open.ready', { count: ready }),
            t('results.open.ready.why', { count: ready }),
            <Button size="compact-sm" onClick={() => onShow('ready')}>
              {t('results.open.ready.act', { count: ready })}
            </Button>,
          )}
        </ul>
      )}
    </Card>
  );
};
