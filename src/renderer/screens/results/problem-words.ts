import type { RowProblem } from '../../../shared/domain/problem';
import { describeProblem, type ProblemWords } from '../../../shared/messages/problem-words';
import { formatList } from '../../lib/text';

/** A problem in the catalogue's words; Salesforce's own stay under Details. */
export const problemWords = (problem: RowProblem): ProblemWords => describeProblem(problem, formatList);

/** Why a row is open, in one line: what the Why column of the grid says and a screen reader hears. */
export const problemLine = (problem: RowProblem): string => {
  const { title, why } = problemWords(problem);
  return [title, why]
    .filter((part) => part !== '')
    .join('. ')
    .replaceAll('..', '.');
};

/** The raw words, code first; empty where Salesforce gave none. */
export const rawWords = (problem: RowProblem): string =>
  [problem.code, problem.text].filter((part) => part !== undefined && part !== '').join(': ');
