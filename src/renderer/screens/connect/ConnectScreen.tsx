import type { StorageView } from '../../../shared/contract';
import type { Balance } from '../../../shared/domain/row-state';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { go } from '../../state/navigation';
import { openPractice, refreshOrgs, useOrgs } from '../../state/orgs';
import { useRunCall } from '../../state/run-call';
import { useFetched } from '../../state/use-fetched';
import { useAppInfo } from '../../state/settings';
import { BalanceBar } from '../../ui/BalanceBar';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon, type IconName } from '../../ui/icons';
import { Button } from '../../ui/kit';
import { OrgBadge } from '../../ui/OrgBadge';
import { PageFrame } from '../../ui/PageFrame';
import { StateMark } from '../../ui/StateMark';
import './connect.css';

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

const BalancePicture = () => (
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

const Kept = ({ icon, title, children }: { icon: IconName; title: string; children: string }) => (
  <li className="bh-connect-kept">
    <Icon name={icon} />
    <div>
      <p className="bh-medium">{title}</p>
      <p className="bh-soft">{children}</p>
    </div>
  </li>
);

const fetchStorage = (): Promise<StorageView> => call('storage.get');

const WhatIsKept = () => {
  const info = useAppInfo();
  // The path is a courtesy here; what may be wrong with the folder is said under Settings.
  const { value: storage } = useFetched(fetchStorage);
  return (
    <Card className="bh-connect-card">
      <div className="bh-stack">
        <h2 className="bh-title">{t('connect.kept.title')}</h2>
        <ul className="bh-stack">
          {info !== null &&
            (info.keychain === null ? (
              <Kept icon="key" title={t('connect.kept.session')}>
                {t('connect.kept.session.why')}
              </Kept>
            ) : (
              <Kept icon="key" title={t('connect.kept.signIn', { keychain: info.keychain })}>
                {t('connect.kept.signIn.remove')}
              </Kept>
            ))}
          <Kept icon="database" title={t('connect.kept.rows')}>
            {storage === null
              ? t('connect.kept.rows.until')
              : t('connect.kept.rows.path', { path: storage.path })}
          </Kept>
          <Kept icon="exchange" title={t('connect.kept.travel')}>
            {t('connect.kept.travel.why')}
          </Kept>
        </ul>
      </div>
    </Card>
  );
};

/** What Load shows while no org is connected. */
export const ConnectScreen = () => {
  const { pending, error, runCall } = useRunCall();
  const listError = useOrgs((state) => state.error);
  return (
    <PageFrame sentence={t('connect.sentence')} sub={t('connect.sub')}>
      <div className="bh-connect">
        <div className="bh-stack">
          {listError !== null && (
            <ErrorNotice
              error={listError}
              actions={<Button onClick={() => void refreshOrgs()}>{t('shell.tryAgain')}</Button>}
            />
          )}
          {error !== null && <ErrorNotice error={error} />}
          <Card className="bh-connect-card">
            <div className="bh-stack">
              <div className="bh-row bh-wrap">
                <h2 className="bh-title">{t('connect.practice.title')}</h2>
                <span className="bh-end">
                  <OrgBadge type="practice" />
                </span>
              </div>
              <p className="bh-medium">{t('connect.practice.sub')}</p>
              <p className="bh-soft">{t('connect.practice.why')}</p>
              <div className="bh-row bh-wrap">
                <Button variant="filled" loading={pending} onClick={() => void runCall(openPractice)}>
                  {t('connect.practice.open')}
                </Button>
                <Button onClick={() => go({ screen: 'practice' })}>{t('shell.practice')}</Button>
                <output className="bh-soft">{pending ? t('connect.practice.opening') : ''}</output>
              </div>
            </div>
          </Card>
        </div>
        <div className="bh-stack">
          <BalancePicture />
          <WhatIsKept />
        </div>
      </div>
    </PageFrame>
  );
};
