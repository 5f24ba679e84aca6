import type { FieldPath, Query } from './query';
import { malformedQuery } from './soql-fault';
import type { SoqlToken } from './tokens';

/** A place in a query. `takeQuery` reads a whole SELECT: conditions may hold one. */
export type SoqlCursor = {
  soql: string;
  tokens: SoqlToken[];
  at: number;
  takeQuery: (cursor: SoqlCursor) => Query;
};

export const KEYWORDS = new Set([
  'FROM',
  'WHERE',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'GROUP',
  'HAVING',
  'WITH',
  'FOR',
  'USING',
  'ALL',
  'AND',
  'OR',
]);

export function peekToken(cursor: SoqlCursor, ahead = 0): SoqlToken {
  return cursor.tokens[cursor.at + ahead] ?? { kind: 'end', value: '<EOF>', at: cursor.soql.length };
}

export function unexpected(cursor: SoqlCursor, token = peekToken(cursor)): Error {
  return malformedQuery(cursor.soql, token.at, `unexpected token: '${token.value}'`);
}

export function isWord(cursor: SoqlCursor, word: string, ahead = 0): boolean {
  const token = peekToken(cursor, ahead);
  return token.kind === 'word' && token.value.toUpperCase() === word;
}

export function takeWord(cursor: SoqlCursor, word: string): boolean {
  if (!isWord(cursor, word)) return false;
  cursor.at += 1;
  return true;
}

export function takeSign(cursor: SoqlCursor, sign: string): boolean {
  const token = peekToken(cursor);
  if (token.kind !== 'sign' || token.value !== sign) return false;
  cursor.at += 1;
  return true;
}

export function expectSign(cursor: SoqlCursor, sign: string): void {
  if (!takeSign(cursor, sign)) throw unexpected(cursor);
}

export function takePath(cursor: SoqlCursor): FieldPath {
  const token = peekToken(cursor);
  if (token.kind !== 'word' || KEYWORDS.has(token.value.toUpperCase())) throw unexpected(cursor);
  cursor.at += 1;
  return { names: token.value.split('.'), at: token.at };
}
