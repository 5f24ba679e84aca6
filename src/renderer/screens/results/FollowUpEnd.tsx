import type { ReactElement } from 'react';
import { countAutomatic, limitCauses, lockCauses, maxFollowUps } from '../../../core/load/follow-up';
import type { LoadView } from '../../../shared/domain/load';
import type { ProblemGroup } from '../../../shared/domain/problem';
import { t } from '../../lib/text';
import { Banner } from '../../ui/Banner';

type Props = { load: LoadView; groups: readonly ProblemGroup[] };

const countOf = (groups: readonly ProblemGroup[], causes: readonly string[]): number =>
  groups
    .filter(({ state, problem }) => state === 'failed' && causes.includes(problem.cause))
    .reduce((sum, { count }) => sum + count, 0);

/** That rows were sent again by themselves as often as the program does, and what is left for a person to do. */
export const FollowUpEnd = ({ load, groups }: Props): ReactElement | null => {
  const made = countAutomatic(load.attempts);
  const locked = countOf(groups, lockCauses);
  const rows = locked + countOf(groups, limitCauses);
  if (made === 0 || rows === 0) return null;
  const isMost = made >= maxFollowUps ? 'yes' : 'no';
  return (
    <Banner tone="info" title={t('results.again.title', { rows, made, isMost })}>
      {t('results.again.why', { cause: locked > 0 ? 'locks' : 'limits' })}
    </Banner>
  );
};
