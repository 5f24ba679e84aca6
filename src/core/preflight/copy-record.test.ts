import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLoadOptions } from '../../shared/domain/load';
import { contact, field } from '../mapping/test-contact';
import { createRecordScanner } from '../sheet/scan-record';
import { anyTyped, nearlyTyped } from '../sheet/test-typed-cells';
import { writeExactRecord, writeRecord } from '../sheet/write-csv';
import { createRowChecker } from './check-row';
import { createRecordCopier, notCopied } from './copy-record';

const texts = [
  '',
  ' ',
  'a',
  'Ada',
  'Müller',
  ' Ada',
  'Ada ',
  '\u00a0',
  'x\u00a0',
  '\u3000x',
  '\ufeff',
  '日本',
  '日本\u3000',
  '😀',
  '#N/A',
  '#n/a ',
  'null',
  'NULL',
  'n/a',
  'N/A',
  '#REF!',
  'Err:502',
  'err:511 ',
  'Error',
  'Erik',
  'nobody',
  'Nina',
  '#hash',
  'a,b',
  'say "hi"',
  'two\nlines',
  'two\r\nlines',
  '5" pipe',
  '\t',
  '\v',
  '0',
  '-1',
  'é',
  'ñ\u2028',
  '\u0085',
  '\u007f',
  '\u180e',
  '~',
];

const options = fc.record({
  blank: fc.constantFrom('keep' as const, 'clear' as const),
  errorCells: fc.constantFrom('hold' as const, 'blank' as const, 'clear' as const, 'text' as const),
});

describe('copying a record', () => {
  it('writes byte for byte what reading, checking and writing it would, or nothing', async () => {
    const seen = { same: 0, copied: 0, read: 0 };
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...texts), { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.oneof(fc.constant([0, 1, 2]), fc.uniqueArray(fc.constantFrom(0, 1, 2), { minLength: 1 })),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        options,
        (rows, mapped, quoted, lineEnd, chosen) => {
          const fields = ['LastName', 'Email', 'Phone'];
          const mapping = mapped.map((column) => ({
            column,
            header: `c${column}`,
            field: fields[column] ?? null,
            confidence: 'chosen' as const,
            format: {},
          }));
          const checker = createRowChecker({
            object: contact,
            target: { operation: 'insert' },
            mapping,
            options: { ...defaultLoadOptions, ...chosen, values: 'as-is' },
          });
          const scanner = createRecordScanner();
          const copier = createRecordCopier(checker, scanner, 3);
          const effects = { set: 0, keep: 0, clear: 0 };
          for (const cells of rows) {
            const record = quoted
              ? `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
              : writeExactRecord(cells);
            const bytes = new TextEncoder().encode(record.replace(/\n$/, lineEnd));
            const end = scanner.scan(new Uint8Array([...bytes, 0x0a]), 0, bytes.length);
            expect(end).toBe(bytes.length);
            const out = new Uint8Array(copier.room(bytes.length));
            const isSame = copier.isSame(bytes, end);
            const size = isSame ? notCopied : copier.copy(bytes, out, 0);
            seen[isSame ? 'same' : size === notCopied ? 'read' : 'copied'] += 1;
            if (!isSame && size === notCopied) continue;
            const { problem, wire } = checker.check(cells, null);
            const sent = isSame ? bytes : out.subarray(0, size);
            expect([problem, new TextDecoder('utf-8', { ignoreBOM: true }).decode(sent)]).toEqual([
              null,
              writeRecord(wire),
            ]);
            for (const value of wire)
              effects[value === '' ? 'keep' : value === '#N/A' ? 'clear' : 'set'] += 1;
          }
          const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);
          const { set, keep, clear } = copier.effects;
          expect({ set: sum(set), keep: sum(keep), clear: sum(clear) }).toEqual(effects);
        },
      ),
      { numRuns: 600 },
    );
    expect(Math.min(seen.copied, seen.read)).toBeGreaterThan(100);
    expect(seen.same).toBeGreaterThan(30);
  });

  it('copies dates, times and numbers only as the checker lets them go, whatever was chosen for their columns', () => {
    const seen = { copied: 0, read: 0 };
    const formats = fc.record({
      decimalMark: fc.constantFrom('dot' as const, 'comma' as const),
      dateOrder: fc.constantFrom('ymd' as const, 'dmy' as const),
      errorCells: fc.constantFrom('hold' as const, 'blank' as const, 'text' as const),
    });
    const rows = fc.tuple(
      fc.oneof({ weight: 9, arbitrary: nearlyTyped.date }, { weight: 1, arbitrary: anyTyped }),
      fc.oneof({ weight: 9, arbitrary: nearlyTyped.number }, { weight: 1, arbitrary: anyTyped }),
      fc.oneof({ weight: 9, arbitrary: nearlyTyped.datetime }, { weight: 1, arbitrary: anyTyped }),
      fc.oneof({ weight: 9, arbitrary: nearlyTyped.time }, { weight: 1, arbitrary: anyTyped }),
    );
    fc.assert(
      fc.property(rows, formats, options, (cells, format, chosen) => {
        const fields = ['Contract_Start__c', 'Budget__c', 'CreatedDate', 'Visit__c'];
        const mapping = fields.map((name, column) => ({
          column,
          header: name,
          field: name,
          confidence: 'chosen' as const,
          format,
        }));
        const object = {
          ...contact,
          fields: [...contact.fields, field('Visit__c', 'Visit', { type: 'time' })],
        };
        const checker = createRowChecker({
          object,
          target: { operation: 'update' },
          mapping,
          options: { ...defaultLoadOptions, ...chosen, values: 'as-is' },
        });
        const scanner = createRecordScanner();
        const copier = createRecordCopier(checker, scanner, 4);
        const bytes = new TextEncoder().encode(writeExactRecord(cells));
        scanner.scan(new Uint8Array([...bytes, 0x0a]), 0, bytes.length);
        const out = new Uint8Array(copier.room(bytes.length));
        const size = copier.copy(bytes, out, 0);
        const { problem, wire } = checker.check(cells, null);
        const goesAsItStands = problem === null && wire.every((value, at) => value === cells[at]);
        seen[size === notCopied ? 'read' : 'copied'] += 1;
        if (size === notCopied) return;
        expect(goesAsItStands || chosen.blank === 'clear').toBe(true);
        expect([problem, new TextDecoder().decode(out.subarray(0, size))]).toEqual([null, writeRecord(wire)]);
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.copied, seen.read)).toBeGreaterThan(20);
  });
});
