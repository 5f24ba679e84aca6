import type { LoadEffect, LoadEvent } from '../../core/load/event';
import type { Job } from '../../core/load/state';
import { toCollectionRecord, type CollectionColumn } from '../../core/load/to-collection-record';
import { matchByPosition } from '../../core/reconcile/by-position';
import type { Operation } from '../../shared/domain/sobject';
import type { Outcome, SentRow } from '../store/outcomes';
import { askForInsert, type AskPorts } from './ask-for-insert';
import type { CollectionOptions, CollectionResult, Collections } from './collections-ports';
import type { AttemptLedger } from './ledger-port';
import { sendInHalves, type Answered } from './send-in-halves';

/** Composite collections, for one attempt. */
export type CallPorts = {
  collections: Collections;
  options: CollectionOptions;
  operation: Operation;
  /** Upsert only: wire name of the external ID. */
  externalId: string | null;
  columns: readonly CollectionColumn[];
  ask: AskPorts;
  /** Which of these records the signed-in user made since `madeAfter`, epoch milliseconds by the org's clock. */
  findMadeAmong: (ids: readonly string[], madeAfter: number, signal: AbortSignal) => Promise<Set<string>>;
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

const toOutcome = ({ row: { row }, answer }: Answered, operation: Operation): Outcome => ({
  row,
  state: toState(answer, operation),
  recordId: answer.id,
  code: answer.code,
  text: answer.text,
  certainty: 'position',
});

const idsOf = (rows: readonly SentRow[], { columns }: CallPorts): string[] => {
  const at = columns.findIndex(({ header }) => header === 'Id');
  return rows.map(({ values }) => values[at] ?? '');
};

const send = async (
  rows: readonly SentRow[],
  ports: CallPorts,
  signal: AbortSignal,
): Promise<CollectionResult[]> => {
  const { collections, options, operation, externalId, columns } = ports;
  if (operation === 'hardDelete') throw new RangeError('collections know no hard delete');
  if (operation === 'delete')
    return collections.send({ ...options, operation, ids: idsOf(rows, ports) }, signal);
  const records = rows.map(({ values }) => toCollectionRecord(options.object, columns, values));
  if (operation === 'upsert')
    return collections.send({ ...options, operation, externalId: externalId ?? 'Id', records }, signal);
  return collections.send({ ...options, operation, records }, signal);
};

/**
 * Makes the call, by and by in smaller ones where the org can't read it. All or none is for the whole of a call, so
 * such a call is made once. `refused` are rows that never went by themselves.
 */
const sendAll = async (
  rows: readonly SentRow[],
  ports: CallPorts,
  signal: AbortSignal,
): Promise<{ answered: Answered[]; refused: Outcome[] }> => {
  const sendSome = async (some: readonly SentRow[]): Promise<Answered[]> => {
    const matched = matchByPosition(some, await send(some, ports, signal));
    if (matched === null) throw new RangeError('collections promise one result for each record');
    return matched;
  };
  const { operation, options, columns } = ports;
  if (options.allOrNone || operation === 'delete') return { answered: await sendSome(rows), refused: [] };
  const header = columns.map((column) => column.header);
  const { answered, refused } = await sendInHalves(rows, header, sendSome);
  return {
    answered,
    refused: refused.map(({ row: { row }, text }) => ({
      row,
      state: 'not_processed',
      recordId: null,
      code: null,
      text,
      certainty: 'position',
    })),
  };
};

/**
 * What a call that was made a second time says of the first, whose answer was lost: a record that is deleted
 * already was deleted by it, and a record that an upsert found may have been made by it, unless another row made it
 * just before.
 */
const lookBehind = async (
  answered: readonly Answered[],
  job: Job,
  ledger: AttemptLedger,
  ports: CallPorts,
  signal: AbortSignal,
): Promise<Answered[]> => {
  const { operation } = ports;
  if (operation === 'delete')
    return answered.map(({ row, answer }) => {
      if (answer.success || answer.code !== 'ENTITY_IS_DELETED') return { row, answer };
      const [id = null] = idsOf([row], ports);
      return { row, answer: { ...answer, id, success: true, code: null, text: null } };
    });
  if (operation !== 'upsert') return [...answered];
  const updated = answered.flatMap(({ answer: { id, created } }) =>
    id !== null && created === false ? id : [],
  );
  const made = await ports.findMadeAmong(updated, job.sentAfter ?? 0, signal);
  const owners = await ledger.ownersOf([...made]);
  return answered.map(({ row, answer }) => {
    const isMade = answer.id !== null && made.has(answer.id);
    const owner = owners.get(answer.id ?? '') ?? row.row;
    return { row, answer: isMade && owner === row.row ? { ...answer, created: true } : answer };
  });
};

/** Performs one effect about a call of composite collections. */
export const performCallEffect = async (
  effect: CallEffect,
  job: Job,
  ledger: AttemptLedger,
  ports: CallPorts,
  signal: AbortSignal,
): Promise<LoadEvent> => {
  const { seq } = effect;
  // Its verdicts were written, and the program ended before the state that follows was.
  if (job.phase === 'doubting' && (await ledger.isAnswered(seq))) return { type: 'called', seq };
  const rows = await readAll(ledger, seq);
  if (effect.type === 'ask') {
    const columns = ports.columns.map(({ header }) => header);
    const found = await askForInsert({ job, rows, columns, final: effect.final }, ledger, ports.ask, signal);
    return { type: 'asked', seq, ...found };
  }
  const { answered: matched, refused } = await sendAll(rows, ports, signal);
  // Only a call in doubt is made twice.
  const answered = job.phase === 'doubting' ? await lookBehind(matched, job, ledger, ports, signal) : matched;
  await ledger.settle(job, [...answered.map((one) => toOutcome(one, ports.operation)), ...refused]);
  return { type: 'called', seq };
};
