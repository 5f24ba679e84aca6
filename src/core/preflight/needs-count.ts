import type { OrgType } from '../../shared/domain/org';
import { isDeletion, type Operation } from '../../shared/domain/sobject';

/**
 * Rows above which a write to a production org asks for their number to be typed, unless a person sets another
 * for the org. Salesforce saves 200 rows at a time, and that many records can still be mended by hand.
 */
export const defaultCountAbove = 200;

export type Sending = {
  operation: Operation;
  orgType: OrgType;
  rows: number;
  /** Rows above which the org's owner wants the number typed. */
  countAbove: number;
};

/** Whether the number of rows has to be typed before they go: always for a delete, in production for many. */
export const needsCount = ({ operation, orgType, rows, countAbove }: Sending): boolean =>
  isDeletion(operation) || (orgType === 'production' && rows > countAbove);
