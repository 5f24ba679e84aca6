import { planAttempt, type Attempt, type Job } from '../../../core/load/state';
import { createSplitter } from '../../../core/load/split';
import { groupKeyOf } from '../../../core/problems/group';
import { parseJobError } from '../../../core/problems/parse-job';
import { parseRowError } from '../../../core/problems/parse';
import { gone, noVerdict, notSent, stopped } from '../../../core/problems/verdicts';
import type { WireColumn } from '../../../core/reconcile/correlate';
import { measureText, writeRecord } from '../../../core/sheet/write-csv';
import type { RowProblem } from '../../../shared/domain/problem';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { collectResults } from '../../load/collect-results';
import type { BulkJobs } from '../../load/ports';
import type { AttemptPorts } from '../../load/run-attempt';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { eachSent, recordOutcomes, recordSent, type Outcome } from '../../store/outcomes';
import { writeStandings, type NewStanding } from '../../store/row-states';
import { eachStanding, readRows } from '../../store/source-rows';
import { openChecker } from './check-rows';
import { logJobs } from './job-log';

/** Rows whose last verdict forbids committing them again and which are marked to go all the same. */
const settledAmongReady = `SELECT count(*) FROM st WHERE state = 'ready' AND verdict IS NOT NULL
  AND verdict NOT IN ('failed', 'not_processed')`;

/**
 * Writes down the next attempt: which rows go, in which job, with which values. All of it is one transaction,
 * and nothing is sent before it is on disk. `expected` is the number of rows the person saw on the button.
 */
export const planSending = async (
  store: LoadStore,
  object: LoadableObject | null,
  expected: number,
): Promise<LoadDoc> =>
  store.change(async (doc, tx) => {
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    if (!doc.checked) throw new AppError('load.incomplete');
    const checker = openChecker(doc, object);
    const [ready] = await tx.all("SELECT count(*) FROM st WHERE state = 'ready'");
    const rows = Number(ready?.[0] ?? 0);
    if (rows === 0) throw new AppError('load.nothing-to-send');
    if (rows !== expected) throw new AppError('load.not-ready', { rows });
    const [settled] = await tx.all(settledAmongReady);
    if (Number(settled?.[0] ?? 0) > 0) throw new AppError('load.row-settled');

    const attempt = doc.attempts.length + 1;
    const splitter = createSplitter(measureText(writeRecord(checker.header)));
    await recordSent(tx, attempt, checker.header.length, async (append) => {
      for await (const standings of eachStanding(store.database, "state = 'ready'")) {
        const accepted = new Map(standings.map((standing) => [standing.row, standing.accepted]));
        for (const row of await readRows(store.database, { rows: [...accepted.keys()] })) {
          const touched = accepted.get(row.row) === true || row.mended.length > 0;
          const { problem, wire } = checker.check(row.cells, touched ? null : row.damage);
          if (problem !== null) throw new AppError('load.not-ready', { rows });
          append(splitter.place(measureText(writeRecord(wire))), row.row, wire);
        }
      }
    });
    const now = Date.now();
    return {
      ...doc,
      attempt: planAttempt(attempt, splitter.jobs(), now),
      attempts: [...doc.attempts, { attempt, rows, startedAt: now, endedAt: null }],
    };
  });

const wireColumns = (object: LoadableObject, header: readonly string[]): WireColumn[] =>
  header.map((name) => ({
    name,
    type: object.fields.find((field) => field.name === name)?.type ?? 'string',
  }));

/** The column by which a result names its row most surely, of those that are sent. */
const correlationKey = (doc: LoadDoc, object: LoadableObject, header: readonly string[]): string | null => {
  if (doc.target?.operation === 'upsert') return doc.target.externalId ?? null;
  if (doc.target?.operation !== 'insert') return 'Id';
  return object.fields.find((field) => field.unique && header.includes(field.name))?.name ?? null;
};

