import { describe, expect, it } from 'vitest';
import { ProblemOwner } from '../../shared/domain/problem';
import { FieldType } from '../../shared/domain/sobject';
import { en } from '../../shared/messages/en';
import { hasMessage, text, type MessageKey } from '../../shared/messages/format';
import { toWire } from '../sheet/parse-value';
import { field } from '../mapping/test-contact';
import { causes, isCause, makeProblem, paramsOf, problemCauses, type Cause } from './causes';
import { answerLost, excludedByPerson, gone, noVerdict, verdictCauses } from './verdicts';

const parts = ['title', 'why', 'remedy'] as const;
const numbers = new Set(['line', 'column', 'expected', 'found', 'count', 'max']);

const sampleParams = (cause: Cause) =>
  Object.fromEntries(paramsOf(cause).map((name) => [name, numbers.has(name) ? 3 : `some ${name}`]));

const sentences = (cause: string, params: Record<string, string | number>): string[] =>
  parts.map((part) => text(`problem.${cause}.${part}` as MessageKey, params));

describe('the catalogue', () => {
  it.each(problemCauses)('has a title, a reason and a remedy for %s', (cause) => {
    for (const part of parts) expect(hasMessage(`problem.${cause}.${part}`)).toBe(true);
  });

  it('has no sentence for a cause nothing gives', () => {
    const told = Object.keys(en).flatMap((key) => /^problem\.(?!owner\.)([\w-]+)\./.exec(key)?.[1] ?? []);
    expect(new Set(told)).toEqual(new Set(problemCauses));
  });

  it.each(Object.keys(causes) as Cause[])('gets the words it asks for: %s', (cause) => {
    const full = makeProblem(cause, [], sampleParams(cause));
    for (const sentence of sentences(cause, full.params)) expect(sentence).toMatch(/^[^{}]+$/);
    const counts = Object.fromEntries(
      paramsOf(cause).flatMap((name) => (numbers.has(name) ? [[name, 0]] : [])),
    );
    const bare = makeProblem(cause, [], { field: 'Field', message: 'Words', parent: 'Account', ...counts });
    const [title = '', why = '', remedy = ''] = sentences(cause, bare.params);
    expect([title, why, remedy].every((sentence) => sentence !== '')).toBe(true);
    if (bare.params.shown === 'no') expect(title + why + remedy).not.toMatch(/“”|: \.|  |\(\)/);
  });

  it.each(verdictCauses)('says %s without further words', (cause) => {
    const params = cause === 'left-out' ? excludedByPerson('a test', null).params : noVerdict('').params;
    expect(sentences(cause, params).every((sentence) => sentence.length > 0)).toBe(true);
  });

  it.each([noVerdict, answerLost, gone])('shows the query by which a person can decide', (problem) => {
    const { cause, params } = problem('SELECT Id FROM Contact');
    expect(sentences(cause, params).join(' ')).toContain('SELECT Id FROM Contact');
  });

  it('ends reasons and remedies with a full stop and titles without', () => {
    for (const cause of Object.keys(causes) as Cause[]) {
      const [title = '', why = '', remedy = ''] = sentences(
        cause,
        makeProblem(cause, [], sampleParams(cause)).params,
      );
      expect(title).not.toMatch(/\.$/);
      expect(why).toMatch(/[.”]$/);
      expect(remedy).toMatch(/\.$/);
    }
  });

  it.each(ProblemOwner.options)('names the owner %s', (owner) => {
    expect(text(`problem.owner.${owner}`)).not.toBe('');
  });
});

describe('toWire', () => {
  it.each(FieldType.options)('refuses a %s for causes of the list alone', (type) => {
    const cells = [
      'x y',
      '31.02.2025',
      '03/04/2025',
      '2025-01-01 10:00',
      '1.234',
      '1e99',
      '5.5',
      '5 %',
      'n'.repeat(400),
    ];
    const picklist = [{ value: 'a', label: 'A' }];
    const strict = field('F', 'F', { type, precision: 3, picklist, restrictedPicklist: true });
    const refused = cells.flatMap((cell) => {
      const value = toWire(cell, strict, {});
      return value.ok ? [] : [value.cause];
    });
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter((cause) => !isCause(cause))).toEqual([]);
  });
});
