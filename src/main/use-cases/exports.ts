import { buildCountSoql, buildSoql } from '../../core/export/build-soql';
import { checkSoql } from '../../core/export/check-soql';
import { checkFilter } from '../../core/export/filters';
import { nextLook } from '../../core/load/pace';
import { writePlain } from '../../core/sheet/exact-number';
import type { ExportPhase, ExportQuery, ExportRequest } from '../../shared/domain/export';
import type { FieldType } from '../../shared/domain/sobject';
import { AppError } from '../../shared/errors/app-error';
import { findColumnTypes } from '../export/column-types';
import type { QueryableOrg, QueryJobs, QueryReport } from '../export/ports';
import { askUntilAnswered, readResult, type Waiting } from '../export/read-result';
import { writeExport, type ExportTable } from '../files/write-export';
import { CallError } from '../load/ports';

export type ExportPorts = { jobs: QueryJobs; org: QueryableOrg } & Waiting;

export type ExportProgress = {
  phase: Extract<ExportPhase, 'asking' | 'waiting' | 'writing'>;
  rows: number;
  /** Rows there will be; null until Salesforce has said so. */
  of: number | null;
};

export type Exported = { rows: number; bytes: number; cutCells: number };

type Asked = { soql: string; countSoql: string; object: string; columns: readonly string[] };

/**
 * What a request asks the org. Throws `AppError`: `export.no-field`, `export.bad-filter`, `export.bad-soql`, with the
 * check's own word as `reason`.
 */
const toSoql = async (query: ExportQuery, org: QueryableOrg): Promise<Asked> => {
  if (query.kind === 'soql') {
    const check = checkSoql(query.soql);
    if (check.flawed) throw new AppError('export.bad-soql', { reason: check.problem });
    return { soql: query.soql.trim(), ...check };
  }
  const { object, fields, filters } = query;
  if (fields.length === 0) throw new AppError('export.no-field');
  const { fields: known } = await org.describe(object);
  for (const filter of filters) {
    const field = known.find(({ name }) => name === filter.field);
    const problem = checkFilter(filter, field);
    if (problem !== null)
      throw new AppError('export.bad-filter', { field: field?.label ?? filter.field, reason: problem });
  }
  return {
    soql: buildSoql({ object, fields, filters, known }),
    countSoql: buildCountSoql({ object, filters, known }),
    object,
    columns: fields,
  };
};

/** The org's no to a query is about the query: its own words say what is wrong with it. */
const explainRefusal = (cause: unknown): unknown => {
  if (!(cause instanceof CallError) || cause.failure.kind !== 'refused') return cause;
  const { detail } = cause.failure.error;
  return new AppError('export.query-refused', {}, { cause, ...(detail === undefined ? {} : { detail }) });
};

/** How many records a request would bring. Throws `AppError` and `CallError`. */
export const countExport = async (
  query: ExportQuery,
  all: boolean,
  org: QueryableOrg,
  signal: AbortSignal,
): Promise<number> => {
  const { countSoql } = await toSoql(query, org);
  try {
    return await org.count(countSoql, all, signal);
  } catch (cause) {
    throw explainRefusal(cause);
  }
};

const awaitEnd = async (
  id: string,
  { jobs, ...waiting }: Omit<ExportPorts, 'org'>,
  signal: AbortSignal,
): Promise<QueryReport> => {
  const since = waiting.now();
  for (;;) {
    const report = await askUntilAnswered(async () => jobs.look(id, signal), waiting, signal);
    if (report.state === 'JobComplete') return report;
    if (report.state === 'Failed' || report.state === 'Aborted') {
      throw new AppError('export.job-failed', {}, report.error === null ? {} : { detail: report.error });
    }
    await waiting.sleep(nextLook(waiting.now() - since), signal);
    signal.throwIfAborted();
  }
};

const numbers: ReadonlySet<FieldType> = new Set(['int', 'long', 'double', 'currency', 'percent']);

