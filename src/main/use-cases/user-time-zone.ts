import { queryAll, quoteSoql } from '../salesforce/connection';
import type { OrgRegistry } from '../store/org-registry';
import type { OrgSession } from './org-sessions';

/**
 * The time zone of the signed-in user of an org, such as `Europe/Berlin`: as it was told when they signed in, or else
 * asked for now and remembered. Null where the org can't be asked.
 */
export const readUserTimeZone = async (
  registry: Pick<OrgRegistry, 'find' | 'change'>,
  open: (id: string) => Promise<OrgSession>,
  id: string,
): Promise<string | null> => {
  const known = (await registry.find(id))?.timeZone;
  if (known != null) return known;
  try {
    const { org, session } = await open(id);
    const soql = `SELECT TimeZoneSidKey FROM User WHERE Id = ${quoteSoql(org.userId)}`;
    const [user] = await queryAll(session, soql);
    const zone = user?.['TimeZoneSidKey'];
    if (typeof zone !== 'string' || zone === '') return null;
    await registry.change(id, { timeZone: zone });
    return zone;
  } catch {
    // Without an answer the person says the zone; nothing waits for it.
    return null;
  }
};
