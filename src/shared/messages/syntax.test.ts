import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it } from 'vitest';
import { en } from './en';

it('can be read, every sentence: a fault of its syntax would only show where the sentence is said', () => {
  const wrong = Object.entries(en).filter(([, sentence]) => {
    try {
      return new IntlMessageFormat(sentence, 'en', undefined, { ignoreTag: true }).getAst().length === 0;
    } catch {
      return true;
    }
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
});
