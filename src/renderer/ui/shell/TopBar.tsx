import { Menu, VisuallyHidden } from '@mantine/core';
import type { OrgView } from '../../../shared/domain/org';
import { t } from '../../lib/text';
import { Icon } from '../icons';
import { OrgBadge } from '../OrgBadge';
import { LimitsLines } from './LimitsLines';

type TopBarProps = {
  org: OrgView | null;
  onSignOut: (orgId: string) => void;
  onSettings: () => void;
};

/** Which org the window is signed in to, and as whom; null says so plainly. */
export const TopBar = ({ org, onSignOut, onSettings }: TopBarProps) => (
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
          <Menu.Label>
            <LimitsLines orgId={org.id} />
          </Menu.Label>
          <Menu.Item leftSection={<Icon name="settings" />} onClick={onSettings}>
            {t('shell.settings')}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => onSignOut(org.id)}>
            {t('org.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    )}
  </header>
);
