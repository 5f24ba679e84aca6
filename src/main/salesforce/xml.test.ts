import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childText, escapeXml, readXml } from './xml';

describe('readXml', () => {
  it('reads by local names, whatever the prefixes', () => {
    const root = readXml(
      '<?xml version="1.0"?><a:list xmlns:a="u"><a:one>1</a:one><two><![CDATA[<&>]]></two></a:list>',
    );
    expect(root.name).toBe('list');
    expect(childText(root, 'one')).toBe('1');
    expect(childText(root, 'two')).toBe('<&>');
    expect(childText(root, 'three')).toBeNull();
  });

  it.each(['', '<a>', '<a><b></a>', '<a/><b/>', 'text', '<a>&unknown;</a>', '<p:a/>'])(
    'refuses %j',
    (source) => {
      expect(() => readXml(source)).toThrow(Error);
    },
  );

  it('reads back what escapeXml wrote', () => {
    const allowed = (character: string): boolean => character >= ' ' && !'\ufffe\uffff'.includes(character);
    const printable = fc.string({ unit: 'binary' }).filter((text) => [...text].every(allowed));
    fc.assert(
      fc.property(printable, (text) => {
        expect(readXml(`<a>${escapeXml(text)}</a>`).text).toBe(text);
      }),
    );
  });
});
