import type { StorageView } from '../../../shared/contract';
import { call } from '../../lib/api';
import { t } from '../../lib/text';
import { useKeychain } from '../../state/sign-in';
import { useFetched } from '../../state/use-fetched';
import { Card } from '../../ui/Card';
import { Icon, type IconName } from '../../ui/icons';

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

const SignInKept = () => {
  const keychain = useKeychain();
  if (keychain?.state === 'locked' || keychain?.state === 'missing') {
    return (
      <Kept icon="key" title={t('connect.kept.session')}>
        {t('connect.kept.session.why')}
      </Kept>
    );
  }
  return (
    <Kept
      icon="key"
      title={
        keychain === null ? t('connect.kept.looking') : t('connect.kept.signIn', { keychain: keychain.label })
      }
    >
      {t('connect.kept.signIn.remove')}
    </Kept>
  );
};

/** What the program keeps, where, and how to be rid of it. */
export const WhatIsKept = () => {
  // The path is a courtesy here; what may be wrong with the folder is said under Settings.
  const { value: storage } = useFetched(fetchStorage);
  return (
    <Card className="bh-connect-card">
      <div className="bh-stack">
        <h2 className="bh-title">{t('connect.kept.title')}</h2>
        <ul className="bh-stack">
          <SignInKept />
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
