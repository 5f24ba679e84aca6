import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Job, JobReport } from '../../core/load/state';
import { matchByPosition } from '../../core/reconcile/by-position';
import { isDeletion, type Operation } from '../../shared/domain/sobject';
import type { Outcome } from '../store/outcomes';
import type { BatchReport, ClassicJobs, ClassicResult, ClassicSpec } from './classic-ports';
import type { AttemptLedger } from './ledger-port';
import { settleAll } from './settle-all';

/** Bulk API 1.0, for one attempt. */
export type BatchPorts = {
  classic: ClassicJobs;
  spec: ClassicSpec;
  /** Ids of jobs that belong to a load, and must not be taken for orphans. */
  knownJobs: () => readonly string[];
};

type BatchEffect = Extract<
  LoadEffect,
  { type: 'open-box' | 'post-batch' | 'list-batches' | 'close-box' | 'abort-box' | 'collect' }
>;

const toReport = ({ id, state, stateMessage, processed, failed }: BatchReport): JobReport => ({
  id,
  state,
  processed,
  failed,
  error: stateMessage,
});

const toOutcome = (row: number, result: ClassicResult, operation: Operation): Outcome => {
  const { id, success, created, error } = result;
  const settled = isDeletion(operation) ? 'deleted' : created ? 'created' : 'updated';
  return {
    row,
    state: success ? settled : 'failed',
    recordId: id,
    code: error === null ? null : error.slice(0, Math.max(0, error.indexOf(':'))),
    text: error,
    certainty: 'position',
  };
};

/**
 * Gives the results of an ended batch to its rows, by position. Only equal counts prove anything: as long as they
 * differ no result is believed. Returns the rows that are left without a verdict.
 */
const collect = async (
  job: Job,
  boxId: string,
  batchId: string,
  final: boolean,
  ledger: AttemptLedger,
  { classic, spec }: BatchPorts,
  signal: AbortSignal,
): Promise<number> => {
  const rows: number[] = [];
  for await (const some of ledger.rows(job.seq)) for (const { row } of some) rows.push(row);
  const report = job.report;
  // Nothing was tried: the batch as a whole was refused, and has no results to fetch.
  if (report?.state === 'Failed' && report.processed === 0) {
    await settleAll(ledger, job, 'not_processed');
    return 0;
  }
  const results: ClassicResult[] = [];
  for await (const result of classic.results(boxId, batchId, signal)) results.push(result);
  const matched = matchByPosition(rows, results);
  if (matched === null && !final) return rows.length;
  if (matched === null) await settleAll(ledger, job, 'no_verdict');
  else
    await ledger.settle(
      job,
      matched.map(({ row, answer }) => toOutcome(row, answer, spec.operation)),
    );
  return 0;
};

/** Performs one effect about a job of Bulk API 1.0 or one of its batches. */
export const performBatchEffect = async (
  effect: BatchEffect,
  job: Job | null,
  ledger: AttemptLedger,
  ports: BatchPorts,
  signal: AbortSignal,
): Promise<LoadEvent> => {
  const { classic, spec } = ports;
  switch (effect.type) {
    case 'open-box':
      if (effect.again) await classic.clearOrphans(spec, effect.createdAfter, ports.knownJobs(), signal);
      return { type: 'box-opened', box: effect.box, id: (await classic.create(spec, signal)).id };
    case 'post-batch': {
      const report = await classic.addBatch(effect.boxId, ledger.body(effect.seq), signal);
      return { type: 'batch-posted', seq: effect.seq, report: toReport(report) };
    }
    case 'list-batches': {
      const reports = (await classic.batches(effect.boxId, signal)).map(toReport);
      return { type: 'batches-listed', box: effect.box, closed: effect.closed, reports };
    }
    case 'close-box':
      await classic.close(effect.boxId, signal);
      return { type: 'box-closed', box: effect.box };
    case 'abort-box':
      await classic.abort(effect.boxId, signal);
      return { type: 'box-aborted', box: effect.box };
    case 'collect': {
      if (job === null) throw new Error('results belong to a batch');
      const { id, seq, boxId, final } = effect;
      const missing = await collect(job, boxId ?? '', id, final, ledger, ports, signal);
      return { type: 'collected', seq, missing, final };
    }
  }
};
