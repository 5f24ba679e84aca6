/** Characters that stand escaped in a SOQL text (SOQL and SOSL Reference, "Quoted String Escape Sequences"). */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

const escape = (text: string): string =>
  text.replace(/[\\'\n\r\t\b\f]/g, (character) => escapes[character] ?? character);

/** A text as a SOQL literal. */
export const quoteSoql = (text: string): string => `'${escape(text)}'`;

/**
 * A SOQL literal for LIKE that matches `text` itself wherever `%` stands in `around`: `%*%` anywhere, `*%` at the
 * beginning. The wildcards `%` and `_` of the text stand for themselves.
 */
export const quoteLike = (text: string, around: '%*%' | '*%'): string => {
  const literal = escape(text).replace(/[%_]/g, (wildcard) => `\\${wildcard}`);
  return `'${around.replace('*', () => literal)}'`;
};
