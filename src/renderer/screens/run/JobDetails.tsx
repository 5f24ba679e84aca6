import type { ReactElement } from 'react';
import type { JobView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { isBusy } from './part-words';

/** Ids listed at most; those that are at work or went wrong come first. */
const listed = 100;

const rank = (job: JobView): number => (isBusy(job) || job.error !== null ? 0 : 1);

/** Ids and Salesforce's own words, for who has to look them up in Setup. Calls of collections have neither. */
export const JobDetails = ({ jobs }: { jobs: readonly JobView[] }): ReactElement | null => {
  const known = jobs.filter(({ id }) => id !== null).toSorted((a, b) => rank(a) - rank(b));
  if (known.length === 0) return null;
  const more = known.length - listed;
  return (
    <details className="bh-details bh-card-pad">
      <summary>{t('run.details')}</summary>
      <ul className="bh-job-ids">
        {known.slice(0, listed).map(({ attempt, seq, id, boxId, orgState, error }) => (
          <li key={`${attempt}-${seq}`} className="bh-id bh-caption">
            {boxId === null
              ? t('run.job', { id: id ?? '' })
              : t('run.batch', { id: id ?? '', job: boxId, part: seq })}
            {orgState !== null && ` · ${t('run.details.state', { state: orgState })}`}
            {error !== null && ` · ${error}`}
          </li>
        ))}
        {more > 0 && <li className="bh-caption bh-soft">{t('run.details.more', { count: more })}</li>}
      </ul>
    </details>
  );
};
