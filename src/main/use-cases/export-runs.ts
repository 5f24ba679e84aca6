import { randomUUID } from 'node:crypto';
import { defaultPatience } from '../../core/load/state';
import type { ExportQuery, ExportRequest, ExportView, QueryableObject } from '../../shared/domain/export';
import type { SObjectSummary } from '../../shared/domain/sobject';
import { AppError, toWireError } from '../../shared/errors/app-error';
import { sleep } from '../load/sleep';
import { countRecords } from '../salesforce/count-records';
import { describeQueryable, listQueryable } from '../salesforce/describe-queryable';
import { openQueryJobs } from '../salesforce/query-jobs';
import { limitSilence, type Session } from '../salesforce/session';
import { toAppError } from '../salesforce/to-app-error';
import { countExport, exportRows, type ExportPorts } from './exports';
import type { Orgs } from './orgs';

export type ExportRuns = {
  objects: (orgId: string) => Promise<SObjectSummary[]>;
  describe: (orgId: string, object: string) => Promise<QueryableObject>;
  count: (orgId: string, query: ExportQuery, all: boolean) => Promise<number>;
  /** Starts the one export there is at a time; it goes on by itself, and `publish` tells how. */
  start: (request: ExportRequest) => Promise<ExportView>;
  /** Resolves when the export is over, one way or the other. */
  stop: (id: string) => Promise<ExportView>;
  /** The newest export, under way or over. */
  latest: () => ExportView | null;
  /** Stops what is under way, for a program that ends. */
  close: () => Promise<void>;
};

/** Windows are told at most this often, milliseconds. */
const publishEvery = 250;

type Run = { view: ExportView; stop: AbortController; ended: Promise<void> };

/**
 * What an export needs of a signed-in org.
 *
 * @param patience milliseconds without any answer after which it gives up
 */
export const openExportPorts = (session: Session, patience = defaultPatience): ExportPorts => ({
  jobs: openQueryJobs(limitSilence(session, patience)),
  org: {
    describe: async (object) => describeQueryable(session, object),
    count: async (soql, all, signal) => countRecords(session, soql, all, signal),
  },
  sleep,
  now: Date.now,
  patience,
});

const isOver = ({ phase }: ExportView): boolean => ['done', 'stopped', 'failed'].includes(phase);

/** Exports a window starts. They live as long as the program: one that is cut off leaves no file, and is begun anew. */
export const createExportRuns = (orgs: Orgs, publish: (view: ExportView) => void): ExportRuns => {
  let run: Run | null = null;
  let told = Number.NEGATIVE_INFINITY;

  const update = (own: Run, change: Partial<ExportView>, mayWait: boolean): void => {
    // Told of every row, most of the time there is nothing to do but to wait.
    if (mayWait && performance.now() - told < publishEvery) return;
    told = performance.now();
    own.view = { ...own.view, ...change, version: own.view.version + 1 };
    publish(own.view);
  };

  const perform = async (own: Run, request: ExportRequest): Promise<void> => {
    const { signal } = own.stop;
    try {
      const { session } = await orgs.open(request.orgId);
      const exported = await exportRows(request, openExportPorts(session), signal, ({ phase, rows, of }) => {
        const isNew = own.view.phase !== phase && own.view.phase !== 'stopping';
        update(own, { phase: own.view.phase === 'stopping' ? 'stopping' : phase, rows, of }, !isNew);
      });
      update(own, { phase: 'done', ...exported, of: exported.rows }, false);
    } catch (cause) {
      if (signal.aborted) update(own, { phase: 'stopped' }, false);
      else update(own, { phase: 'failed', error: toWireError(toAppError(cause)) }, false);
    }
  };

  const find = (id: string): Run => {
    if (run === null || run.view.id !== id) throw new AppError('export.not-found');
    return run;
  };

  const stopRun = async (own: Run): Promise<ExportView> => {
    if (!isOver(own.view)) {
      update(own, { phase: 'stopping' }, false);
      own.stop.abort();
      await own.ended;
    }
    return own.view;
  };

  return {
    objects: async (orgId) => listQueryable((await orgs.open(orgId)).session),
    describe: async (orgId, object) => describeQueryable((await orgs.open(orgId)).session, object),
    count: async (orgId, query, all) => {
      const { org } = openExportPorts((await orgs.open(orgId)).session);
      return countExport(query, all, org, new AbortController().signal);
    },
    start: async (request) => {
      if (run !== null && !isOver(run.view)) throw new AppError('export.running');
      const own: Run = {
        view: {
          id: randomUUID(),
          version: 1,
          orgId: request.orgId,
          phase: 'asking',
          path: request.path,
          format: request.format,
          rows: 0,
          of: null,
          bytes: 0,
          cutCells: 0,
          startedAt: Date.now(),
          error: null,
        },
        stop: new AbortController(),
        ended: Promise.resolve(),
      };
      run = own;
      own.ended = perform(own, request);
      return own.view;
    },
    stop: async (id) => stopRun(find(id)),
    latest: () => run?.view ?? null,
    close: async () => {
      if (run !== null) await stopRun(run);
    },
  };
};
