export type Token = { kind: 'name' | 'text' | 'number' | 'sign'; value: string };

const PATTERN =
  /\s+|"((?:[^"\\]|\\.)*)"|(\d+(?:\.\d+)?)|([A-Za-z_$][\w.$]*)|(<>|!=|<=|>=|==|&&|\|\||[-+*/&=<>(),!])/gy;

/** Cuts a formula into tokens. Throws on a character no formula can hold. */
export function cutFormula(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    PATTERN.lastIndex = at;
    const found = PATTERN.exec(formula);
    if (!found) throw new Error(`Syntax error in formula at ${at}: ${formula.slice(at, at + 12)}`);
    at = PATTERN.lastIndex;
    const [, text, number, name, sign] = found;
    if (text !== undefined) tokens.push({ kind: 'text', value: text.replace(/\\(.)/g, '$1') });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
  }
  return tokens;
}

const WORDS: ReadonlySet<string> = new Set(['TRUE', 'FALSE', 'NULL']);

/** The fields a formula names. */
export function listNames(formula: string): string[] {
  const tokens = cutFormula(formula);
  return tokens
    .filter(({ kind, value }, at) => {
      const next = tokens[at + 1];
      const isCall = next?.kind === 'sign' && next.value === '(';
      return kind === 'name' && !isCall && !WORDS.has(value.toUpperCase());
    })
    .map(({ value }) => value);
}
