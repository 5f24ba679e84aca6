import { readSoql, type SoqlFlaw, type SoqlOutline } from '../soql/read-soql';

/** Most characters of a query (SOQL limits). */
const maxSoql = 100_000;

/** Why a query can't be exported; each has its sentence, `export.soql.<problem>`. */
export const soqlProblems = [
  'empty',
  'not-select',
  'no-from',
  'open-quote',
  'parentheses',
  'semicolon',
  'too-long',
  'aggregate',
  'subquery',
  'typeof',
  'offset',
] as const;
export type SoqlProblem = (typeof soqlProblems)[number];

/** What a person should know about a query that can be exported; `export.soql.<note>`. */
export const soqlNotes = ['one-piece'] as const;
export type SoqlNote = (typeof soqlNotes)[number];

export type SoqlCheck =
  | { problem: SoqlProblem; flawed: true }
  | { flawed: false; object: string; columns: string[]; notes: SoqlNote[]; countSoql: string };

const aggregate = /^(?:COUNT|COUNT_DISTINCT|SUM|AVG|MIN|MAX|GROUPING)\s*\(/i;

/** What bulk queries can't do (Bulk API 2.0 guide, "SOQL Considerations"). */
const findUnsupported = ({ select, words, nested }: SoqlOutline): SoqlProblem | null => {
  if (nested.includes('SELECT')) return 'subquery';
  if (words.some(({ word }) => word === 'TYPEOF')) return 'typeof';
  if (select.some((entry) => aggregate.test(entry))) return 'aggregate';
  const hasGroup = words.some(({ word }, at) => word === 'GROUP' && words[at + 1]?.word === 'BY');
  if (hasGroup || words.some(({ word }) => word === 'HAVING')) return 'aggregate';
  return words.some(({ word }) => word === 'OFFSET') ? 'offset' : null;
};

/** Where ORDER BY stands among the words; an object may be called Order, too. */
const orderOf = ({ words }: Pick<SoqlOutline, 'words'>): number =>
  words.findIndex(({ word }, at) => word === 'ORDER' && words[at + 1]?.word === 'BY');

/** The same query as a count: another SELECT list, and no order, which a count refuses. */
const toCount = (soql: string, { fromAt, words }: SoqlOutline): string => {
  const order = orderOf({ words });
  const orderAt = words[order]?.at ?? soql.length;
  const after = words.slice(order + 1).find(({ word }) => ['LIMIT', 'ALL', 'FOR'].includes(word));
  const tail = order === -1 ? '' : soql.slice(after?.at ?? soql.length);
  return `SELECT COUNT() ${soql.slice(fromAt, order === -1 ? soql.length : orderAt)}${tail}`.trim();
};

/**
 * Checks a query a person wrote, as far as that goes without the org: whether it is one at all, and whether it
 * asks for what a bulk query can't do. Names of objects and fields are for the org to judge.
 */
export const checkSoql = (soql: string): SoqlCheck => {
  const flawed = (problem: SoqlProblem | SoqlFlaw): SoqlCheck => ({ problem, flawed: true });
  if (soql.length > maxSoql) return flawed('too-long');
  const outline = readSoql(soql);
  if ('flaw' in outline) return flawed(outline.flaw);
  if (/;\s*$/.test(soql)) return flawed('semicolon');
  const unsupported = findUnsupported(outline);
  if (unsupported !== null) return flawed(unsupported);
  const isOnePiece =
    orderOf(outline) !== -1 || outline.words.some(({ word, at }) => word === 'LIMIT' && at > outline.fromAt);
  return {
    flawed: false,
    object: outline.from ?? '',
    columns: outline.select,
    notes: isOnePiece ? ['one-piece'] : [],
    countSoql: toCount(soql, outline),
  };
};
