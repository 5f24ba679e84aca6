import { Menu, VisuallyHidden } from '@mantine/core';
import type { OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { Icon } from '../icons';
import { OrgBadge } from '../OrgBadge';

type TopBarProps = {
  org: OrgView | null;
  onSignOut: (orgId: string) => void;
  onSettings: () => void;
  /** What is unusual in the practice org, in a few words; null where nothing is. */
  practice: string | null;
  onPractice: () => void;
};

/** Which org the window is signed in to, and as whom; null says so plainly. */
export const TopBar = ({ org, onSignOut, onSettings, practice, onPractice }: TopBarProps) => (
  <header className="bh-topbar">
    {org === null ? (
      <span className="bh-org bh-org-none">
        <Icon name="link" />
        {t('org.none')}
      </span>
    ) : (
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className="bh-org" title={org.username}>
            <VisuallyHidden>{t('org.menu')}</VisuallyHidden>
            <OrgBadge type={org.type} />
            <span className="bh-strong bh-cut">{org.name}</span>
            <span className="bh-mute bh-cut">{org.userName}</span>
            <Icon name="down" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {org.type === 'practice' && (
            <Menu.Item leftSection={<Icon name="weather" />} onClick={onPractice}>
              {t('shell.practice')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="settings" />} onClick={onSettings}>
            {t('shell.settings')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => onSignOut(org.id)}>
            {t('org.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    )}
    {org?.type === 'practice' && practice !== null && (
      <button type="button" className="bh-practice-chip" onClick={onPractice}>
        <Icon name="weather" size={14} />
        <span className="bh-cut">{t('practice.chip', { state: practice })}</span>
      </button>
    )}
  </header>
);
