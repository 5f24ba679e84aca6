import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Job } from '../../core/load/state';
import { toCollectionRecord, type CollectionColumn } from '../../core/load/to-collection-record';
import type { Operation } from '../../shared/domain/sobject';
import type { Outcome } from '../store/outcomes';
import type { CollectionOptions, CollectionResult, Collections } from './collections-ports';
import type { AttemptLedger } from './ledger-port';
import { settleAll } from './settle-all';
import type { SentRow } from '../store/outcomes';

/** Composite collections, for one attempt. */
export type CallPorts = {
  collections: Collections;
  options: CollectionOptions;
  operation: Operation;
  /** Upsert only: wire name of the external ID. */
  externalId: string | null;
  columns: readonly CollectionColumn[];
  /** Insert: wire name of a unique field that is sent, by which the org can be asked after a lost answer. */
  uniqueField: string | null;
  /**
   * Ids of records that were made since `madeAfter` (epoch milliseconds) by the signed-in user, by the values of
   * a unique field in lower case: a record that was there before the call is not of its making.
   */
  findByKey: (
    field: string,
    keys: readonly string[],
    madeAfter: number,
    signal: AbortSignal,
  ) => Promise<Map<string, string>>;
};

type CallEffect = Extract<LoadEffect, { type: 'call' | 'ask' }>;

const readAll = async (ledger: AttemptLedger, seq: number): Promise<SentRow[]> => {
  const rows: SentRow[] = [];
  for await (const some of ledger.rows(seq)) rows.push(...some);
  return rows;
};

const toState = ({ success, created }: CollectionResult, operation: Operation): Outcome['state'] => {
  if (!success) return 'failed';
  if (operation === 'delete') return 'deleted';
  if (operation === 'insert') return 'created';
  return created === true ? 'created' : 'updated';
};

const call = async (rows: readonly SentRow[], ports: CallPorts, signal: AbortSignal) => {
  const { collections, options, operation, externalId, columns } = ports;
  if (operation === 'delete') {
    const at = columns.findIndex(({ header }) => header === 'Id');
    const ids = rows.map(({ values }) => values[at] ?? '');
    return collections.send({ ...options, operation, ids }, signal);
  }
  const records = rows.map(({ values }) => toCollectionRecord(options.object, columns, values));
  if (operation === 'upsert')
    return collections.send({ ...options, operation, externalId: externalId ?? 'Id', records }, signal);
  return collections.send({ ...options, operation, records }, signal);
};

/**
 * Settles an insert whose answer was lost. A record that is found under a row's unique key is that row's; where
 * none is found the row may go again, since the org would refuse its key a second time. Without such a key
 * nothing can be proven.
 */
const ask = async (
  job: Job,
  rows: readonly SentRow[],
  ledger: AttemptLedger,
  ports: CallPorts,
  signal: AbortSignal,
) => {
  const at = ports.columns.findIndex(({ header }) => header === ports.uniqueField);
  if (ports.uniqueField === null || at < 0) return settleAll(ledger, job, 'no_verdict', null);
  const keyOf = ({ values }: SentRow): string => {
    const value = values[at] ?? '';
    return value === '#N/A' ? '' : value.trim();
  };
  const keys = [...new Set(rows.map(keyOf).filter((key) => key !== ''))];
  const found = await ports.findByKey(ports.uniqueField, keys, job.committedAt ?? 0, signal);
  const outcomes = rows.map((row): Outcome => {
    const key = keyOf(row);
    const recordId = found.get(key.toLowerCase()) ?? null;
    const base = { row: row.row, recordId, code: null, text: null };
    if (key === '') return { ...base, state: 'no_verdict', certainty: null };
    return recordId === null
      ? { ...base, state: 'not_processed', certainty: 'key' }
      : { ...base, state: 'created', certainty: 'key' };
  });
  return ledger.settle(job, outcomes);
};

/** Performs one effect about a call of composite collections. */
export const performCallEffect = async (
  effect: CallEffect,
  job: Job,
  ledger: AttemptLedger,
  ports: CallPorts,
  signal: AbortSignal,
): Promise<LoadEvent> => {
  const rows = await readAll(ledger, effect.seq);
  if (effect.type === 'ask') {
    await ask(job, rows, ledger, ports, signal);
    return { type: 'asked', seq: effect.seq };
  }
  const results = await call(rows, ports, signal);
  await ledger.settle(
    job,
    results.map((result, index): Outcome => {
      const { id, code, text } = result;
      const row = rows[index]?.row ?? 0;
      return {
        row,
        state: toState(result, ports.operation),
        recordId: id,
        code,
        text,
        certainty: 'position',
      };
    }),
  );
  return { type: 'called', seq: effect.seq };
};
