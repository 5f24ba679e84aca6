import { malformedQuery } from './soql-fault';

export type SoqlToken = {
  kind: 'word' | 'text' | 'number' | 'date' | 'datetime' | 'sign' | 'end';
  value: string;
  at: number;
};

const PATTERN =
  /\s+|(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))|(\d{4}-\d{2}-\d{2})|([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*(?::\d+)?)|'((?:[^'\\]|\\[^])*)'|(<=|>=|!=|<>|[=<>(),])/gy;

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  N: '\n',
  r: '\r',
  R: '\r',
  t: '\t',
  T: '\t',
  b: '\b',
  B: '\b',
  f: '\f',
  F: '\f',
};

const unescapeText = (text: string): string =>
  text.replace(/\\([^])/g, (_whole, sign: string) => ESCAPES[sign] ?? sign);

/** Cuts a SOQL text into tokens, the last of kind `end`. */
export function cutSoql(soql: string): SoqlToken[] {
  const tokens: SoqlToken[] = [];
  let at = 0;
  while (at < soql.length) {
    PATTERN.lastIndex = at;
    const found = PATTERN.exec(soql);
    if (!found)
      throw malformedQuery(
        soql,
        at,
        `unexpected token: '${soql[at] === "'" ? "'" : soql.slice(at).split(/\s/)[0]}'`,
      );
    const [, datetime, date, number, word, text, sign] = found;
    if (datetime !== undefined) tokens.push({ kind: 'datetime', value: datetime, at });
    else if (date !== undefined) tokens.push({ kind: 'date', value: date, at });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number, at });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, at });
    else if (text !== undefined) tokens.push({ kind: 'text', value: unescapeText(text), at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign === '<>' ? '!=' : sign, at });
    at = PATTERN.lastIndex;
  }
  tokens.push({ kind: 'end', value: '<EOF>', at: soql.length });
  return tokens;
}
