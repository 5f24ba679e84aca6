import type { RowProblem } from '../../shared/domain/problem';

/** Causes that come from the course of a load rather than from words of Salesforce about a row. */
export const verdictCauses = [
  'stopped',
  'not-sent',
  'not-arrived',
  'no-verdict',
  'answer-lost',
  'job-gone',
  'not-written',
  'left-out',
] as const;

const problem = (
  cause: (typeof verdictCauses)[number],
  owner: RowProblem['owner'],
  action: RowProblem['action'],
  text?: string,
): RowProblem => ({ cause, fields: [], params: {}, owner, action, ...(text === undefined ? {} : { text }) });

/** The load was stopped, by a person or by the org, before Salesforce reached the row. */
export const stopped = (): RowProblem => problem('stopped', 'timing', 'send-again');

/** The org refused the job before any row of it was tried. */
export const notSent = (text: string): RowProblem => problem('not-sent', 'org', 'send-again', text);

/** The answer was lost, and the org holds no record under the row's key. */
export const notArrived = (): RowProblem => problem('not-arrived', 'timing', 'send-again');

const undecided = (cause: (typeof verdictCauses)[number], query: string): RowProblem => ({
  ...problem(cause, 'unknown', 'decide'),
  params: { query, shown: query === '' ? 'no' : 'yes' },
});

/**
 * Results were fetched whole and none of them can be proven to belong to the row.
 *
 * @param query SOQL a person can run to see what the org holds; '' for none
 */
export const noVerdict = (query: string): RowProblem => undecided('no-verdict', query);

/** The answer was lost, and nothing proves what Salesforce did. `query` as for `noVerdict`. */
export const answerLost = (query: string): RowProblem => undecided('answer-lost', query);

/** The org no longer knows the job that carried the row. `query` as for `noVerdict`. */
export const gone = (query: string): RowProblem => undecided('job-gone', query);

/** A person found that the row without a verdict never reached the org. */
export const notWritten = (): RowProblem => problem('not-written', 'timing', 'send-again');

/** Left out by a person; what had been wrong with the row is kept beside the reason. */
export const excludedByPerson = (reason: string, before: RowProblem | null): RowProblem => ({
  ...problem('left-out', 'data', 'leave-out', before?.text),
  fields: before?.fields ?? [],
  params: { reason, cause: before?.cause ?? '' },
});
