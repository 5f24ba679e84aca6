import type { Operation } from '../../shared/domain/sobject';

/** Enough to know a record by; a query with every field of a wide file is no help to anybody. */
const maxFields = 6;

/** This computer's clock and the org's may differ by this much, milliseconds. */
const clockTolerance = 120_000;

const writeTime = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/**
 * SOQL by which a person finds out what became of rows that have no verdict: the records that the signed-in user
 * wrote since they were sent. A query about deleted records only finds them where those are included; '' after a
 * hard delete, which leaves nothing to find.
 *
 * @param input.header wire names of the fields that are sent
 * @param input.userId Id of the signed-in user; '' where the org does not tell
 * @param input.since when the rows were sent, epoch milliseconds
 */
export const writeQuestion = (input: {
  object: string;
  operation: Operation;
  header: readonly string[];
  userId: string;
  since: number;
}): string => {
  const { object, operation, header, userId, since } = input;
  if (operation === 'hardDelete') return '';
  const verb = operation === 'insert' ? 'Created' : 'LastModified';
  // A lookup to several objects can't be read by the form in which it is sent.
  const fields = header.filter((name) => name !== 'Id' && !name.includes(':')).slice(0, maxFields);
  const columns = ['Id', `${verb}Date`, ...fields];
  const conditions = [
    ...(operation === 'delete' ? ['IsDeleted = true'] : []),
    ...(userId === '' ? [] : [`${verb}ById = '${userId}'`]),
    `${verb}Date >= ${writeTime(since - clockTolerance)}`,
  ];
  return `SELECT ${columns.join(', ')} FROM ${object} WHERE ${conditions.join(' AND ')}`;
};
