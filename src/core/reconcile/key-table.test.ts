import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyTable, repeatedKey, unknownKey } from './key-table';

it('finds the one record with a key, and neither a repeated nor an unknown one, as a map of texts does', () => {
  const key = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '1'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), fc.array(key, { maxLength: 30 }), (sent, asked) => {
      const encoder = new TextEncoder();
      const source = encoder.encode(sent.join(','));
      const table = createKeyTable(sent.length);
      let at = 0;
      for (const one of sent) {
        const size = encoder.encode(one).length;
        table.add(source, at, at + size);
        at += size + 1;
      }
      for (const one of [...asked, ...sent]) {
        const bytes = encoder.encode(`>${one}<`);
        const owners = one === '' ? [] : sent.flatMap((other, place) => (other === one ? [place] : []));
        const expected = owners.length > 1 ? repeatedKey : (owners[0] ?? unknownKey);
        expect(table.find(bytes, 1, bytes.length - 1)).toBe(expected);
      }
    }),
  );
});
