import type { Balance } from '../../../shared/domain/row-state';
import { t } from '../../lib/text';
import { BalanceBar } from '../../ui/BalanceBar';
import { Card } from '../../ui/Card';
import { StateMark } from '../../ui/StateMark';

/** A picture of a finished load: what the bar means is told before there is one of the person's own. */
const pictured: Balance = {
  rows: 5000,
  counts: {
    created: 1171,
    updated: 3154,
    deleted: 0,
    unchanged: 394,
    excluded: 0,
    sent: 0,
    ready: 0,
    failed: 212,
    not_processed: 0,
    no_verdict: 0,
    held: 69,
  },
  settled: 4719,
  open: 281,
  underWay: 0,
  balanced: true,
};
const picturedStates = ['created', 'updated', 'unchanged', 'failed', 'held'] as const;

export const BalancePicture = () => (
  <Card className="bh-connect-card">
    <div className="bh-stack">
      <h2 className="bh-title">{t('connect.balance.title')}</h2>
      <BalanceBar balance={pictured} size="hero" />
      <ul className="bh-connect-legend">
        {picturedStates.map((state) => (
          <li key={state} className="bh-caption bh-soft">
            <StateMark state={state} />
            {t(`state.${state}`)}
          </li>
        ))}
      </ul>
      <p className="bh-soft">{t('connect.balance.why')}</p>
    </div>
  </Card>
);
