import type { ProblemAction, ProblemOwner, RowProblem } from '../../shared/domain/problem';
import { verdictCauses } from './verdicts';

/**
 * What is known about a cause before any row has it. `params` are the words its sentences may use; `groupBy`
 * those that part rows of one cause into groups. `shown` names a word that may be missing: the problem then
 * carries `shown: 'no'`, and its sentences do without.
 */
type CauseSpec = {
  owner: ProblemOwner;
  action: ProblemAction;
  params?: readonly string[];
  groupBy?: readonly string[];
  shown?: string;
};

const cell = (params: readonly string[] = ['field', 'value']): CauseSpec => ({
  owner: 'data',
  action: 'fix',
  params,
  ...(params.includes('value') ? { shown: 'value' } : {}),
});

const forAdmin = (
  owner: ProblemOwner,
  params: readonly string[] = [],
  groupBy: readonly string[] = [],
): CauseSpec => ({
  owner,
  action: 'copy-for-admin',
  params,
  groupBy,
});

const passing = (owner: ProblemOwner, params: readonly string[] = []): CauseSpec => ({
  owner,
  action: 'send-again',
  params,
});

/** Every cause this computer or Salesforce can give for a row that did not go in. */
export const causes = {
  'row-cell-count': cell(['line', 'expected', 'found']),
  'row-nul': cell(['line', 'column']),
  'row-bad-bytes': cell(['line', 'column']),
  'row-no-value': cell(['line', 'column']),
  'row-totals': { owner: 'data', action: 'leave-out', params: ['line'] },
  'row-text-after-quote': cell(['line', 'column']),
  'header-line': { ...cell(['line', 'column']), action: 'leave-out' },
  'total-line': { ...cell(['line', 'column', 'value']), action: 'leave-out' },
  'row-blank': { owner: 'data', action: 'leave-out' },
  'key-blank': cell(['field']),
  'key-repeated': { owner: 'data', action: 'fix', params: ['field', 'value', 'rows', 'count'] },
  'record-unasked': passing('timing', ['field']),
  'record-not-found': cell(['object', 'field', 'value']),
  'record-several': {
    owner: 'data',
    action: 'fix',
    params: ['object', 'field', 'value', 'count', 'records'],
  },
  'record-shared': { owner: 'data', action: 'fix', params: ['field', 'record', 'rows', 'count'] },
  'required-blank': cell(['field']),
  'error-cell': cell(),
  'null-word': cell(['field']),
  'date-unreadable': cell(),
  'date-invalid': cell(),
  'date-order': cell(),
  'date-has-time': cell(),
  'datetime-unreadable': cell(),
  'datetime-no-zone': cell(),
  'datetime-gap': cell(['field', 'value', 'zone']),
  'datetime-overlap': cell(['field', 'value', 'zone']),
  'time-unreadable': cell(),
  'decimal-mark': cell(),
  'number-unreadable': cell(),
  'number-not-whole': cell(),
  'number-too-large': cell(),
  'boolean-unreadable': cell(),
  'picklist-unknown': cell(),
  'too-long': cell(['field', 'value', 'max']),
  'bad-id': cell(),
  'id-case': cell(),
  'id-of-other-object': cell(),
  'bad-email': cell(),
  'wrong-type': cell(),
  'parent-not-found': cell(['field', 'value', 'parent']),
  'reference-invalid': { owner: 'data', action: 'fix' },
  'lookup-filter': cell(['field', 'message']),
  'value-refused': { ...cell(['field', 'message']), groupBy: ['message'] },
  circular: cell(['field']),
  'too-many-values': cell(['field']),
  'id-missing': { owner: 'data', action: 'fix' },
  'bad-status': { ...cell(['message']), groupBy: ['message'] },
  'bad-currency': { ...cell(['message']), groupBy: ['message'] },
  'duplicate-value': { owner: 'data', action: 'fix', params: ['field', 'record'], shown: 'record' },
  'duplicate-unnamed': { owner: 'data', action: 'fix', params: ['record'], shown: 'record' },
  'duplicate-username': cell(['field']),
  'key-twice-in-job': cell(),
  'several-records': { owner: 'data', action: 'fix', params: ['field', 'records'], shown: 'records' },
  duplicates: { owner: 'data', action: 'decide', params: ['message'], groupBy: ['message'] },
  rule: { ...cell(['message']), groupBy: ['message'] },
  'record-deleted': { owner: 'data', action: 'leave-out' },
  'delete-blocked': {
    owner: 'data',
    action: 'leave-out',
    params: ['name', 'related', 'items'],
    groupBy: ['related'],
    shown: 'related',
  },
  'converted-lead': { owner: 'data', action: 'leave-out' },
  busy: passing('timing', ['kind']),
  'trigger-retries': passing('timing'),
  'query-timeout': passing('timing'),
  'salesforce-fault': passing('timing'),
  'rolled-back': passing('data'),
  trigger: { ...forAdmin('org', ['trigger', 'message'], ['trigger', 'message']), shown: 'trigger' },
  'trigger-limit': { ...forAdmin('limit', ['trigger', 'message'], ['trigger', 'message']), shown: 'trigger' },
  flow: { ...forAdmin('org', ['flow', 'message'], ['flow', 'message']), shown: 'flow' },
  'record-locked': forAdmin('org'),
  'line-item': forAdmin('org', ['message'], ['message']),
  'no-access': forAdmin('permission'),
  'no-access-related': { ...forAdmin('permission', ['record']), shown: 'record' },
  'field-not-writable': forAdmin('permission', ['field']),
  'owner-inactive': { ...forAdmin('permission', ['record']), shown: 'record' },
  'owner-no-read': forAdmin('permission'),
  'user-type': forAdmin('permission'),
  'storage-full': forAdmin('limit'),
  'license-limit': forAdmin('limit'),
  'org-limit': forAdmin('limit', ['message'], ['message']),
  unknown: { ...forAdmin('unknown', ['message'], ['message']), shown: 'message' },
  'job-unknown-field': forAdmin('permission', ['name'], ['name']),
  'job-unknown-relationship': forAdmin('org', ['name'], ['name']),
  'job-typed-relationship': forAdmin('org', ['name'], ['name']),
  'job-bad-csv': passing('unknown'),
  'job-line-endings': passing('unknown'),
  'job-no-records': passing('unknown'),
  'job-quota': passing('limit'),
  'job-timeout': passing('timing'),
  'job-locks': passing('timing'),
  'job-feature-off': forAdmin('permission', ['message'], ['message']),
  'hard-delete-off': forAdmin('permission'),
  'job-user': forAdmin('permission', ['message'], ['message']),
  'job-failed': { ...passing('unknown', ['message']), groupBy: ['message'], shown: 'message' },
} as const satisfies Record<string, CauseSpec>;

