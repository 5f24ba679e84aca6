import type { OrgType } from '../../shared/domain/org';
import { t } from '../lib/text';
import { Icon, type IconName } from './icons';

const icons: Record<OrgType, IconName> = {
  production: 'production',
  sandbox: 'flask',
  scratch: 'flask',
  developer: 'code',
  practice: 'compass',
};

/** What kind of org it is: always word, icon and colour together. */
export const OrgBadge = ({ type }: { type: OrgType }) => (
  <span className={`bh-badge bh-badge-${type}`}>
    <Icon name={icons[type]} size={14} />
    {t(`org.${type}`)}
  </span>
);
