const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** `{"status": 0, "result": …}`, as `sf … --json` wraps every answer. */
const isEnvelope = (value: unknown): boolean =>
  isObject(value) && value['status'] === 0 && isObject(value['result']);

/** Strings are taken whole, so that a bracket or a comma inside one counts for nothing. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

/** Where the value of the outermost member `result` begins and ends in the text of a JSON object. */
const findResult = (text: string): { from: number; to: number } | null => {
  let depth = 0;
  let from: number | null = null;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') {
      depth -= 1;
      if (from !== null && depth === 0) return { from, to: index };
    } else if (depth === 1 && token === ',' && from !== null) return { from, to: index };
    else if (depth === 1 && token === '"result"' && from === null) {
      const colon = /^\s*:/.exec(text.slice(index + token.length));
      if (colon !== null) from = index + token.length + colon[0].length;
    }
  }
  return null;
};

/**
 * The describe results in the text of a file: what stands in the envelope of `sf sobject describe --json`, any
 * other text as it is. Lines keep their numbers, so that whoever refuses one names the line of the file.
 */
export const unwrapDescribe = (text: string): string => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  const found = isEnvelope(value) ? findResult(text) : null;
  if (found === null) return text;
  return text.slice(0, found.from).replace(/[^\n]/g, '') + text.slice(found.from, found.to);
};
