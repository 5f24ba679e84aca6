import { planAttempt } from '../../../core/load/state';
import {
  batchLimits,
  callLimits,
  createSplitter,
  jobLimits,
  limitRows,
  type SplitLimits,
} from '../../../core/load/split';
import { writeRecord } from '../../../core/sheet/write-csv';
import type { Way, WayReason } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { recordSent } from '../../store/outcomes';
import { openSentFiles } from '../../store/sent-files';
import { eachReadyRow } from '../../store/source-rows';
import { openChecker } from './check-rows';

/** Rows whose last verdict forbids committing them again, whatever else speaks for sending them. */
const settled = "verdict IS NOT NULL AND verdict NOT IN ('failed', 'not_processed')";

/** Rows that a person or a check has made ready. */
export const readyRows = "state = 'ready'";

/**
 * Rows in a job of Bulk API 2.0: ten of Salesforce's own batches. Several jobs can be uploaded, processed and
 * collected side by side, and no more rows than these are ever in memory at once.
 */
const rowsPerJob = 100_000;

const limitsOf = ({ api, batchSize }: Way): SplitLimits => {
  switch (api) {
    case '2.0':
      return limitRows(jobLimits, rowsPerJob);
    case '1.0':
      return limitRows(batchLimits, batchSize);
    case 'collections':
      return limitRows(callLimits, batchSize);
  }
};

export type ChosenWay = { way: Way; reason: WayReason };

export type Sending = {
  /** Which rows go: SQL over `st`. */
  condition: string;
  /** Number of rows the person saw on the button; null where the program sends by itself. */
  expected: number | null;
  /** How so many rows are sent. */
  choose: (doc: LoadDoc, rows: number) => ChosenWay;
};

/**
 * Writes down the next attempt: which rows go, in which part, with which values. The values are in files of
 * their own before the transaction ends that says so, and nothing is sent before all of it is on disk.
 */
export const planSending = async (
  store: LoadStore,
  object: LoadableObject | null,
  { condition, expected, choose }: Sending,
): Promise<LoadDoc> =>
  store.change(async (doc, tx) => {
    if (doc.attempt !== null && doc.attempt.phase !== 'finished') throw new AppError('load.running');
    if (!doc.checked) throw new AppError('load.incomplete');
    const checker = openChecker(doc, object);
    const count = async (rows: string): Promise<number> =>
      Number((await tx.all(`SELECT count(*) FROM st WHERE ${rows}`))[0]?.[0] ?? 0);
    const rows = await count(condition);
    if (rows === 0) throw new AppError('load.nothing-to-send');
    if (expected !== null && rows !== expected) throw new AppError('load.not-ready', { rows });
    if ((await count(`(${condition}) AND ${settled}`)) > 0) throw new AppError('load.row-settled');

    const { way, reason } = choose(doc, rows);
    const attempt = doc.attempts.length + 1;
    const splitter = createSplitter(Buffer.byteLength(writeRecord(checker.header)), limitsOf(way));
    const files = await openSentFiles(store.folder, attempt, checker.header);
    try {
      await recordSent(tx, attempt, async (append) => {
        for await (const some of eachReadyRow(store.database, doc.sheet.rows, condition)) {
          for (const row of some) {
            const touched = row.accepted || row.mended.length > 0;
            const { problem, wire } = checker.check(row.cells, touched ? null : row.damage);
            if (problem !== null) throw new AppError('load.not-ready', { rows });
            const record = writeRecord(wire);
            const bytes = Buffer.byteLength(record);
            const job = splitter.place(bytes);
            append({ job, row: row.row, ...(await files.append(job, record, bytes)) });
          }
        }
      });
      await files.finish();
    } catch (cause) {
      await files.discard();
      throw cause;
    }
    const now = Date.now();
    return {
      ...doc,
      attempt: planAttempt(attempt, way, splitter.jobs(), now),
      attempts: [...doc.attempts, { attempt, way, reason, rows, startedAt: now, endedAt: null }],
    };
  });
