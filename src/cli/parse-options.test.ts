import { describe, expect, it } from 'vitest';
import { parseOptions } from './parse-options';

const load = ['load', '--file', 'a.csv', '--object', 'Contact'];

describe('the words of a command line', () => {
  it.each([
    ['an option that is given twice', [...load, '--object', 'Lead'], '--object is given twice'],
    ['an option without a value', [...load, '--org', ''], '--org is given without a value'],
    ['a value of blanks', [...load, '--out= '], '--out is given without a value'],
    ['an option nobody knows', [...load, '--colour', 'red'], '--colour'],
  ])('refuse %s', (_name, words, sentence) => {
    expect(() => parseOptions(words)).toThrow(sentence);
  });

  it('take an option that may be given more than once', () => {
    const words = ['resubmit', 'LOAD', '--settle', '1=created', '--settle', '2=not-created'];
    expect(parseOptions(words)?.values['settle']).toEqual(['1=created', '2=not-created']);
  });
});
