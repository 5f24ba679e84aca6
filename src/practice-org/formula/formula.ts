import { cutFormula, type Token } from './tokens';
import { FUNCTIONS } from './functions';
import type { Value } from '../schema/types';

/** What a formula can see: the record about to be saved, and whether it is new. */
export type FormulaContext = { read: (field: string) => Value; isNew: boolean; now: number };

export type Node = (context: FormulaContext) => Value;

type Cursor = { tokens: Token[]; at: number };

const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!=', '<', '>', '<=', '>='],
  ['&', '+', '-'],
  ['*', '/'],
];

const toText = (value: Value): string => (value === null ? '' : String(value));

function compare(sign: string, left: Value, right: Value): boolean {
  if (sign === '=' || sign === '==') return toText(left) === toText(right);
  if (sign === '<>' || sign === '!=') return toText(left) !== toText(right);
  // Like Salesforce, a blank number or date makes every order comparison false.
  if (left === null || right === null) return false;
  if (sign === '<') return left < right;
  if (sign === '>') return left > right;
  return sign === '<=' ? left <= right : left >= right;
}

function combine(sign: string, left: Node, right: Node): Node {
  if (sign === '||') return (context) => left(context) === true || right(context) === true;
  if (sign === '&&') return (context) => left(context) === true && right(context) === true;
  if (sign === '&') return (context) => toText(left(context)) + toText(right(context));
  if (sign === '+') {
    return (context) => {
      const [a, b] = [left(context), right(context)];
      return typeof a === 'string' || typeof b === 'string' ? toText(a) + toText(b) : Number(a) + Number(b);
    };
  }
  if (sign === '-') return (context) => Number(left(context)) - Number(right(context));
  if (sign === '*') return (context) => Number(left(context)) * Number(right(context));
  if (sign === '/') return (context) => Number(left(context)) / Number(right(context));
  return (context) => compare(sign, left(context), right(context));
}

const peek = (cursor: Cursor): string | null => {
  const token = cursor.tokens[cursor.at];
  return token?.kind === 'sign' ? token.value : null;
};

function expect(cursor: Cursor, sign: string): void {
  if (peek(cursor) !== sign) throw new Error(`Syntax error in formula: missing '${sign}'`);
  cursor.at += 1;
}

function parseArguments(cursor: Cursor): Node[] {
  const args: Node[] = [];
  expect(cursor, '(');
  while (peek(cursor) !== ')') {
    args.push(parseLevel(cursor, 0));
    if (peek(cursor) === ',') cursor.at += 1;
  }
  cursor.at += 1;
  return args;
}

function parseName(cursor: Cursor, name: string): Node {
  const upper = name.toUpperCase();
  if (peek(cursor) === '(') {
    const call = FUNCTIONS[upper];
    if (!call) throw new Error(`Unknown function ${name}`);
    const args = parseArguments(cursor);
    return (context) => call(args, context);
  }
  if (upper === 'TRUE' || upper === 'FALSE') return () => upper === 'TRUE';
  if (upper === 'NULL') return () => null;
  return (context) => context.read(name);
}

function parseUnit(cursor: Cursor): Node {
  const token = cursor.tokens[cursor.at];
  if (!token) throw new Error('Syntax error in formula: it ends too early');
  cursor.at += 1;
  if (token.kind === 'text') return () => token.value;
  if (token.kind === 'number') return () => Number(token.value);
  if (token.kind === 'name') return parseName(cursor, token.value);
  if (token.value === '(') {
    const inner = parseLevel(cursor, 0);
    expect(cursor, ')');
    return inner;
  }
  const operand = parseUnit(cursor);
  if (token.value === '-') return (context) => -Number(operand(context));
  if (token.value === '!') return (context) => operand(context) !== true;
  throw new Error(`Syntax error in formula: unexpected '${token.value}'`);
}

function parseLevel(cursor: Cursor, level: number): Node {
  const signs = LEVELS[level];
  if (!signs) return parseUnit(cursor);
  let left = parseLevel(cursor, level + 1);
  for (let sign = peek(cursor); sign !== null && signs.includes(sign); sign = peek(cursor)) {
    cursor.at += 1;
    left = combine(sign, left, parseLevel(cursor, level + 1));
  }
  return left;
}

/** Turns formula text into something that can be run on records. Throws on text that is no formula. */
export function compileFormula(formula: string): Node {
  const cursor: Cursor = { tokens: cutFormula(formula), at: 0 };
  const node = parseLevel(cursor, 0);
  if (cursor.at < cursor.tokens.length) throw new Error('Syntax error in formula: extra text at its end');
  return node;
}
