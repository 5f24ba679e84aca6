import { z } from 'zod';
import { SalesforceId } from './sobject';

/** Objects whose records Salesforce can hand to an owner by an assignment rule. */
export const AssignedObject = z.enum(['Case', 'Lead']);
export type AssignedObject = z.infer<typeof AssignedObject>;

export const AssignmentRule = z.object({
  id: SalesforceId,
  name: z.string(),
  /** The one the org itself uses; a load may use any of them. */
  active: z.boolean(),
});
export type AssignmentRule = z.infer<typeof AssignmentRule>;
