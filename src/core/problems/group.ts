import type { ProblemGroup, RowProblem } from '../../shared/domain/problem';
import type { RowState } from '../../shared/domain/row-state';
import { groupParamsOf } from './causes';

/** What differs from row to row in a message: record Ids, addresses and numbers. */
export const maskRowValues = (text: string): string =>
  text
    .replace(/[^\s"'<>(),;:]+@[^\s"'<>(),;:]+/g, '@')
    .replace(/\b(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?\b/g, '#')
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();

/** A short hash that is the same on every machine (FNV-1a over UTF-16 units, two 32-bit lanes). */
const hash = (text: string): string => {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit ^ (first >>> 15), 0x85ebca6b);
  }
  return (first >>> 0).toString(36).padStart(7, '0') + (second >>> 0).toString(36).padStart(7, '0');
};

/**
 * The group a row belongs to: rows in the same state, open for the same cause in the same fields, and refused by
 * the same rule, trigger or flow. Values of single rows, Ids and digits make no difference. Stable over restarts.
 */
export const groupKeyOf = (state: RowState, problem: RowProblem): string => {
  const words = groupParamsOf(problem.cause).map((name) => maskRowValues(String(problem.params[name] ?? '')));
  const code = problem.cause === 'unknown' ? (problem.code ?? '') : '';
  const parts = [state, problem.cause, [...problem.fields].sort(), words, code];
  return `${state}.${problem.cause}.${hash(JSON.stringify(parts))}`;
};

/** Largest group first; equal ones by key, so that their order does not change while a person looks. */
export const rankGroups = (groups: readonly ProblemGroup[]): ProblemGroup[] =>
  [...groups].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
