import { expect } from 'vitest';
import type { GridRow } from '../../../src/shared/domain/grid';
import type { LoadView } from '../../../src/shared/domain/load';
import type { LogEntry } from '../../../src/practice-org/http/request-log';
import { rowsOfKind, type Prepared } from './kinds';
import type { World } from './world';

type OrgRecord = Record<string, unknown>;

const keyFields: Record<Prepared['kind'], string> = {
  insert: 'LastName',
  'insert-unique': 'Contact_No__c',
  'insert-shared': 'Legacy_Id__c',
  upsert: 'Contact_No__c',
  update: 'Id',
  delete: 'Id',
  hardDelete: 'Id',
};

const readLog = async (world: World): Promise<LogEntry[]> => {
  const headers = { 'X-Practice-Control': world.org.controlToken };
  return ((await (await fetch(world.org.control, { headers })).json()) as { log: LogEntry[] }).log;
};

/** First cells of the data lines of a body; what these loads send has no quotes in it. */
const firstCells = (body: string): string[] =>
  body
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[0] ?? '');

/** What the bulk APIs were told to carry out, body by body, whether its answer arrived or not. */
const readCommitted = async (world: World): Promise<string[]> =>
  (await readLog(world))
    .filter(({ effect }) => effect === 'committed')
    .map(({ jobId, batchId }) => {
      const { jobs, classicJobs } = world.org.org;
      const body =
        batchId === null
          ? jobs.get(jobId ?? '')?.data
          : classicJobs.get(jobId ?? '')?.batches.find(({ id }) => id === batchId)?.request;
      if (body === undefined || body === null) throw new Error('the org lost what was committed');
      return body.toString('utf8');
    });

/** What became of a row in truth, by the records alone. */
const truthOf = (prepared: Prepared, at: number, found: OrgRecord[]) => {
  const { kind, before, title } = prepared;
  expect(found.length, `records of row ${at + 1}`).toBeLessThanOrEqual(1);
  const [record] = found;
  const id = record === undefined ? null : String(record['Id']);
  if (kind === 'delete')
    return record?.['IsDeleted'] === true ? { is: 'deleted', id } : { is: 'nothing', id };
  // Past the Recycle Bin: not even a deleted record is left.
  if (kind === 'hardDelete')
    return record === undefined && before[at] !== null
      ? { is: 'deleted', id: before[at] }
      : { is: 'nothing', id };
  if (before[at] === null) return record === undefined ? { is: 'nothing', id } : { is: 'created', id };
  return record?.['Title'] === title ? { is: 'updated', id } : { is: 'nothing', id };
};

/** Whether the ledger says of a row what is true of it. */
const isTrue = ({ state, recordId }: GridRow, truth: ReturnType<typeof truthOf>): boolean => {
  switch (state) {
    case 'created':
    case 'updated':
    case 'deleted':
      return truth.is === state && recordId === truth.id;
    case 'failed':
    case 'not_processed':
      return truth.is === 'nothing';
    default:
      return state === 'no_verdict';
  }
};

/**
 * Judges a load that came to its end by what the org holds, ran and was told: no row lost, none committed twice,
 * every state true, the sum right, and no job left open.
 */
export const judgeKind = async (
  world: World,
  prepared: Prepared,
  { view: given }: { view?: LoadView } = {},
): Promise<LoadView> => {
  const { loadId, kind, object, keys } = prepared;
  const view = given ?? (await world.settled(loadId));
  expect(view.phase).toBe('finished');
  const { balance } = view;
  expect(balance).toMatchObject({ balanced: true, rows: rowsOfKind });
  expect(balance.counts).toMatchObject({ ready: 0, sent: 0, held: 0 });
  expect(view.strayResults).toBe(0);

  const byKey = new Map<string, OrgRecord[]>();
  for (const record of await world.records(object)) {
    const key = String(record[keyFields[kind]]);
    byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  const { rows } = await world.call['rows.page']({ loadId, filter: {}, offset: 0, limit: rowsOfKind });
  expect(rows.map(({ row }) => row)).toEqual(keys.map((_, at) => at + 1));
  const lies = rows.flatMap((row, at) => {
    const truth = truthOf(prepared, at, byKey.get(keys[at] ?? '') ?? []);
    return isTrue(row, truth) ? [] : [{ row: row.row, state: row.state, recordId: row.recordId, truth }];
  });
  expect(lies).toEqual([]);
  for (const { row, state, recordId } of [rows[0], rows.at(-1)].filter((one) => one !== undefined)) {
    const last = (await world.call['rows.history']({ loadId, row })).at(-1);
    expect(last?.state, `the last attempt of row ${row}`).toBe(state);
    if (recordId !== null) expect(last?.recordId).toBe(recordId);
    if (['created', 'updated', 'deleted'].includes(state)) expect(last?.certainty).not.toBeNull();
  }

  const times = new Map<string, number>();
  for (const body of await readCommitted(world))
    for (const key of firstCells(body)) times.set(key, (times.get(key) ?? 0) + 1);
  expect([...times].filter(([, count]) => count > 1)).toEqual([]);
  if (kind.startsWith('insert')) {
    const saves = (await readLog(world)).filter(({ effect }) => effect === 'saved');
    expect(saves.reduce((sum, { rows: some }) => sum + (some ?? 0), 0)).toBeLessThanOrEqual(rowsOfKind);
  }

  const { jobs, classicJobs } = world.org.org;
  const open = [...jobs.values(), ...classicJobs.values()].filter(({ state }) => state === 'Open');
  expect(open.map(({ id }) => id)).toEqual([]);
  return view;
};
