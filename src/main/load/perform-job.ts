import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Job } from '../../core/load/state';
import type { WireColumn } from '../../core/reconcile/row-signature';
import { collectByKey } from './collect-by-key';
import { collectResults } from './collect-results';
import type { AttemptLedger } from './ledger-port';
import type { BulkJobs, JobSpec } from './ports';
import type { Turns } from './turns';

/** Bulk API 2.0, for one attempt. */
export type JobPorts = {
  bulk: BulkJobs;
  spec: JobSpec;
  columns: readonly WireColumn[];
  /** Wire name of the column by which a result names its row most surely, or null. */
  key: string | null;
  /** Results that keys alone don't settle are held as texts, and so those of one job at a time. */
  carefully: Turns;
  /** Ids of jobs that belong to somebody, and must not be taken for orphans. */
  knownJobs: () => readonly string[];
};

type JobEffect = Extract<
  LoadEffect,
  { type: 'clear-orphans' | 'create' | 'upload' | 'commit' | 'look' | 'abort' | 'collect' }
>;

const collect = async (
  job: Job,
  final: boolean,
  ledger: AttemptLedger,
  { bulk, spec, columns, key, carefully }: JobPorts,
  signal: AbortSignal,
): Promise<number> => {
  const how = { bulk, job, operation: spec.operation, columns, key, signal };
  const keyed = await collectByKey({
    ...how,
    sent: () => ledger.body(job.seq),
    places: async () => ledger.places(job.seq),
  });
  const { outcomes, missing } =
    keyed === null
      ? await carefully(async () => collectResults({ ...how, sent: () => ledger.rows(job.seq) }))
      : { outcomes: keyed.others, missing: keyed.missing };
  if (missing.length > 0 && !final) return missing.length;
  for (const row of missing) {
    outcomes.push({ row, state: 'no_verdict', recordId: null, code: null, text: null, certainty: null });
  }
  await ledger.settle(job, outcomes, keyed ?? undefined);
  return 0;
};

/** Performs one effect about a job of Bulk API 2.0. */
export const performJobEffect = async (
  effect: JobEffect,
  job: Job,
  ledger: AttemptLedger,
  ports: JobPorts,
  signal: AbortSignal,
): Promise<LoadEvent> => {
  const { seq } = effect;
  const { bulk, spec } = ports;
  switch (effect.type) {
    case 'clear-orphans':
      await bulk.clearOrphans(spec, effect.createdAfter, ports.knownJobs(), signal);
      return { type: 'orphans-cleared', seq };
    case 'create':
      return { type: 'created', seq, report: await bulk.create(spec, signal) };
    case 'upload':
      await bulk.upload(effect.id, ledger.body(seq), signal);
      return { type: 'uploaded', seq };
    case 'commit':
      return { type: 'seen', seq, report: await bulk.commit(effect.id, signal) };
    case 'look':
      return { type: 'seen', seq, report: await bulk.look(effect.id, signal) };
    case 'abort':
      return { type: 'seen', seq, report: await bulk.abort(effect.id, signal) };
    case 'collect': {
      const missing = await collect(job, effect.final, ledger, ports, signal);
      return { type: 'collected', seq, missing, final: effect.final };
    }
  }
};
