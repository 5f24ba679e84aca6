import { describe, expect, it } from 'vitest';
import type { Value } from '../schema/types';
import { compileFormula } from './formula';

const NOW = Date.UTC(2026, 10, 2, 12);

function run(formula: string, record: Record<string, Value> = {}, isNew = true): Value {
  return compileFormula(formula)({ read: (name) => record[name] ?? null, isNew, now: NOW });
}

describe('formulas', () => {
  it.each<[string, Value]>([
    ['AND(TRUE, 1 < 2, NOT(FALSE))', true],
    ['OR(FALSE, "a" = "b")', false],
    ['IF(Amount > 10, "big", "small")', 'big'],
    ['Amount * 2 + 1 - 4 / 2', 39],
    ['(Amount + 1) * 2', 42],
    ['-Amount', -20],
    ['"a" & "b" + "c"', 'abc'],
    ['ISBLANK(Missing) && !ISBLANK(City)', true],
    ['Missing > 1 || Missing < 1', false],
    ['Missing = ""', true],
    ['City <> "Köln"', false],
    ['ISPICKVAL(Role, "On-site")', true],
    ['REGEX(Code, "[0-9]{5}")', true],
    ['REGEX(Code, "[0-9]{4}")', false],
    ['LEN(TRIM("  ab ")) == 2', true],
    ['BEGINS(City, "Kö") && CONTAINS(City, "l")', true],
    ['LEFT(Code, 2) & RIGHT(Code, 1)', '125'],
    ['TODAY()', '2026-11-02'],
    ['ISNEW()', true],
    ['BLANKVALUE(Missing, "none")', 'none'],
    ['"say \\"hi\\""', 'say "hi"'],
  ])('%s', (formula, value) => {
    expect(run(formula, { Amount: 20, City: 'Köln', Role: 'On-site', Code: '12345' })).toBe(value);
  });

  it.each(['AND(', '1 +', 'NOPE(1)', 'a b', '"open', '#'])('refuses %j', (formula) => {
    expect(() => compileFormula(formula)).toThrow(/formula|function/);
  });
});
