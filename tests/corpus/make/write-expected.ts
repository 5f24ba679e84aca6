import type { CorpusCase } from './model';

/** Lists of plain values stay on one line, so that a row of the file is a line of its expectation. */
const isFlat = (value: unknown): boolean =>
  Array.isArray(value) && value.every((part) => !Array.isArray(part) || isFlat(part)) && depthOf(value) <= 2;

const depthOf = (value: unknown): number =>
  Array.isArray(value)
    ? 1 + Math.max(0, ...value.map(depthOf))
    : typeof value === 'object' && value !== null
      ? 9
      : 0;

const write = (value: unknown, indent: string): string => {
  if (typeof value !== 'object' || value === null || isFlat(value)) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((part) => inner + write(part, inner)).join(',\n')}\n${indent}]`;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{\n${parts.map(([key, part]) => `${inner}${JSON.stringify(key)}: ${write(part, inner)}`).join(',\n')}\n${indent}}`;
};

/** The expectation of a case as it is kept, `expected/NAME.json`. */
export const writeExpected = ({
  name: _name,
  write: _write,
  passing: _passing,
  ...expected
}: CorpusCase): string => `${write(expected, '')}\n`;
