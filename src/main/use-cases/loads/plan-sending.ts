import { findLastingDamage } from '../../../core/preflight/treat-damage';
import type { PartPlan } from '../../../core/load/place-groups';
import { planAttempt } from '../../../core/load/state';
import type { RowMatch } from '../../../core/preflight/name-record';
import type { RowChecker, RowVerdict } from '../../../core/preflight/check-row';
import type { Way, WayReason } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import { giveWay, rowsPerTurn } from '../../give-way';
import type { LoadDoc } from '../../store/load-doc';
import type { Transaction } from '../../store/database';
import type { LoadStore } from '../../store/load-store';
import { markSent } from '../../store/outcomes';
import { removeSent } from '../../store/sent-files';
import { eachReadyRow, type ReadyRow } from '../../store/source-rows';
import { openChecker } from './check-rows';
import { openParts } from './open-parts';
import { findTogether } from './plan-parents';
import { traceColumnOf } from './trace-column';

/** Rows whose last verdict forbids committing them again, whatever else speaks for sending them. */
const settled = "verdict IS NOT NULL AND verdict NOT IN ('failed', 'not_processed')";

/** Rows that a person or a check has made ready. */
export const readyRows = "state = 'ready'";

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
    const parts =
      (await findPrepared(tx, doc, condition, way, rows)) ??
      (await writeParts(store, tx, doc, checker, object, { condition, way, reason, attempt, rows }));
    await markSent(tx, condition);
    const now = Date.now();
    return {
      ...doc,
      prepared: null,
      attempt: planAttempt(attempt, way, parts, now),
      attempts: [...doc.attempts, { attempt, way, reason, rows, startedAt: now, endedAt: null }],
    };
  });

const isSameWay = (one: Way, other: Way): boolean =>
  one.api === other.api && one.mode === other.mode && one.batchSize === other.batchSize;

/** What the check wrote down, if it still holds: the very same rows, unchanged since. */
const findPrepared = async (
  tx: Transaction,
  { prepared, attempts }: LoadDoc,
  condition: string,
  way: Way,
  rows: number,
): Promise<PartPlan[] | null> => {
  if (prepared === null || attempts.length > 0 || condition !== readyRows) return null;
  if (!isSameWay(prepared.way, way)) return null;
  const count = async (sql: string): Promise<number> => Number((await tx.all(sql))[0]?.[0] ?? 0);
  if ((await count('SELECT count(*) FROM edit_batch')) > 0) return null;
  const same = await count(
    "SELECT count(*) FROM sent_1 JOIN st ON st.rn = sent_1.rn WHERE st.state = 'ready'",
  );
  return same === rows && (await count('SELECT count(*) FROM sent_1')) === rows ? prepared.parts : null;
};

/** The record of a ready row is the one it was judged by, whatever the org would answer by now. */
const knownMatch = ({ key }: ReadyRow): RowMatch => ({
  found: key === null ? null : { count: 1, records: [{ id: key, name: '' }] },
  picked: null,
});

/** What a ready row goes as, and what keeps it from going after all. */
export const checkReady = ({ options }: LoadDoc, checker: RowChecker, row: ReadyRow): RowVerdict =>
  checker.check(row.cells, findLastingDamage(options, row, row.accepted), knownMatch(row));

const writeParts = async (
  store: LoadStore,
  tx: Transaction,
  doc: LoadDoc,
  checker: RowChecker,
  object: LoadableObject | null,
  plan: ChosenWay & { condition: string; attempt: number; rows: number },
): Promise<PartPlan[]> => {
  await removeSent(store.folder, plan.attempt);
  const trace = traceColumnOf(doc);
  const parts = await openParts(store.folder, {
    attempt: plan.attempt,
    header: trace.header(checker.header),
    way: plan.way,
    together: object === null ? null : findTogether(doc, object, checker),
    bytes: doc.sheet.rows === 0 ? 0 : (doc.sheet.bytes * plan.rows) / doc.sheet.rows,
    calm: plan.reason === 'after-locks',
  });
  try {
    for await (const some of eachReadyRow(store, doc.sheet.rows, plan.condition)) {
      for (const [at, row] of some.entries()) {
        if (at % rowsPerTurn === 0) await giveWay();
        const { problem, wire } = checkReady(doc, checker, row);
        if (problem !== null) throw new AppError('load.not-ready', { rows: plan.rows });
        await parts.add(row.row, trace.values(row.row, wire));
      }
    }
    await parts.record(tx);
    return parts.parts();
  } catch (cause) {
    await parts.discard();
    throw cause;
  }
};
