import type { RowProblem } from '../../../shared/domain/problem';
import { formatList, hasMessage, t } from '../../lib/text';

export type ProblemWords = { title: string; why: string; remedy: string };

const sentence = (problem: RowProblem, part: keyof ProblemWords): string => {
  for (const cause of [problem.cause, 'unknown']) {
    const key = `problem.${cause}.${part}`;
    if (!hasMessage(key)) continue;
    try {
      return t(key, { field: formatList(problem.fields), ...problem.params });
    } catch {
      // A sentence that asks for a word this problem does not carry is passed over for the plain one.
    }
  }
  return '';
};

/** A problem in the catalogue's words; Salesforce's own stay under Details. */
export const problemWords = (problem: RowProblem): ProblemWords => ({
  title: sentence(problem, 'title'),
  why: sentence(problem, 'why'),
  remedy: sentence(problem, 'remedy'),
});

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
