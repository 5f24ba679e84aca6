import { expect, test } from 'vitest';
import { errorCodes } from '../errors/app-error';
import { errorWords } from './en/errors';
import { hasMessage, text } from './format';

const numbers = new Set([
  'line',
  'column',
  'columns',
  'rows',
  'got',
  'expected',
  'minutes',
  'megabytes',
  'characters',
  'limit',
]);

const wordsOf = (code: string): Record<string, string | number> => {
  const names: readonly string[] = Object.hasOwn(errorWords, code)
    ? errorWords[code as keyof typeof errorWords]
    : [];
  return Object.fromEntries(names.map((name) => [name, numbers.has(name) ? 4711 : `<${name}>`]));
};

test.each(errorCodes)('%s says what happened, why, and what to do', (code) => {
  const words = wordsOf(code);
  const sentences = (['title', 'why', 'remedy'] as const).map((part) => {
    const key = `error.${code}.${part}`;
    if (!hasMessage(key)) throw new Error(`${key} is missing`);
    return text(key, words);
  });
  const [title = '', why = '', remedy = ''] = sentences;
  expect(title).toMatch(/^\p{Lu}.*[^.!?]$/u);
  expect(why).toMatch(/^\S.*\.$/su);
  expect(remedy).toMatch(/^\S.*\.$/su);
  for (const value of Object.values(words)) {
    const shown = typeof value === 'number' ? '4,711' : value;
    expect(sentences.join(' ')).toContain(shown);
  }
  expect(sentences.join(' ')).not.toMatch(/please|oops|!/iu);
});

test('no sentence is kept for a code that does not exist', async () => {
  const { errors } = await import('./en/errors');
  const known = new Set<string>(
    errorCodes.flatMap((code) => ['title', 'why', 'remedy'].map((p) => `error.${code}.${p}`)),
  );
  expect(Object.keys(errors).filter((key) => !known.has(key))).toEqual([]);
});
