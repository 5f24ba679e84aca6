import { t } from '../../lib/text';
import type { Screen } from '../../state/navigation';
import { Icon, type IconName } from '../icons';

const entries: readonly { screen: Exclude<Screen, 'connect'>; icon: IconName }[] = [
  { screen: 'load', icon: 'upload' },
  { screen: 'export', icon: 'download' },
  { screen: 'history', icon: 'history' },
  { screen: 'settings', icon: 'settings' },
];

const Brand = () => (
  <svg className="bh-brand" viewBox="0 0 32 32" role="img" aria-label={t('shell.app')}>
    <rect className="bh-brand-hull" width="32" height="32" rx="9" />
    <rect className="bh-brand-cargo" x="6.5" y="11" width="9" height="10" rx="2" />
    <rect className="bh-brand-cargo" x="17" y="7" width="2.4" height="18" rx="1.2" />
    <rect className="bh-brand-cargo" x="21" y="11" width="4.6" height="10" rx="2" opacity=".55" />
  </svg>
);

/** The window's places; Settings stands apart at the bottom. */
export const Rail = ({ screen, onGo }: { screen: Screen; onGo: (screen: Screen) => void }) => (
  <nav className="bh-rail" aria-label={t('shell.main')}>
    <Brand />
    {entries.map((entry) => (
      <button
        key={entry.screen}
        type="button"
        className={entry.screen === 'settings' ? 'bh-rail-link bh-rail-last' : 'bh-rail-link'}
        onClick={() => onGo(entry.screen)}
        {...(entry.screen === screen ? { 'aria-current': 'page' as const } : {})}
      >
        <Icon name={entry.icon} size={20} />
        {t(`shell.${entry.screen}`)}
      </button>
    ))}
  </nav>
);
