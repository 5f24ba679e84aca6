import { z } from 'zod';
import type {
  BatchReport,
  ClassicJobReport,
  ClassicJobs,
  ClassicResult,
  ClassicSpec,
} from '../load/classic-ports';
import { CallError } from '../load/ports';
import { readCsvRecords } from '../files/read-records';
import { clearEach, findOrphans } from './find-orphans';
import { callForText, callOrg, type Call, type Session } from './session';
import { toLostCall } from './to-app-error';
import { childText, escapeXml, readXml, type XmlElement } from './xml';

const JobInfo = z.object({ id: z.string(), state: z.enum(['Open', 'Closed', 'Aborted', 'Failed']) });

const BatchInfo = z.object({
  id: z.string(),
  state: z.enum(['Queued', 'InProgress', 'Completed', 'Failed', 'NotProcessed']),
  stateMessage: z.string().nullable(),
  numberRecordsProcessed: z.coerce.number().int(),
  numberRecordsFailed: z.coerce.number().int(),
  createdDate: z.string().transform((text, context) => {
    const time = Date.parse(text);
    if (Number.isNaN(time)) context.addIssue('no date');
    return time;
  }),
});

const membersOf = (element: XmlElement, names: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(names.map((name) => [name, childText(element, name)]));

const toJobReport = (element: XmlElement): ClassicJobReport =>
  JobInfo.parse(membersOf(element, Object.keys(JobInfo.shape)));

const toBatchReport = (element: XmlElement): BatchReport => {
  const info = BatchInfo.parse(membersOf(element, Object.keys(BatchInfo.shape)));
  return {
    id: info.id,
    state: info.state,
    stateMessage: info.stateMessage,
    processed: info.numberRecordsProcessed,
    failed: info.numberRecordsFailed,
    createdAt: info.createdDate,
  };
};

const namespace = 'http://www.force.com/2009/06/asyncapi/dataload';

const writeJob = (members: readonly (readonly [string, string | undefined])[]): string => {
  const elements = members.flatMap(([name, value]) =>
    value === undefined ? [] : [`<${name}>${escapeXml(value)}</${name}>`],
  );
  return `<?xml version="1.0" encoding="UTF-8"?><jobInfo xmlns="${namespace}">${elements.join('')}</jobInfo>`;
};

/** Salesforce reads the elements of a job in the order of its schema. */
const writeSpec = (spec: ClassicSpec): string =>
  writeJob([
    ['operation', spec.operation],
    ['object', spec.object],
    ['externalIdFieldName', spec.externalId],
    ['concurrencyMode', spec.concurrencyMode],
    ['assignmentRuleId', spec.assignmentRuleId],
    ['contentType', 'CSV'],
  ]);

const readFlag = (cell: string | undefined): boolean => {
  const word = cell?.toLowerCase();
  if (word !== 'true' && word !== 'false') throw new Error('a result without its outcome');
  return word === 'true';
};

/** Reads results by the names of their header. One that is not whole would shift all that follow it. */
async function* readResults(records: AsyncIterable<string[]>): AsyncGenerator<ClassicResult> {
  let places: Record<'id' | 'success' | 'created' | 'error', number> | null = null;
  let width = 0;
  for await (const record of records) {
    if (places === null) {
      const names = record.map((name) => name.trim().toLowerCase());
      const at = (name: string): number => names.indexOf(name);
      places = { id: at('id'), success: at('success'), created: at('created'), error: at('error') };
      width = record.length;
      if (Object.values(places).includes(-1)) throw new Error('results without their header');
      continue;
    }
    if (record.length !== width) throw new Error('a result that is not whole');
    const id = record[places.id] ?? '';
    const error = record[places.error] ?? '';
    yield {
      id: id === '' ? null : id,
      success: readFlag(record[places.success]),
      created: readFlag(record[places.created]),
      error: error === '' ? null : error,
    };
  }
}

/** Bulk API 1.0 answers 400 and InvalidJob for a job it does not know; that is a job that is gone. */
const markGone = (cause: unknown): unknown =>
  cause instanceof CallError &&
  cause.failure.kind === 'refused' &&
  cause.failure.error.detail?.startsWith('InvalidJob:') === true
    ? new CallError({ kind: 'gone', error: { ...cause.failure.error, code: 'job.lost' } }, cause)
    : cause;

/**
 * Jobs of Bulk API 1.0 (`/services/async`): the only way to load in Serial mode or in batches of a chosen size,
 * and to get results by position. Jobs and batches are spoken of in XML, rows in CSV.
 *
 * @param userId 18-character Id of the signed-in user: only own jobs are ever cleared away
 */
export const openClassicJobs = (session: Session, userId: string): ClassicJobs => {
  const base = `/services/async/${session.apiVersion}/job`;
  const pathOf = (...parts: string[]): string => [base, ...parts.map(encodeURIComponent)].join('/');
  const xml = { 'Content-Type': 'application/xml; charset=UTF-8' };
  const own = (call: Call): Call => ({
    ...call,
    tokenIn: 'x-sfdc-session',
    headers: { Accept: 'application/xml', ...call.headers },
  });

  /** An answer that can't be read is as good as none: whether the call took effect must be found out. */
  const toLost = (cause: unknown, signal: AbortSignal): CallError =>
    toLostCall(cause, session.orgName, signal);

  const callForXml = async <T>(
    call: Call & { signal: AbortSignal },
    read: (root: XmlElement) => T,
  ): Promise<T> => {
    const text = await callForText(session, own(call));
    try {
      return read(readXml(text));
    } catch (cause) {
      throw toLost(cause, call.signal);
    }
  };

  const callJob = async <T>(
    call: Call & { signal: AbortSignal },
    read: (root: XmlElement) => T,
  ): Promise<T> => {
    try {
      return await callForXml(call, read);
    } catch (cause) {
      throw markGone(cause);
    }
  };

  const setState = async (
    jobId: string,
    state: 'Closed' | 'Aborted',
    signal: AbortSignal,
  ): Promise<ClassicJobReport> => {
    const body = writeJob([['state', state]]);
    return callJob({ method: 'POST', path: pathOf(jobId), headers: xml, body, signal }, toJobReport);
  };

  async function* download(path: string, signal: AbortSignal): AsyncGenerator<string[]> {
    try {
      const headers = { Accept: 'text/csv' };
      const response = await callOrg(session, own({ method: 'GET', path, headers, signal }));
      yield* readCsvRecords(response.body);
    } catch (cause) {
      throw markGone(toLost(cause, signal));
    }
  }

  return {
    create: async (spec, signal) =>
      callForXml({ method: 'POST', path: base, headers: xml, body: writeSpec(spec), signal }, toJobReport),
    addBatch: async (jobId, body, signal) => {
      const headers = { 'Content-Type': 'text/csv; charset=UTF-8' };
      try {
        return await callJob(
          { method: 'POST', path: pathOf(jobId, 'batch'), headers, body, signal },
          toBatchReport,
        );
      } catch (cause) {
        if (!(cause instanceof CallError) || cause.failure.error.code !== 'auth.expired') throw cause;
        // What streamed away can't be repeated here. With a new sign-in the caller looks, and sends it again.
        await session.refresh();
        throw new CallError({ ...cause.failure, kind: 'lost' }, cause);
      }
    },
    batches: async (jobId, signal) =>
      callJob({ method: 'GET', path: pathOf(jobId, 'batch'), signal }, (root) => {
        if (root.name !== 'batchInfoList') throw new Error('no list of batches');
        return root.children
          .filter(({ name }) => name === 'batchInfo')
          .map(toBatchReport)
          .sort((a, b) => a.createdAt - b.createdAt);
      }),
    close: async (jobId, signal) => setState(jobId, 'Closed', signal),
    abort: async (jobId, signal) => setState(jobId, 'Aborted', signal),
    results: async function* results(jobId, batchId, signal) {
      try {
        yield* readResults(download(pathOf(jobId, 'batch', batchId, 'result'), signal));
      } catch (cause) {
        throw toLost(cause, signal);
      }
    },
    clearOrphans: async ({ object, operation }, createdAfter, known, signal) => {
      const search = { jobType: 'Classic', object, operation, userId, createdAfter, known } as const;
      await clearEach(await findOrphans(session, search, signal), async (id) => {
        await setState(id, 'Aborted', signal);
      });
    },
  };
};
