import type { ReactElement } from 'react';
import type { LoadView } from '../../../shared/domain/load';
import { formatCount, t } from '../../lib/text';
import { isUnderWay } from '../../state/passage';
import { Card } from '../../ui/Card';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Icon } from '../../ui/icons';
import { StateMark } from '../../ui/StateMark';
import { Waiting } from '../../ui/Waiting';
import { problemWords } from '../results/problem-words';
import { useProblems } from '../results/use-problems';

const shownCauses = 8;

/** Why rows failed up to now; `unread` rows were refused in a part whose reasons are not there yet. */
export const FailuresSoFar = ({ load, unread }: { load: LoadView; unread: number }): ReactElement => {
  const { groups, error } = useProblems(load);
  const failed = (groups ?? []).filter((group) => group.state === 'failed');
  const count = load.balance.counts.failed + unread;
  return (
    <Card
      title={t('run.failures')}
      flush
      {...(count === 0
        ? {}
        : {
            note: (
              <span className="bh-failed-tag">
                <StateMark state="failed" size={14} />
                {formatCount(count)}
              </span>
            ),
          })}
    >
      {error !== null && (
        <div className="bh-card-pad">
          <ErrorNotice error={error} />
        </div>
      )}
      {groups === null && error === null && (
        <div className="bh-card-pad">
          <Waiting word={t('run.failures.waiting')} rows={2} />
        </div>
      )}
      {groups !== null && failed.length === 0 && unread === 0 && (
        <p className="bh-card-pad bh-soft">{t('run.failures.none', { ended: String(!isUnderWay(load)) })}</p>
      )}
      {failed.length > 0 && (
        <ul className="bh-failures">
          {failed.slice(0, shownCauses).map((group) => (
            <li key={group.key}>
              <span className="bh-strong bh-num">{formatCount(group.count)}</span>
              <span>{problemWords(group.problem).title}</span>
            </li>
          ))}
        </ul>
      )}
      {unread > 0 && (
        <p className="bh-card-pad bh-row bh-top bh-soft">
          <Icon name="clock" />
          <span>{t('run.failures.pending', { count: unread })}</span>
        </p>
      )}
    </Card>
  );
};
