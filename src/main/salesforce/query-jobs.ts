import { z } from 'zod';
import type { QueryJobs, QueryReport } from '../export/ports';
import { readCsvRecords } from '../files/read-records';
import { callForJson, callOrg, type Session } from './session';
import { toLostCall } from './to-app-error';

const JobInfo = z.object({
  id: z.string(),
  state: z.enum(['UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  object: z.string().nullish(),
  numberRecordsProcessed: z.number().optional(),
  errorMessage: z.string().nullish(),
});

/** Records asked for at once: what a cut download costs to fetch again. */
const pageRecords = 50_000;

const readHeader = (value: string | string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/**
 * Query jobs of Bulk API 2.0, whose results come in pages by locator.
 *
 * @param pageSize records asked for at once
 */
export const openQueryJobs = (session: Session, pageSize = pageRecords): QueryJobs => {
  // Results are read with the version the job was created with, or refused (409).
  const base = `/services/data/v${session.apiVersion}/jobs/query`;
  const json = { 'Content-Type': 'application/json; charset=utf-8' };

  const toReport = (answer: unknown): QueryReport => {
    const parsed = JobInfo.safeParse(answer);
    // An answer that is no job is as good as none.
    if (!parsed.success) throw toLostCall(parsed.error, session.orgName);
    const { id, state, object, numberRecordsProcessed, errorMessage } = parsed.data;
    return {
      id,
      state,
      object: object ?? null,
      records: numberRecordsProcessed ?? 0,
      error: errorMessage ?? null,
    };
  };

  return {
    create: async (soql, operation, signal) =>
      toReport(
        await callForJson(session, {
          method: 'POST',
          path: base,
          headers: json,
          body: JSON.stringify({ operation, query: soql, columnDelimiter: 'COMMA', lineEnding: 'LF' }),
          signal,
        }),
      ),
    look: async (id, signal) =>
      toReport(await callForJson(session, { method: 'GET', path: `${base}/${id}`, signal })),
    abort: async (id, signal) =>
      toReport(
        await callForJson(session, {
          method: 'PATCH',
          path: `${base}/${id}`,
          headers: json,
          body: JSON.stringify({ state: 'Aborted' }),
          signal,
        }),
      ),
    remove: async (id, signal) => {
      (await callOrg(session, { method: 'DELETE', path: `${base}/${id}`, signal })).body.resume();
    },
    page: async (id, locator, signal) => {
      const after = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
      const response = await callOrg(session, {
        method: 'GET',
        path: `${base}/${id}/results?maxRecords=${pageSize}${after}`,
        headers: { Accept: 'text/csv' },
        signal,
      });
      const count = Number(readHeader(response.headers['sforce-numberofrecords']) ?? Number.NaN);
      const next = readHeader(response.headers['sforce-locator']);
      return {
        // The end is told by a word.
        next: next === 'null' ? null : next,
        count: Number.isInteger(count) ? count : null,
        records: readPage(response.body, session, signal),
      };
    },
  };
};

async function* readPage(
  body: Parameters<typeof readCsvRecords>[0],
  session: Session,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  try {
    yield* readCsvRecords(body);
  } catch (cause) {
    throw toLostCall(cause, session.orgName, signal);
  }
}
