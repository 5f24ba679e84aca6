import type { RowProblem } from '../domain/problem';
import { hasMessage, text } from './format';

export type ProblemWords = { title: string; why: string; remedy: string };

/**
 * A problem in the catalogue's words; Salesforce's own stay under Details.
 *
 * @param listFields the fields at fault as one phrase, such as "Phone and Email"
 */
export const describeProblem = (
  problem: RowProblem,
  listFields: (fields: readonly string[]) => string,
): ProblemWords => {
  const sentence = (part: keyof ProblemWords): string => {
    for (const cause of [problem.cause, 'unknown']) {
      const key = `problem.${cause}.${part}`;
      if (!hasMessage(key)) continue;
      try {
        // A list that was cut short ends in an ellipsis, which needs no full stop after it.
        return text(key, { field: listFields(problem.fields), ...problem.params }).replaceAll('….', '…');
      } catch {
        // A sentence that asks for a word this problem does not carry is passed over for the plain one.
      }
    }
    return '';
  };
  return { title: sentence('title'), why: sentence('why'), remedy: sentence('remedy') };
};
