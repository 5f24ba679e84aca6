/** Text that is no JSON; the message names the line. */
export class JsonFault extends Error {}

/** A parsed document that still knows on which line each of its objects and lists began. */
export type LinedJson = { value: unknown; lineOf: (part: object) => number };

const SPACE = /[ \t\r\n]*/y;
const PLAIN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

type Cursor = { text: string; at: number; lines: WeakMap<object, number>; line: number; counted: number };

/** The line of the cursor; it only ever moves forward, so lines are counted once. */
function lineAt(cursor: Cursor): number {
  for (; cursor.counted < cursor.at; cursor.counted += 1)
    if (cursor.text.charCodeAt(cursor.counted) === 10) cursor.line += 1;
  return cursor.line;
}

function take(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? null;
  if (found !== null) cursor.at += found.length;
  return found;
}

function fail(cursor: Cursor, wanted: string): JsonFault {
  const found = cursor.text.slice(cursor.at, cursor.at + 1);
  return new JsonFault(
    `line ${lineAt(cursor)}: ${found === '' ? 'the text ends' : `'${found}'`} where ${wanted} is expected`,
  );
}

function takeSign(cursor: Cursor, sign: string): boolean {
  take(cursor, SPACE);
  if (cursor.text[cursor.at] !== sign) return false;
  cursor.at += 1;
  return true;
}

function takeMembers(cursor: Cursor, close: string, takeMember: () => void): void {
  if (takeSign(cursor, close)) return;
  do takeMember();
  while (takeSign(cursor, ','));
  if (!takeSign(cursor, close)) throw fail(cursor, `',' or '${close}'`);
}

function takeObject(cursor: Cursor): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  cursor.lines.set(object, lineAt(cursor));
  takeMembers(cursor, '}', () => {
    take(cursor, SPACE);
    const name = take(cursor, STRING);
    if (name === null) throw fail(cursor, 'a name in quotes');
    if (!takeSign(cursor, ':')) throw fail(cursor, "':'");
    object[JSON.parse(name) as string] = takeValue(cursor);
  });
  return object;
}

function takeValue(cursor: Cursor): unknown {
  if (takeSign(cursor, '{')) return takeObject(cursor);
  if (takeSign(cursor, '[')) {
    const list: unknown[] = [];
    cursor.lines.set(list, lineAt(cursor));
    takeMembers(cursor, ']', () => list.push(takeValue(cursor)));
    return list;
  }
  const plain = take(cursor, STRING) ?? take(cursor, PLAIN);
  if (plain === null) throw fail(cursor, 'a value');
  return JSON.parse(plain) as unknown;
}

/** Parses JSON, keeping lines for refusals. Throws {@link JsonFault}. */
export function parseWithLines(text: string): LinedJson {
  const cursor: Cursor = {
    text: text.replace(/^\uFEFF/, ''),
    at: 0,
    lines: new WeakMap(),
    line: 1,
    counted: 0,
  };
  const value = takeValue(cursor);
  take(cursor, SPACE);
  if (cursor.at < cursor.text.length) throw fail(cursor, 'the end');
  return { value, lineOf: (part) => cursor.lines.get(part) ?? 1 };
}
