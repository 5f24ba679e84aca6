import { z } from 'zod';
import { RowState } from './row-state';

/** Who can do something about a problem. */
export const ProblemOwner = z.enum(['data', 'org', 'timing', 'limit', 'permission', 'unknown']);
export type ProblemOwner = z.infer<typeof ProblemOwner>;

/** What the next step for a group of rows is. */
export const ProblemAction = z.enum(['fix', 'send-again', 'copy-for-admin', 'decide', 'leave-out']);
export type ProblemAction = z.infer<typeof ProblemAction>;

/**
 * Why a row is open. `cause` names a sentence of the catalogue (`problem.<cause>.title` and `.remedy`);
 * `code` and `text` are the raw words of Salesforce, shown under Details only.
 */
export const RowProblem = z.object({
  cause: z.string(),
  /** Fields of the object the problem is about; API names or relationship headers. */
  fields: z.array(z.string()),
  /** Words for the sentence: field labels, values, rule messages. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  owner: ProblemOwner,
  action: ProblemAction,
  code: z.string().optional(),
  text: z.string().optional(),
});
export type RowProblem = z.infer<typeof RowProblem>;

/** Open rows that share a cause, a state and the fields at fault. `key` is stable within a load. */
export const ProblemGroup = z.object({
  key: z.string(),
  state: RowState,
  count: z.number().int(),
  problem: RowProblem,
  sampleRows: z.array(z.number().int()),
});
export type ProblemGroup = z.infer<typeof ProblemGroup>;
