import { Menu, VisuallyHidden } from '@mantine/core';
import type { OrgColour, OrgType, OrgView } from '../../../shared/domain/org';
import { describeOrg } from '../../lib/org-words';
import { t } from '../../lib/text';
import { Icon } from '../icons';
import { OrgBadge } from '../OrgBadge';
import { OrgName } from '../OrgName';
import { LimitsLines } from './LimitsLines';

/** The org that what is on the screen belongs to. */
export type ShownOrg = { id: string; name: string; type: OrgType; user: string; colour: OrgColour | null };

export type OrgSwitcherProps = {
  shown: ShownOrg | null;
  orgs: readonly OrgView[];
  /** Makes an org that is signed in to the current one. */
  onChoose: (orgId: string) => void;
  /** Signs in: to an org that is known, or to whichever comes. */
  onConnect: (orgId: string | null) => void;
  onManage: () => void;
  /** Goes to the conditions of the practice org. */
  onPractice: () => void;
  onSignOut: (orgId: string) => void;
};

const OrgLine = ({ org }: { org: OrgView }) => (
  <>
    <span className="bh-switch-line">
      <OrgBadge type={org.type} />
      <OrgName name={org.name} colour={org.colour} />
    </span>
    <span className="bh-switch-line bh-switch-facts bh-caption bh-mute">{describeOrg(org).join(' · ')}</span>
  </>
);

/** Which org this is, as whom, and the way to another. */
export const OrgSwitcher = (props: OrgSwitcherProps) => {
  const { shown, orgs, onChoose, onConnect, onManage, onPractice, onSignOut } = props;
  const standing = orgs.find((org) => org.id === shown?.id)?.standing ?? 'signed-out';
  const isReady = standing === 'ready';
  if (shown === null && orgs.length === 0) {
    return (
      <button type="button" className="bh-org bh-org-none" onClick={() => onConnect(null)}>
        <Icon name="link" />
        {t('org.none')}
      </button>
    );
  }
  return (
    <Menu position="bottom-start" width={400}>
      <Menu.Target>
        {shown === null ? (
          <button type="button" className="bh-org bh-org-none">
            <Icon name="link" />
            {t('org.none')}
            <Icon name="down" />
          </button>
        ) : (
          <button type="button" className="bh-org" title={shown.user}>
            <VisuallyHidden>{t('org.menu')}</VisuallyHidden>
            <OrgBadge type={shown.type} />
            <OrgName name={shown.name} colour={shown.colour} />
            <span className="bh-mute bh-cut">{shown.user}</span>
            <Icon name="down" />
          </button>
        )}
      </Menu.Target>
      <Menu.Dropdown className="bh-switch">
        {shown !== null && isReady && (
          <Menu.Label>
            <LimitsLines orgId={shown.id} />
          </Menu.Label>
        )}
        <Menu.Label>{t('org.menu.list')}</Menu.Label>
        {orgs.map((org) => (
          <Menu.Item
            key={org.id}
            onClick={() => (org.standing === 'ready' ? onChoose(org.id) : onConnect(org.id))}
            rightSection={org.isCurrent ? <Icon name="check" label={t('org.current')} /> : null}
          >
            <OrgLine org={org} />
          </Menu.Item>
        ))}
        {orgs.length > 1 && <p className="bh-switch-note bh-caption bh-mute">{t('org.menu.why')}</p>}
        <Menu.Divider />
        {shown !== null && isReady && (
          <Menu.Label>
            <LimitsLines orgId={shown.id} />
          </Menu.Label>
        )}
        <Menu.Item leftSection={<Icon name="plus" />} onClick={() => onConnect(null)}>
          {t('org.menu.another')}
        </Menu.Item>
        {shown?.type === 'practice' && (
          <Menu.Item leftSection={<Icon name="weather" />} onClick={onPractice}>
            {t('shell.practice')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="settings" />} onClick={onManage}>
          {t('org.menu.manage')}
        </Menu.Item>
        {shown !== null && standing !== 'signed-out' && (
          <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => onSignOut(shown.id)}>
            {t('org.signOut.named', { org: shown.name })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
