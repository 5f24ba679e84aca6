import { toOrgTime } from './org-clock';
import { callOrg, type Session } from './session';

/** How long an org may take to say the time before it is done without, milliseconds. */
const patience = 3000;

/**
 * Asks an org for the time (`GET /services/data`, which counts as no call), so that its clock is known as it is now:
 * since its last answer either clock may have been set. An org that does not say is done without.
 *
 * @returns how the org's clock tells times of this computer, by its newest answer each time; see `toOrgTime`
 */
export const askOrgTime = async (session: Session): Promise<(time: number) => number> => {
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await callOrg(session, { method: 'GET', path: '/services/data', signal });
    answer.body.resume();
  } catch {
    // What was known of its clock stays.
  }
  return (time) => toOrgTime(session.access().instanceUrl, time);
};
