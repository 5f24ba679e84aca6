import { lockCauses } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { formatCount, t } from '../../lib/text';
import { orgName } from '../review/use-send';
import { problemWords, rawWords } from './problem-words';

/**
 * Whether rows of a group may go again just as they are: Salesforce refused or never reached them, and the
 * reason may pass by itself or be mended in the org. Held rows never went, and their check would hold again,
 * unless the org just was not asked.
 */
export const canSendAgain = (group: ProblemGroup): boolean =>
  group.state === 'not_processed' ||
  group.problem.cause === 'record-unasked' ||
  (group.state === 'failed' && (group.problem.owner !== 'data' || group.problem.action === 'send-again'));

/** Whether a group's rows lost a lock, and the program has done by itself what it does about that. */
export const isLockedOut = ({ state, problem }: ProblemGroup): boolean =>
  state === 'failed' && lockCauses.some((cause) => cause === problem.cause);

/** The row numbers of a few examples: "12, 48 and 301". */
export const sampleNumbers = (group: ProblemGroup): string =>
  group.sampleRows.slice(0, 5).map(formatCount).join(', ');

/** What an admin needs to know to mend the org, as plain text for a message. */
export const adminText = (load: LoadView, group: ProblemGroup): string => {
  const words = problemWords(group.problem);
  return t('results.admin', {
    ...words,
    org: orgName(load),
    username: load.org.username,
    object: load.target?.objectLabel ?? '',
    operation: load.target?.operation ?? '',
    count: group.count,
    rows: sampleNumbers(group),
    raw: rawWords(group.problem) || t('results.detail.none'),
  });
};
