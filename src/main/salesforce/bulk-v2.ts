import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { JobReport } from '../../core/load/state';
import { CallError, type BulkJobs, type JobSpec, type ResultKind } from '../load/ports';
import { readCsvRecords } from '../files/read-records';
import { clearEach, findOrphans } from './find-orphans';
import { callForJson, callOrg, type Session } from './session';
import { toLostCall } from './to-app-error';

const JobInfo = z.object({
  id: z.string(),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  numberRecordsProcessed: z.number().optional(),
  numberRecordsFailed: z.number().optional(),
  errorMessage: z.string().nullish(),
});

const resultPath: Record<ResultKind, string> = {
  successfulResults: 'successfulResults',
  failedResults: 'failedResults',
  // The documented resource is all lower case.
  unprocessedRecords: 'unprocessedrecords',
};

const parse = <T>(schema: z.ZodType<T>, json: unknown, session: Session): T => {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  // An answer that is no job is as good as none: whether the call took effect must be found out.
  throw toLostCall(parsed.error, session.orgName);
};

const toReport = (session: Session, json: unknown): JobReport => {
  const info = parse(JobInfo, json, session);
  return {
    id: info.id,
    state: info.state,
    processed: info.numberRecordsProcessed ?? 0,
    failed: info.numberRecordsFailed ?? 0,
    error: info.errorMessage ?? null,
  };
};

/**
 * Ingest jobs of Bulk API 2.0 in the three-step form (create, one PUT, PATCH to UploadComplete). The shorter
 * multipart form is never used: after a lost answer it may already be running.
 *
 * @param userId 18-character Id of the signed-in user: only own jobs are ever cleared away
 */
export const openBulkJobs = (session: Session, userId: string): BulkJobs => {
  const base = `/services/data/v${session.apiVersion}/jobs/ingest`;
  const json = { 'Content-Type': 'application/json; charset=utf-8' };

  const setState = async (
    id: string,
    state: 'UploadComplete' | 'Aborted',
    signal: AbortSignal,
  ): Promise<JobReport> =>
    toReport(
      session,
      await callForJson(session, {
        method: 'PATCH',
        path: `${base}/${id}`,
        headers: json,
        body: JSON.stringify({ state }),
        signal,
      }),
    );

  const toLost = (cause: unknown, signal: AbortSignal): CallError =>
    toLostCall(cause, session.orgName, signal);

  async function* openPages(id: string, kind: ResultKind, signal: AbortSignal): AsyncGenerator<Readable> {
    let locator: string | null = null;
    do {
      const query: string = locator === null ? '' : `?locator=${encodeURIComponent(locator)}`;
      const response = await callOrg(session, {
        method: 'GET',
        path: `${base}/${id}/${resultPath[kind]}${query}`,
        headers: { Accept: 'text/csv' },
        signal,
      });
      const next = response.headers['sforce-locator'];
      locator = typeof next === 'string' && next !== 'null' && next !== '' ? next : null;
      yield response.body;
    } while (locator !== null);
  }

  async function* readBytes(page: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of page as AsyncIterable<Buffer>) yield chunk;
    } catch (cause) {
      throw toLost(cause, signal);
    }
  }

  return {
    create: async ({ object, operation, externalId, assignmentRuleId }: JobSpec, signal) =>
      toReport(
        session,
        await callForJson(session, {
          method: 'POST',
          path: base,
          headers: json,
          body: JSON.stringify({
            object,
            operation,
            ...(externalId === undefined ? {} : { externalIdFieldName: externalId }),
            ...(assignmentRuleId === undefined ? {} : { assignmentRuleId }),
            contentType: 'CSV',
            columnDelimiter: 'COMMA',
            lineEnding: 'LF',
          }),
          signal,
        }),
      ),
    upload: async (id, body, signal) => {
      // A streamed body can't be sent twice, so the sign-in is proven (and refreshed) before it starts. What else
      // the org says here does not matter: the upload itself will tell.
      await callForJson(session, {
        method: 'GET',
        path: `/services/data/v${session.apiVersion}`,
        signal,
      }).catch((cause: unknown) => {
        const code = cause instanceof CallError ? cause.failure.error.code : '';
        if (code === 'auth.expired' || signal.aborted) throw cause;
      });
      try {
        const response = await callOrg(session, {
          method: 'PUT',
          path: `${base}/${id}/batches`,
          headers: { 'Content-Type': 'text/csv' },
          body,
          signal,
        });
        response.body.resume();
      } catch (cause) {
        if (!(cause instanceof CallError) || cause.failure.error.code !== 'auth.expired') throw cause;
        // The sign-in ended between the proof and the upload. With a new one the rows go into a new job.
        await session.refresh();
        throw new CallError({ ...cause.failure, kind: 'lost' }, cause);
      }
    },
    commit: async (id, signal) => setState(id, 'UploadComplete', signal),
    abort: async (id, signal) => setState(id, 'Aborted', signal),
    look: async (id, signal) =>
      toReport(session, await callForJson(session, { method: 'GET', path: `${base}/${id}`, signal })),
    clearOrphans: async ({ object, operation }, createdAfter, known, signal) => {
      const search = { jobType: 'V2Ingest', object, operation, userId, createdAfter, known } as const;
      await clearEach(await findOrphans(session, search, signal), async (id) => {
        await setState(id, 'Aborted', signal);
        (await callOrg(session, { method: 'DELETE', path: `${base}/${id}`, signal })).body.resume();
      });
    },
    results: async function* results(id, kind, signal) {
      let first = true;
      for await (const page of openPages(id, kind, signal)) {
        let header = true;
        try {
          for await (const record of readCsvRecords(page)) {
            if (first || !header) yield record;
            header = false;
          }
        } catch (cause) {
          throw toLost(cause, signal);
        }
        first = false;
      }
    },
    resultPages: async function* resultPages(id, kind, signal) {
      for await (const page of openPages(id, kind, signal)) yield readBytes(page, signal);
    },
  };
};
