import { JSON_TYPE, type Reply } from './reply';
import type { Request } from './request';

/** Texts, numbers, words and single signs of a JSON text. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** JSON with one member a line, the way Salesforce indents it; values keep their spelling. */
export function indentJson(text: string): string {
  let indented = '';
  /** The brackets that are open, outermost first. */
  const open: string[] = [];
  let last = '';
  const newline = (): string => `\n${'  '.repeat(open.filter((sign) => sign === '{').length)}`;
  for (const [token] of text.matchAll(TOKENS)) {
    const isEmpty = last === '{' || last === '[';
    if (token === '}' || token === ']') {
      open.pop();
      indented += isEmpty || token === ']' ? ` ${token}` : `${newline()}${token}`;
    } else if (token === ',') indented += open.at(-1) === '{' ? `,${newline()}` : ', ';
    else if (token === ':') indented += ' : ';
    else {
      if (last === '{') indented += newline();
      else if (last === '[') indented += ' ';
      indented += token;
      if (token === '{' || token === '[') open.push(token);
    }
    last = token;
  }
  return indented;
}

/** Indents a JSON answer for who asks so by `X-PrettyPrint: 1`. */
export function prettyPrint({ headers }: Request, reply: Reply): Reply {
  const wanted = headers['x-prettyprint'] === '1' && reply.headers['Content-Type'] === JSON_TYPE;
  return wanted && typeof reply.body === 'string' ? { ...reply, body: indentJson(reply.body) } : reply;
}
