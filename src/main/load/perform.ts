import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Attempt, Job } from '../../core/load/state';
import type { AttemptLedger } from './ledger-port';
import { performBatchEffect, type BatchPorts } from './perform-batch';
import { performCallEffect, type CallPorts } from './perform-call';
import { performJobEffect, type JobPorts } from './perform-job';
import { settleAll } from './settle-all';

/** What effects need of the org and the ledger, for each way of sending. */
export type PerformPorts = { ledger: AttemptLedger; jobs: JobPorts; batches: BatchPorts; calls: CallPorts };

const findJob = (attempt: Attempt, seq: number): Job => {
  const job = attempt.jobs.find((candidate) => candidate.seq === seq);
  if (job === undefined) throw new Error(`the attempt has no part ${seq}`);
  return job;
};

/** Performs effects of the state machine. Throws `CallError` where a call to the org brought no success. */
export const createPerform =
  (ports: PerformPorts) =>
  async (effect: LoadEffect, attempt: Attempt, signal: AbortSignal): Promise<LoadEvent> => {
    const { ledger } = ports;
    switch (effect.type) {
      case 'release':
        for (const seq of effect.seqs) {
          const job = findJob(attempt, seq);
          await settleAll(ledger, job, 'not_processed', job.error);
        }
        return { type: 'released', seqs: effect.seqs };
      case 'give-up':
        await settleAll(ledger, findJob(attempt, effect.seq), 'no_verdict');
        return { type: 'collected', seq: effect.seq, missing: 0, final: true };
      case 'wait':
        return { type: 'waited', seq: effect.seq };
      case 'collect': {
        const job = findJob(attempt, effect.seq);
        return attempt.way.api === '1.0'
          ? performBatchEffect({ ...effect, type: 'collect' }, job, ledger, ports.batches, signal)
          : performJobEffect(effect, job, ledger, ports.jobs, signal);
      }
      case 'clear-orphans':
      case 'create':
      case 'upload':
      case 'commit':
      case 'look':
      case 'abort':
        return performJobEffect(effect, findJob(attempt, effect.seq), ledger, ports.jobs, signal);
      case 'open-box':
      case 'post-batch':
      case 'list-batches':
      case 'close-box':
      case 'abort-box':
        return performBatchEffect(
          effect,
          'seq' in effect ? findJob(attempt, effect.seq) : null,
          ledger,
          ports.batches,
          signal,
        );
      case 'call':
      case 'ask':
        return performCallEffect(effect, findJob(attempt, effect.seq), ledger, ports.calls, signal);
    }
  };
