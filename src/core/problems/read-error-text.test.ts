import { describe, expect, it } from 'vitest';
import { decodeEntities, splitErrorText } from './read-error-text';

describe('splitErrorText', () => {
  it.each([
    ['A_B:m:X,Y --', { code: 'A_B', message: 'm', fields: ['X', 'Y'] }],
    ['A:m: n:--', { code: 'A', message: 'm: n', fields: [] }],
    ['A:m: two words --', { code: 'A', message: 'm: two words', fields: [] }],
    ['A:m:n', { code: 'A', message: 'm:n', fields: [] }],
  ])('%j', (text, expected) => {
    expect(splitErrorText(text)).toEqual(expected);
  });
});

describe('decodeEntities', () => {
  it('decodes what is an entity and leaves the rest', () => {
    expect(decodeEntities('a &amp; b &#39;c&#x27; &quot;&lt;&gt; &nope; &#99999999; AT&T')).toBe(
      `a & b 'c' "<> &nope; &#99999999; AT&T`,
    );
  });
});
