import { canSettle, chooseApi } from '../../../core/load/choose-api';
import {
  countAutomatic,
  limitCauses,
  lockCauses,
  planFollowUp,
  type FollowUp,
} from '../../../core/load/follow-up';
import type { Way } from '../../../shared/domain/load';
import type { LoadableObject } from '../../../shared/domain/sobject';
import { AppError } from '../../../shared/errors/app-error';
import type { LoadDoc } from '../../store/load-doc';
import type { LoadStore } from '../../store/load-store';
import { openChecker } from './check-rows';
import type { ChosenWay } from './plan-sending';

/**
 * How a number of rows of a load is sent: what the person chose, or what suits so many rows.
 *
 * @param asked a way the person chose for this attempt alone, in place of that of the load
 */
export const chooseWay = (
  doc: LoadDoc,
  object: LoadableObject | null,
  rows: number,
  asked: Way | null = null,
): ChosenWay => {
  if (doc.target === null || object === null) throw new AppError('load.incomplete');
  const { header } = openChecker(doc, object);
  const { operation } = doc.target;
  const options = { ...doc.options, ...asked };
  const decision = chooseApi({
    rows,
    operation,
    settleable: canSettle(operation, object, header),
    options,
  });
  if ('conflict' in decision) throw new AppError('load.way-conflict', { conflict: decision.conflict });
  const { mode, batchSize } = options;
  return { way: { api: decision.api, mode, batchSize }, reason: decision.reason };
};

const listOf = (causes: readonly string[]): string => causes.map((cause) => `'${cause}'`).join(', ');

const refused = "state = 'failed' AND verdict = 'failed'";
const cause = "json_extract_string(problem, '$.cause')";

/** A condition over `st`: rows that Salesforce refused for one of these causes in their newest attempt. */
export const refusedFor = (causes: readonly string[]): string =>
  `${refused} AND ${cause} IN (${listOf(causes)})`;

/** What the program does by itself now that an attempt has ended; null where a person decides. */
export const findFollowUp = async ({ readDoc, database }: LoadStore): Promise<FollowUp | null> => {
  const { attempt, attempts, options } = await readDoc();
  if (attempt?.phase !== 'finished' || attempt.stopRequested) return null;
  const among = (causes: readonly string[]): string => `count(*) FILTER (cause IN (${listOf(causes)}))`;
  const [found] = await database.all(
    `SELECT ${among(lockCauses)}, ${among(limitCauses)} FROM (SELECT ${cause} AS cause FROM st WHERE ${refused})`,
  );
  return planFollowUp({
    way: attempt.way,
    options,
    automatic: countAutomatic(attempts),
    locked: Number(found?.[0] ?? 0),
    limited: Number(found?.[1] ?? 0),
  });
};
