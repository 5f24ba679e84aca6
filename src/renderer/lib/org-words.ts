import type { OrgView } from '../../shared/domain/org';
import { formatDay, t } from './text';

/** Who, since when, for how long: the facts of an org in a few words, the most telling first. */
export const describeOrg = (org: OrgView): string[] => {
  const facts = [org.username];
  if (org.apiVersion !== null) facts.push(t('org.version', { version: org.apiVersion }));
  if (org.endsAt !== null) {
    const day = formatDay(org.endsAt);
    facts.push(t(org.type === 'production' ? 'org.trial' : 'org.ends', { day }));
  }
  if (org.standing !== 'ready') facts.push(t(`org.standing.${org.standing}`));
  return facts;
};
