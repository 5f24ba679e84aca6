import type { ReactElement } from 'react';
import { isBusy } from '../../../core/load/part-counts';
import { rowStates, type Balance, type RowCounts } from '../../../shared/domain/row-state';
import type { JobView, LoadView } from '../../../shared/domain/load';
import type { Operation } from '../../../shared/domain/sobject';
import { t } from '../../lib/text';
import { BalanceBar } from '../../ui/BalanceBar';
import type { RunningParts } from '../../ui/balance-parts';
import { Card } from '../../ui/Card';
import { Icon } from '../../ui/icons';
import { JobDetails } from './JobDetails';
import { kindOf, phaseOfPart } from './part-words';
import { PartMark } from './PartMark';
import { PartsSummary } from './PartsSummary';

/** Parts that are shown one by one; more of them are told by what they are doing. */
const shownParts = 12;

type PartBar = { balance: Balance; written: RunningParts };

const doneState = { insert: 'created', update: 'updated', delete: 'deleted', hardDelete: 'deleted' } as const;

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

const PartLine = ({ load, job }: { load: LoadView; job: JobView }): ReactElement => (
  <li className="bh-part">
    <div className="bh-row">
      <PartMark part={job} paused={load.phase === 'paused'} />
      <div className="bh-grow">
        <p className="bh-medium">
          {t('run.part', { kind: kindOf(job.api), part: job.seq, phase: t(phaseOfPart(job)) })}
        </p>
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

/**
 * The jobs, batches or calls of the attempt: what each is doing and how far it is, or many of them in a few lines.
 * Calls are told in a few lines always: each is over at once, and Salesforce counts nothing of it meanwhile.
 */
export const JobParts = ({ load }: { load: LoadView }): ReactElement => {
  const { parts, jobs, attempts } = load;
  const way = attempts.at(-1)?.way;
  const api = way?.api ?? '2.0';
  const kind = kindOf(api);
  const isCalm = way?.mode === 'serial' || attempts.at(-1)?.reason === 'after-locks';
  const count = parts.reduce((sum, group) => sum + group.parts, 0);
  const upsert = load.target?.operation === 'upsert';
  return (
    <Card
      title={t('run.parts', { kind, mode: isCalm ? 'serial' : 'parallel', count: Math.max(count, 1) })}
      flush
    >
      {count === 0 && <p className="bh-card-pad bh-soft">{t('run.parts.none')}</p>}
      {kind === 'call' || count > shownParts ? (
        <PartsSummary load={load} api={api} />
      ) : (
        <ol>
          {jobs.map((job) => (
            <PartLine key={`${job.attempt}-${job.seq}`} load={load} job={job} />
          ))}
        </ol>
      )}
      {upsert && kind !== 'call' && parts.some(isBusy) && (
        <p className="bh-card-pad bh-row bh-top bh-soft">
          <Icon name="info" />
          <span>{t('run.written')}</span>
        </p>
      )}
      <JobDetails load={load} count={count} />
    </Card>
  );
};
