import type { ReactElement } from 'react';
import { rowStates, type Balance, type RowCounts } from '../../../shared/domain/row-state';
import type { JobView, LoadView } from '../../../shared/domain/load';
import type { Operation } from '../../../shared/domain/sobject';
import { t, type MessageKey } from '../../lib/text';
import { BalanceBar } from '../../ui/BalanceBar';
import type { RunningParts } from '../../ui/balance-parts';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { Loader } from '../../ui/kit';
import { StateMark } from '../../ui/StateMark';

/** Parts shown at once; a load of millions has more, and those that matter are around the one under way. */
const shownParts = 12;

/** What a part is doing, in words; a job Salesforce has not begun is told apart from one it works on. */
export const phaseKey = (job: JobView): MessageKey =>
  job.phase === 'running' && job.orgState === 'UploadComplete'
    ? 'run.phase.queued'
    : `run.phase.${job.phase}`;

const isBusy = (job: JobView): boolean =>
  job.phase !== 'planned' && job.phase !== 'settled' && job.phase !== 'abandoned';

type PartBar = { balance: Balance; written: RunningParts };

const doneState = { insert: 'created', update: 'updated', delete: 'deleted' } as const;

/** A part as a bar of its own. Of an upsert, created and updated are known for the load as a whole only. */
const barOf = (job: JobView, operation: Operation): PartBar => {
  const refused = Math.min(job.failed, job.rows);
  const counts = Object.fromEntries(rowStates.map((state) => [state, 0])) as RowCounts;
  const balance: Balance = { rows: job.rows, counts, settled: 0, open: 0, underWay: 0, balanced: true };
  if (job.phase === 'abandoned') {
    counts.not_processed = job.rows;
    return { balance, written: { written: 0 } };
  }
  if (job.phase === 'settled' && operation !== 'upsert') {
    counts[doneState[operation]] = Math.min(job.processed, job.rows) - refused;
    counts.failed = refused;
    counts.not_processed = job.rows - Math.min(job.processed, job.rows);
    return { balance, written: { written: 0 } };
  }
  counts.sent = job.rows;
  return {
    balance,
    written: { written: Math.max(0, Math.min(job.processed, job.rows) - refused), failed: refused },
  };
};

const PartMark = ({ job, paused }: { job: JobView; paused: boolean }): ReactElement => {
  if (job.phase === 'settled') return <Icon name="check" className="bh-good-text" />;
  if (job.phase === 'abandoned') return <StateMark state="not_processed" />;
  return isBusy(job) && !paused ? <Loader size={16} aria-hidden /> : <StateMark state="sent" />;
};

/** The parts in sight: those around the first that is not settled. */
const partsInSight = (jobs: readonly JobView[]): readonly JobView[] => {
  if (jobs.length <= shownParts) return jobs;
  const current = Math.max(
    0,
    jobs.findIndex((job) => job.phase !== 'settled'),
  );
  const first = Math.min(Math.max(0, current - 2), jobs.length - shownParts);
  return jobs.slice(first, first + shownParts);
};

/** The jobs of the attempt as parts: what each is doing and how far it is. */
export const JobParts = ({ load }: { load: LoadView }): ReactElement => {
  const { jobs } = load;
  const upsert = load.target?.operation === 'upsert';
  return (
    <Card title={t('run.parts', { count: Math.max(jobs.length, 1) })} flush>
      {jobs.length === 0 && <p className="bh-card-pad bh-soft">{t('run.parts.none')}</p>}
      <ol>
        {partsInSight(jobs).map((job) => {
          const part = jobs.indexOf(job) + 1;
          return (
            <li className="bh-part" key={`${job.attempt}-${job.seq}`}>
              <div className="bh-row">
                <PartMark job={job} paused={load.phase === 'paused'} />
                <div className="bh-grow">
                  <p className="bh-medium">{t('run.part', { part, phase: t(phaseKey(job)) })}</p>
                  <p className="bh-caption bh-mute bh-num">
                    {isBusy(job) && job.processed > 0
                      ? t('run.part.processed', { processed: job.processed, rows: job.rows })
                      : t('run.part.rows', { rows: job.rows })}
                  </p>
                </div>
              </div>
              <BalanceBar {...barOf(job, load.target?.operation ?? 'upsert')} size="mid" wall={false} />
              <span className="bh-caption bh-soft bh-num bh-part-failed">
                {job.failed > 0 && t('run.part.failed', { count: job.failed })}
              </span>
            </li>
          );
        })}
      </ol>
      {upsert && jobs.some(isBusy) && (
        <p className="bh-card-pad bh-row bh-top bh-soft">
          <Icon name="info" />
          <span>{t('run.written')}</span>
        </p>
      )}
      {jobs.some((job) => job.id !== null) && (
        <details className="bh-details bh-card-pad">
          <summary>{t('run.details')}</summary>
          <ul className="bh-job-ids">
            {jobs
              .filter((job) => job.id !== null)
              .map((job) => (
                <li key={job.seq} className="bh-id bh-caption">
                  {t('run.job', { id: job.id ?? '' })}
                  {job.orgState !== null && ` · ${t('run.details.state', { state: job.orgState })}`}
                  {job.error !== null && ` · ${job.error}`}
                </li>
              ))}
          </ul>
        </details>
      )}
    </Card>
  );
};