/** Salesforce writes numbers of results as Java does (`9.12260031E8`); people and programs write them plainly. */
const toCells = (record: readonly string[], types: readonly FieldType[]): string[] =>
  record.map((text, at) => (numbers.has(types[at] ?? 'string') ? writePlain(text) : text));

/** The result as a table: its header, the types of its columns, and its rows. */
const openTable = async (
  records: AsyncGenerator<string[]>,
  asked: Asked,
  object: string,
  ports: ExportPorts,
  onRow: () => void,
): Promise<ExportTable> => {
  const first = await records.next();
  // An answer without any record may be without a header, too.
  const header = first.done === true ? asked.columns : first.value;
  const types = await findColumnTypes(header, object, ports.org.describe);
  const rows = async function* rows() {
    for await (const record of records) {
      onRow();
      yield toCells(record, types);
    }
  };
  return { header, types, rows: rows() };
};

/** Milliseconds for the last word to the org about a job nobody needs any more. */
const farewell = 10_000;

/** Leaves no job behind: one that runs is aborted, one that has ended is removed. What fails here harms nothing. */
const clearAway = async (jobs: QueryJobs, id: string, isOver: boolean): Promise<void> => {
  const signal = AbortSignal.timeout(farewell);
  if (!isOver) await jobs.abort(id, signal).catch(() => undefined);
  await jobs.remove(id, signal).catch(() => undefined);
};

/**
 * Exports what a query finds to a file, by a query job of Bulk API 2.0 whatever its size, so that values always
 * look the same. The file appears when it is whole. Throws `AppError` and `CallError`; when the signal fires, the
 * job is aborted in the org and the signal's reason thrown.
 */
export const exportRows = async (
  request: Omit<ExportRequest, 'orgId'>,
  ports: ExportPorts,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void = () => undefined,
): Promise<Exported> => {
  const { jobs, org, ...waiting } = ports;
  onProgress({ phase: 'asking', rows: 0, of: null });
  const asked = await toSoql(request.query, org);
  const operation = request.all ? 'queryAll' : 'query';
  const job = await askUntilAnswered(
    async () => jobs.create(asked.soql, operation, signal),
    waiting,
    signal,
  ).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw explainRefusal(cause);
  });
  let isOver = false;
  try {
    onProgress({ phase: 'waiting', rows: 0, of: null });
    const end = await awaitEnd(job.id, ports, signal);
    isOver = true;
    let rows = 0;
    const tell = (): void => onProgress({ phase: 'writing', rows, of: end.records });
    tell();
    const table = await openTable(
      readResult(jobs, job.id, waiting, signal),
      asked,
      end.object ?? asked.object,
      ports,
      () => {
        rows += 1;
        tell();
      },
    );
    const written = await writeExport(
      checkCount(table, end.records, () => rows),
      request,
      signal,
    );
    return { rows, ...written };
  } catch (cause) {
    signal.throwIfAborted();
    throw cause;
  } finally {
    await clearAway(jobs, job.id, isOver);
  }
};

/**
 * The records a query finds, header first, by a query job of Bulk API 2.0. Fails where they are fewer or more than the
 * org says. Throws `AppError` and `CallError`.
 */
export async function* readQuery(
  soql: string,
  { jobs, ...waiting }: Omit<ExportPorts, 'org'>,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const job = await askUntilAnswered(async () => jobs.create(soql, 'query', signal), waiting, signal);
  let isOver = false;
  try {
    const end = await awaitEnd(job.id, { jobs, ...waiting }, signal);
    isOver = true;
    let got = -1;
    for await (const record of readResult(jobs, job.id, waiting, signal)) {
      got += 1;
      yield record;
    }
    if (Math.max(0, got) !== end.records)
      throw new AppError('export.short', { got: Math.max(0, got), expected: end.records });
  } finally {
    await clearAway(jobs, job.id, isOver);
  }
}

/** The same table, which fails at its end where the org said that there are more or fewer rows. */
const checkCount = (table: ExportTable, expected: number, count: () => number): ExportTable => ({
  ...table,
  rows: (async function* rows() {
    yield* table.rows;
    if (count() !== expected) throw new AppError('export.short', { got: count(), expected });
  })(),
});
