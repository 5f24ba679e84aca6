import { useState, type ReactElement } from 'react';
import { isBusy } from '../../../core/load/part-counts';
import type { JobView, LoadView } from '../../../shared/domain/load';
import { t } from '../../lib/text';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { Button } from '../../ui/kit';
import { useParts } from './use-parts';

/** Parts that are fetched at a time, where there are more than came with the load. */
const page = 100;
/** The most a call gives at once. */
const mostFetched = 1000;

const rank = (job: JobView): number => (isBusy(job) || job.error !== null ? 0 : 1);

const DetailLine = ({ job }: { job: JobView }): ReactElement => {
  const { seq, id, boxId, orgState, error } = job;
  return (
    <li className="bh-id bh-caption">
      {boxId === null
        ? t('run.job', { id: id ?? '' })
        : t('run.batch', { id: id ?? '', job: boxId, part: seq })}
      {orgState !== null && ` · ${t('run.details.state', { state: orgState })}`}
      {error !== null && ` · ${error}`}
    </li>
  );
};

/**
 * Ids and Salesforce's own words, for who has to look them up in Setup. Calls of collections have neither. First those
 * that came with the load, at work or gone wrong; all in their order where a person asks for more.
 *
 * @param props.count parts of the newest attempt
 */
export const JobDetails = ({ load, count }: { load: LoadView; count: number }): ReactElement | null => {
  const [most, setMost] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { jobs, total, error } = useParts(load, count, isOpen ? most : null);
  const known = jobs.filter(({ id }) => id !== null);
  if (load.jobs.every(({ id }) => id === null)) return null;
  const more = Math.min(page, total - jobs.length, mostFetched - (most ?? 0));
  return (
    <details
      className="bh-details bh-card-pad"
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{t('run.details')}</summary>
      {error !== null && <ErrorNotice error={error} />}
      <ul className="bh-job-ids">
        {(most === null ? known.toSorted((a, b) => rank(a) - rank(b)) : known).map((job) => (
          <DetailLine key={`${job.attempt}-${job.seq}`} job={job} />
        ))}
      </ul>
      {total > jobs.length && (
        <div className="bh-row bh-wrap">
          <span className="bh-caption bh-soft">
            {t('run.details.more', { listed: jobs.length, count: total })}
          </span>
          {more > 0 && (
            <Button
              size="compact-sm"
              onClick={() => {
                setMost((most ?? 0) + page);
              }}
            >
              {t('run.details.list', { count: more })}
            </Button>
          )}
        </div>
      )}
    </details>
  );
};