/** Saves an attempt as it stands now; the log of jobs keeps every job there ever was. */
const withAttempt = (doc: LoadDoc, attempt: Attempt): LoadDoc => ({
  ...doc,
  attempt,
  jobLog: logJobs(doc.jobLog, attempt),
  attempts: doc.attempts.map((entry) =>
    entry.attempt === attempt.attempt ? { ...entry, endedAt: attempt.endedAt } : entry,
  ),
});

export type SendingPorts = {
  store: LoadStore;
  object: LoadableObject;
  bulk: BulkJobs;
  announce: () => Promise<void>;
  otherJobs: () => readonly string[];
};

/** Connects one attempt of a load to its store and its org. */
export const toAttemptPorts = async ({
  store,
  object,
  bulk,
  announce,
  otherJobs,
}: SendingPorts): Promise<Omit<AttemptPorts, 'sleep' | 'now' | 'patience'>> => {
  const doc = await store.readDoc();
  const { target, attempt } = doc;
  if (target === null || attempt === null) throw new AppError('load.incomplete');
  const number = attempt.attempt;
  const header = openChecker(doc, object).header;

  const toStanding = (job: Job, outcome: Outcome): NewStanding => {
    const problem = problemOf(job, outcome, object);
    return {
      row: outcome.row,
      state: outcome.state,
      verdict: outcome.state,
      group: problem === null ? null : groupKeyOf(outcome.state, problem),
      problem,
      recordId: outcome.recordId,
    };
  };

  const settleRows = async (job: Job, outcomes: Outcome[]): Promise<void> => {
    await store.change(async (current, tx) => {
      await recordOutcomes(tx, number, job.seq, outcomes);
      await writeStandings(
        tx,
        outcomes.filter(({ row }) => row > 0).map((outcome) => toStanding(job, outcome)),
      );
      return current;
    });
  };

  const settleAll = async (job: Job, state: Outcome['state'], text: string | null): Promise<void> => {
    const outcomes: Outcome[] = [];
    for await (const some of eachSent(store.database, number, job.seq)) {
      for (const { row } of some) {
        outcomes.push({ row, state, recordId: null, code: null, text, certainty: 'job' });
      }
    }
    await settleRows(job, outcomes);
  };

  return {
    bulk,
    spec: {
      object: target.object,
      operation: target.operation,
      ...(target.operation === 'upsert' && target.externalId !== undefined
        ? { externalId: target.externalId }
        : {}),
    },
    otherJobs,
    save: async (next) => {
      await store.change(async (current) => withAttempt(current, next));
      await announce();
    },
    body: async function* body(job) {
      yield writeRecord(header);
      for await (const some of eachSent(store.database, number, job.seq)) {
        yield some.map(({ values }) => writeRecord(values)).join('');
      }
    },
    collect: async (job, final, signal) => {
      const { outcomes, missing } = await collectResults({
        bulk,
        job,
        operation: target.operation,
        columns: wireColumns(object, header),
        key: correlationKey(doc, object, header),
        sent: eachSent(store.database, number, job.seq),
        signal,
      });
      if (missing.length > 0 && !final) return missing.length;
      for (const row of missing) {
        outcomes.push({ row, state: 'no_verdict', recordId: null, code: null, text: null, certainty: null });
      }
      await settleRows(job, outcomes);
      return 0;
    },
    release: async (job) => settleAll(job, 'not_processed', job.error),
    giveUp: async (job) => settleAll(job, 'no_verdict', null),
  };
};

const problemOf = (job: Job, outcome: Outcome, object: LoadableObject): RowProblem | null => {
  switch (outcome.state) {
    case 'failed':
      return parseRowError(outcome.text ?? '', { object });
    case 'not_processed':
      if (job.committedAt === null) return job.error === null ? stopped() : notSent(job.error);
      return job.report?.error == null ? stopped() : parseJobError(job.report.error);
    case 'no_verdict':
      return job.report !== null && job.phase === 'collecting' ? noVerdict() : gone();
    default:
      return null;
  }
};
