import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecordScanner, type RecordScanner } from '../sheet/scan-record';
import { createRecordSkimmer } from './skim-record';

const encoder = new TextEncoder();

const cell = fc
  .array(fc.constantFrom('a', 'Z', '7', '"', ',', '\n', '\r\n', 'ä', ' ', '-'), { maxLength: 6 })
  .map((pieces) => pieces.join(''));
/** A cell as Salesforce writes it, or as it may stand in a file of ours. */
const written = fc
  .tuple(cell, fc.boolean())
  .map(([text, plain]) => (plain && !/[",\r\n]/.test(text) ? text : `"${text.replaceAll('"', '""')}"`));

const describeCells = (bytes: Uint8Array, scanner: RecordScanner, count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const [from, to] = [scanner.starts()[at], scanner.ends()[at]];
    return `${scanner.marks()[at]}:${new TextDecoder().decode(bytes.subarray(from, to))}`;
  });

it('finds the records and the first cells that scanning all of it finds', () => {
  let skipped = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(written, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 4 }),
      fc.nat({ max: 3 }),
      (records, lineBreak, wanted, missing) => {
        const text = records.map((cells) => cells.join(',') + lineBreak).join('');
        // The line feed behind the end is none of the text's.
        const bytes = encoder.encode(`${text}\n`);
        const end = bytes.length - 1 - missing;
        bytes[end] = 0x0a;
        const whole = createRecordScanner();
        const skimmer = createRecordSkimmer();
        for (let at = 0, first = true; ; first = false) {
          if (!first) skimmer.lookAt(wanted);
          const next = whole.scan(bytes, at, end);
          expect(skimmer.scan(bytes, at, end)).toBe(next);
          if (next < 0) break;
          if (skimmer.starts().length === wanted) skipped += 1;
          expect(skimmer.width()).toBe(4);
          expect(describeCells(bytes, skimmer, wanted)).toEqual(describeCells(bytes, whole, wanted));
          at = next;
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(skipped).toBeGreaterThan(500);
});
