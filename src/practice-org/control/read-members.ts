import { RequestFault } from '../http/reply';
import { isObject, type JsonObject } from '../json';

/** A control call that cannot be used; the message says which member and why. */
export const refuse = (message: string): RequestFault => new RequestFault(400, 'INVALID_CONTROL', message);

export function requireObject(value: unknown, what: string): JsonObject {
  if (!isObject(value)) throw refuse(`${what} must be an object`);
  return value;
}

export function requireList(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw refuse(`${what} must be a list`);
  return value as unknown[];
}

export function checkKeys(source: JsonObject, known: readonly string[], what: string): void {
  const stranger = Object.keys(source).find((key) => !known.includes(key));
  if (stranger !== undefined) throw refuse(`Unknown ${what}: ${stranger}. Known: ${known.join(', ')}`);
}

export function readNumber(source: JsonObject, name: string, fallback: number): number {
  const value = source[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse(`${name} must be a number`);
  return value;
}

export function readString(source: JsonObject, name: string, fallback: string): string {
  const value = source[name] ?? fallback;
  if (typeof value !== 'string') throw refuse(`${name} must be text`);
  return value;
}

export function readFlag(source: JsonObject, name: string, fallback: boolean): boolean {
  const value = source[name] ?? fallback;
  if (typeof value !== 'boolean') throw refuse(`${name} must be true or false`);
  return value;
}

export function readTexts(source: JsonObject, name: string): string[] {
  const value = source[name];
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw refuse(`${name} must be a list of texts`);
  return value;
}

export function readChoice<T extends string>(
  source: JsonObject,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = source[name] ?? fallback;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw refuse(`${name} must be one of ${choices.join(', ')}`);
  return found;
}