export type Cause = keyof typeof causes;

const specs: Readonly<Record<string, CauseSpec>> = causes;

/** Every cause a row can be open for, those of a load's course included; each has its sentences. */
export const problemCauses: readonly string[] = [...Object.keys(causes), ...verdictCauses];

/** The words the sentences of a cause may use. */
export const paramsOf = (cause: string): readonly string[] => {
  const spec = specs[cause];
  return [...(spec?.params ?? []), ...(spec?.shown === undefined ? [] : ['shown'])];
};

/** The words that part the rows of a cause into groups. */
export const groupParamsOf = (cause: string): readonly string[] => specs[cause]?.groupBy ?? [];

/** A problem of a cause, with the owner and the next step the cause has; missing words become empty. */
export const makeProblem = (
  cause: Cause,
  fields: readonly string[] = [],
  params: Readonly<Record<string, string | number>> = {},
  raw: { code?: string; text?: string } = {},
): RowProblem => {
  const spec = specs[cause];
  const words: Record<string, string | number> = {};
  for (const name of spec?.params ?? []) words[name] = params[name] ?? '';
  const shown = spec?.shown;
  if (shown !== undefined) words.shown = words[shown] === '' ? 'no' : 'yes';
  return {
    cause,
    fields: [...fields],
    params: words,
    owner: spec?.owner ?? 'unknown',
    action: spec?.action ?? 'copy-for-admin',
    ...(raw.code === undefined ? {} : { code: raw.code }),
    ...(raw.text === undefined ? {} : { text: raw.text }),
  };
};

/** Whether a word, as one that comes from `toWire`, is a cause of the list. */
export const isCause = (cause: string): cause is Cause => Object.hasOwn(causes, cause);
