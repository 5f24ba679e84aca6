import { parseCondition } from './parse-condition';
import type { FieldPath, OrderTerm, Query, SelectItem } from './query';
import { malformedQuery } from './soql-fault';
import {
  expectSign,
  isWord,
  KEYWORDS,
  peekToken,
  takePath,
  takeSign,
  takeWord,
  unexpected,
  type SoqlCursor,
} from './soql-cursor';
import { cutSoql } from './tokens';

/** Most rows that may be asked for where nobody can tell beforehand which fields that are. */
const MOST_UNBOUNDED = 200;

const AGGREGATES = ['COUNT', 'MIN', 'MAX', 'SUM', 'AVG', 'COUNT_DISTINCT'] as const;

function takeNumber(cursor: SoqlCursor): number {
  const token = peekToken(cursor);
  if (token.kind !== 'number' || !/^\d+$/.test(token.value)) throw unexpected(cursor);
  cursor.at += 1;
  return Number(token.value);
}

function takeAlias(cursor: SoqlCursor): string | null {
  const token = peekToken(cursor);
  if (token.kind !== 'word' || KEYWORDS.has(token.value.toUpperCase())) return null;
  cursor.at += 1;
  return token.value;
}

function takeCall(cursor: SoqlCursor): SelectItem | 'count' {
  const token = peekToken(cursor);
  cursor.at += 2;
  const name = token.value.toUpperCase();
  if (name === 'COUNT' && takeSign(cursor, ')')) return 'count';
  if (name === 'FIELDS') {
    const scope = peekToken(cursor).value.toUpperCase();
    if (scope !== 'ALL' && scope !== 'STANDARD' && scope !== 'CUSTOM') throw unexpected(cursor);
    cursor.at += 1;
    expectSign(cursor, ')');
    return { kind: 'all', scope, at: token.at };
  }
  const aggregate = AGGREGATES.find((one) => one === name);
  if (!aggregate) throw unexpected(cursor, token);
  const path = takePath(cursor);
  expectSign(cursor, ')');
  return { kind: 'aggregate', name: aggregate, path, alias: takeAlias(cursor) };
}

function takeSelect(cursor: SoqlCursor): { select: SelectItem[]; countOnly: boolean } {
  const select: SelectItem[] = [];
  do {
    const next = peekToken(cursor, 1);
    const call = peekToken(cursor).kind === 'word' && next.kind === 'sign' && next.value === '(';
    const item = call ? takeCall(cursor) : ({ kind: 'field', path: takePath(cursor) } as const);
    if (item === 'count') return { select: [], countOnly: true };
    select.push(item);
  } while (takeSign(cursor, ','));
  return { select, countOnly: false };
}

function takeOrder(cursor: SoqlCursor): OrderTerm[] {
  const terms: OrderTerm[] = [];
  do {
    const path = takePath(cursor);
    const descending = takeWord(cursor, 'DESC');
    if (!descending) takeWord(cursor, 'ASC');
    let nullsLast = false;
    if (takeWord(cursor, 'NULLS')) {
      nullsLast = takeWord(cursor, 'LAST');
      if (!nullsLast && !takeWord(cursor, 'FIRST')) throw unexpected(cursor);
    }
    terms.push({ path, descending, nullsLast });
  } while (takeSign(cursor, ','));
  return terms;
}

function takeList(cursor: SoqlCursor): FieldPath[] {
  const paths = [takePath(cursor)];
  while (takeSign(cursor, ',')) paths.push(takePath(cursor));
  return paths;
}

/** A `SELECT … FROM …` starting at the cursor; also what stands in the brackets of a semi-join. */
function takeQuery(cursor: SoqlCursor): Query {
  if (!takeWord(cursor, 'SELECT')) throw unexpected(cursor);
  const { select, countOnly } = takeSelect(cursor);
  if (!takeWord(cursor, 'FROM')) throw unexpected(cursor);
  const from = peekToken(cursor);
  if (from.kind !== 'word' || from.value.includes('.')) throw unexpected(cursor);
  cursor.at += 1;
  takeAlias(cursor);
  const where = takeWord(cursor, 'WHERE') ? parseCondition(cursor) : null;
  const takeBy = (word: string): boolean => {
    if (!isWord(cursor, word) || !isWord(cursor, 'BY', 1)) return false;
    cursor.at += 2;
    return true;
  };
  const groupBy = takeBy('GROUP') ? takeList(cursor) : [];
  const orderBy = takeBy('ORDER') ? takeOrder(cursor) : [];
  const limit = takeWord(cursor, 'LIMIT') ? takeNumber(cursor) : null;
  const offset = takeWord(cursor, 'OFFSET') ? takeNumber(cursor) : 0;
  const unbounded = select.find((item) => item.kind === 'all' && item.scope !== 'STANDARD');
  if (unbounded?.kind === 'all' && (limit === null || limit > MOST_UNBOUNDED))
    throw malformedQuery(
      cursor.soql,
      unbounded.at,
      `The SOQL FIELDS function must have a LIMIT of at most ${MOST_UNBOUNDED}`,
    );
  return {
    soql: cursor.soql,
    countOnly,
    select,
    from: from.value,
    fromAt: from.at,
    where,
    groupBy,
    orderBy,
    limit,
    offset,
  };
}

/** Parses a whole query; what is malformed is refused in Salesforce's words. */
export function parseSoql(soql: string): Query {
  const cursor: SoqlCursor = { soql, tokens: cutSoql(soql), at: 0, takeQuery };
  const query = takeQuery(cursor);
  if (takeWord(cursor, 'ALL')) takeWord(cursor, 'ROWS');
  if (peekToken(cursor).kind !== 'end') throw unexpected(cursor);
  return query;
}
