import type { ApiChoice, LoadOptions } from '../../shared/domain/load';
import type { LoadableField, LoadableObject, Operation } from '../../shared/domain/sobject';
import { callLimits } from './split';

type Api = Exclude<ApiChoice, 'auto'>;

/** Most rows that go by collections when nobody asks for another way: ten calls. */
const maxCollectionRows = 2000;

/** Why rows go the way they go; each has its sentence, `sending.reason.<reason>`. */
export const apiReasons = [
  'asked',
  'serial',
  'batch-size',
  'call-choices',
  'hard-delete',
  'few-rows',
  'unsettled-insert',
  'many-rows',
] as const;
export type ApiReason = (typeof apiReasons)[number];

/** What can't be had together; each has its sentence, `sending.conflict.<conflict>`. */
export const apiConflicts = [
  'serial-needs-1.0',
  'batch-size-needs-1.0',
  'call-size-too-large',
  'call-choices-need-collections',
  'hard-delete-needs-bulk',
] as const;
export type ApiConflict = (typeof apiConflicts)[number];

export type ApiDecision = { api: Api; reason: ApiReason } | { conflict: ApiConflict };

/**
 * The field by which the org can be asked what a lost insert made: one that no two records share, else an external
 * ID. Null where none is sent.
 *
 * @param header wire names of the fields that are sent
 */
export const findSettlingField = (
  object: LoadableObject,
  header: readonly string[],
): LoadableField | null => {
  const sent = object.fields.filter(({ name }) => header.includes(name));
  return sent.find(({ unique }) => unique) ?? sent.find(({ externalId }) => externalId) ?? null;
};

/**
 * Whether an answer of collections that was lost can be made good: by making the call again, or for an insert by
 * asking the org for the value of a key.
 *
 * @param header wire names of the fields that are sent
 */
export const canSettle = (operation: Operation, object: LoadableObject, header: readonly string[]): boolean =>
  operation !== 'insert' || findSettlingField(object, header) !== null;

/** What decides how rows go. What is said of each call of collections may be left out where nobody can ask for it. */
export type WayOptions = Pick<LoadOptions, 'api' | 'mode' | 'batchSize'> &
  Partial<Pick<LoadOptions, 'allOrNone' | 'duplicateSave'>>;

const hasCallChoices = ({ allOrNone, duplicateSave }: WayOptions): boolean =>
  allOrNone === true || duplicateSave === true;

const findConflict = (asked: ApiChoice, operation: Operation, options: WayOptions): ApiConflict | null => {
  const { mode, batchSize } = options;
  const forCalls = hasCallChoices(options);
  const api = asked === 'auto' && forCalls ? 'collections' : asked;
  if (forCalls && (api !== 'collections' || mode === 'serial')) return 'call-choices-need-collections';
  if (mode === 'serial' && (api === '2.0' || api === 'collections')) return 'serial-needs-1.0';
  if (api === '2.0' && batchSize !== null) return 'batch-size-needs-1.0';
  if (api !== 'collections') return null;
  if (operation === 'hardDelete') return 'hard-delete-needs-bulk';
  return batchSize !== null && batchSize > callLimits.rows ? 'call-size-too-large' : null;
};

/**
 * Which of Salesforce's APIs carries the rows, and why: what a person asked for; collections for what only their
 * calls can do; Bulk API 1.0 for Serial mode and for a batch size, which only it has; collections for few rows, as
 * long as a lost answer could be settled; else Bulk API 2.0.
 *
 * @param input.rows rows to be sent
 * @param input.settleable what `canSettle` says
 */
export const chooseApi = (input: {
  rows: number;
  operation: Operation;
  settleable: boolean;
  options: WayOptions;
}): ApiDecision => {
  const { rows, operation, settleable, options } = input;
  const conflict = findConflict(options.api, operation, options);
  if (conflict !== null) return { conflict };
  if (options.api !== 'auto') return { api: options.api, reason: 'asked' };
  if (hasCallChoices(options)) return { api: 'collections', reason: 'call-choices' };
  if (options.mode === 'serial') return { api: '1.0', reason: 'serial' };
  if (options.batchSize !== null) return { api: '1.0', reason: 'batch-size' };
  if (operation === 'hardDelete') return { api: '2.0', reason: 'hard-delete' };
  if (rows > maxCollectionRows) return { api: '2.0', reason: 'many-rows' };
  return settleable ? { api: 'collections', reason: 'few-rows' } : { api: '2.0', reason: 'unsettled-insert' };
};
