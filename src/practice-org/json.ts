/** Reading of JSON that came from outside: nothing is believed about its shape. */
export type JsonObject = { [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parsed JSON, or undefined for text that is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A member that must be text to count. */
export function readText(source: JsonObject, name: string): string | null {
  const value = source[name];
  return typeof value === 'string' ? value : null;
}

/** A plain value as text, anything with parts as JSON: for putting what came in into a message or a key. */
export function showValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return 'undefined';
  return JSON.stringify(value);
}
