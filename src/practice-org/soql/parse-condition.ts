import {
  expectSign,
  isWord,
  peekToken,
  takePath,
  takeSign,
  takeWord,
  unexpected,
  type SoqlCursor,
} from './soql-cursor';
import { malformedQuery } from './soql-fault';
import type { Comparison, Condition, Literal } from './query';

const SIGNS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** Characters a text in a WHERE clause may have (SOQL and SOSL limits); the words of the refusal are the org's own. */
const LONGEST_TEXT = 4000;

function takeLiteral(cursor: SoqlCursor): Literal {
  const { kind, value, at } = peekToken(cursor);
  if (kind === 'sign' || kind === 'end') throw unexpected(cursor);
  if (kind === 'text' && value.length > LONGEST_TEXT)
    throw malformedQuery(
      cursor.soql,
      at,
      `a text of a WHERE clause is longer than ${LONGEST_TEXT} characters`,
    );
  cursor.at += 1;
  return { kind, value, at };
}

function takeComparison(cursor: SoqlCursor): Comparison {
  const token = peekToken(cursor);
  if (token.kind === 'sign' && SIGNS.has(token.value)) {
    cursor.at += 1;
    return token.value as Comparison;
  }
  for (const word of ['LIKE', 'IN', 'INCLUDES', 'EXCLUDES'] as const) if (takeWord(cursor, word)) return word;
  if (isWord(cursor, 'NOT') && isWord(cursor, 'IN', 1)) {
    cursor.at += 2;
    return 'NOT IN';
  }
  throw unexpected(cursor);
}

function takeComparisonOf(cursor: SoqlCursor): Condition {
  const path = takePath(cursor);
  const sign = takeComparison(cursor);
  const listed = sign === 'IN' || sign === 'NOT IN' || sign === 'INCLUDES' || sign === 'EXCLUDES';
  if (!listed) return { kind: 'compare', path, sign, literals: [takeLiteral(cursor)], subquery: null };
  expectSign(cursor, '(');
  if (isWord(cursor, 'SELECT')) {
    const subquery = cursor.takeQuery(cursor);
    expectSign(cursor, ')');
    return { kind: 'compare', path, sign, literals: [], subquery };
  }
  const literals = [takeLiteral(cursor)];
  while (takeSign(cursor, ',')) literals.push(takeLiteral(cursor));
  expectSign(cursor, ')');
  return { kind: 'compare', path, sign, literals, subquery: null };
}

function takeUnit(cursor: SoqlCursor): Condition {
  if (takeWord(cursor, 'NOT')) return { kind: 'not', part: takeUnit(cursor) };
  if (!takeSign(cursor, '(')) return takeComparisonOf(cursor);
  const inner = parseCondition(cursor);
  expectSign(cursor, ')');
  return inner;
}

/** A WHERE clause. Salesforce wants brackets where AND and OR stand side by side, and so does this. */
export function parseCondition(cursor: SoqlCursor): Condition {
  const parts = [takeUnit(cursor)];
  let word: 'AND' | 'OR' | null = null;
  for (;;) {
    const next = isWord(cursor, 'AND') ? 'AND' : isWord(cursor, 'OR') ? 'OR' : null;
    if (next === null) break;
    if (word !== null && word !== next)
      throw malformedQuery(
        cursor.soql,
        peekToken(cursor).at,
        `unexpected token: '${peekToken(cursor).value}'`,
      );
    word = next;
    cursor.at += 1;
    parts.push(takeUnit(cursor));
  }
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return { kind: word === 'OR' ? 'or' : 'and', parts };
}
