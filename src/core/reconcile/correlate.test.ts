import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldType } from '../../shared/domain/sobject';
import { createCorrelator, type WireColumn } from './correlate';

/** A number as Java's Double.toString writes it, the way Bulk API 2.0 echoes currency and double columns. */
const asJavaDouble = (value: number): string => {
  if (value === 0) return '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const plain = String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
};

const echo = (type: FieldType, text: string, style: number): string => {
  if (text === '' || text === '#N/A') return text;
  if (type === 'currency' || type === 'double') return asJavaDouble(Number(text));
  if (type === 'boolean') return style % 2 === 0 ? text : text === 'true' ? '1' : '0';
  if (type === 'date') return style % 3 === 0 ? `${text}Z` : text;
  return text;
};

const columns: WireColumn[] = [
  { name: 'Key__c', type: 'string' },
  { name: 'Name', type: 'string' },
  { name: 'Amount', type: 'currency' },
  { name: 'Since__c', type: 'date' },
  { name: 'Active__c', type: 'boolean' },
];

const cell: Record<string, fc.Arbitrary<string>> = {
  // Few different values, so that twins and near-twins abound.
  string: fc.constantFrom('', 'a', 'b', 'a ', 'A', '1', '1.0', '#N/A'),
  currency: fc.constantFrom('', '1', '1.0', '912260031', '912260032', '0.5', '71664061.25', '-3'),
  date: fc.constantFrom('', '2026-01-02', '2026-02-01'),
  boolean: fc.constantFrom('', 'true', 'false'),
};

const rowArbitrary = fc.tuple(...columns.map(({ type }) => cell[type] ?? fc.constant('')));

type Sent = { row: number; values: string[] };
type Verdict = { of: number; fate: string };

const load = fc
  .record({
    rows: fc.array(rowArbitrary, { minLength: 1, maxLength: 40 }),
    order: fc.infiniteStream(fc.nat()),
    style: fc.nat(),
    lost: fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
    loses: fc.boolean(),
    fates: fc.infiniteStream(fc.constantFrom('created', 'failed')),
    key: fc.constantFrom(null, 'Key__c'),
    columnOrder: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }),
  })
  .map((input) => {
    const sent: Sent[] = input.rows.map((values, index) => ({ row: index + 1, values: [...values] }));
    const kept = input.loses ? sent.filter(() => input.lost.next().value !== 0) : sent;
    const results = kept
      .map(({ row, values }) => ({
        sort: input.order.next().value,
        values: input.columnOrder.map((at) =>
          echo(columns[at]?.type ?? 'string', values[at] ?? '', input.style),
        ),
        verdict: { of: row, fate: input.fates.next().value } satisfies Verdict,
      }))
      .sort((a, b) => a.sort - b.sort);
    const echoed = input.columnOrder.map((at) => columns[at]?.name ?? '');
    return { sent, kept, results, key: input.key, echoed };
  });

const typed = (values: readonly string[]): string =>
  JSON.stringify(
    values.map((value, index) =>
      columns[index]?.type === 'currency' && value !== '' ? Number(value) : value,
    ),
  );

/** A correlator that is given the rows again by itself, as whoever reads them from disk does. */
const openCorrelator = <V>(input: Parameters<typeof createCorrelator<V>>[0]) => {
  const correlator = createCorrelator<V>(input);
  const rows: Sent[] = [];
  return {
    ...correlator,
    addSent: (row: number, values: string[]): void => {
      rows.push({ row, values });
      correlator.addSent(row, values);
    },
    settle: () => {
      for (const { row, values } of rows) {
        if (correlator.needsContent(row)) correlator.addContent(row, values);
      }
      return correlator.settle();
    },
  };
};

describe('createCorrelator', { timeout: 60_000 }, () => {
  it('never gives an outcome to a wrong row, and loses none when all results are there', () => {
    fc.assert(
      fc.property(load, ({ sent, kept, results, key, echoed }) => {
        const correlator = openCorrelator<Verdict>({ sent: columns, echoed, key });
        for (const { row, values } of sent) correlator.addSent(row, values);
        for (const { values, verdict } of results) correlator.addResult(values, verdict);
        const { matched, unmatched, stray } = correlator.settle();
        const valuesOf = new Map(sent.map(({ row, values }) => [row, values]));
        const rows = [...matched.map(({ row }) => row), ...unmatched].sort((a, b) => a - b);
        expect(rows).toEqual(sent.map(({ row }) => row));
        for (const { row, verdict } of matched) {
          expect(typed(valuesOf.get(row) ?? [])).toBe(typed(valuesOf.get(verdict.of) ?? []));
        }
        expect(matched.length + stray.length).toBe(results.length);
        if (kept.length === sent.length) expect(unmatched).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('names a row by its key even when every other value was re-rendered beyond recognition', () => {
    const correlator = openCorrelator<string>({ sent: columns, echoed: ['Key__c', 'Name'], key: 'Key__c' });
    correlator.addSent(1, ['K-1', 'Acme', '', '', '']);
    correlator.addSent(2, ['K-2', 'Acme', '', '', '']);
    correlator.addResult(['K-2', '???'], 'two');
    expect(correlator.settle()).toEqual({
      matched: [{ row: 2, certainty: 'key', verdict: 'two' }],
      unmatched: [1],
      stray: [],
    });
  });

  it('leaves rows that differ only in a column that did not come back without a verdict', () => {
    const sent: WireColumn[] = [
      { name: 'Name', type: 'string' },
      { name: 'Secret__c', type: 'string' },
    ];
    const correlator = openCorrelator<string>({ sent, echoed: ['Name'], key: null });
    correlator.addSent(1, ['Acme', 'x']);
    correlator.addSent(2, ['Acme', 'y']);
    correlator.addResult(['Acme'], 'first');
    correlator.addResult(['Acme'], 'second');
    expect(correlator.settle()).toEqual({ matched: [], unmatched: [1, 2], stray: ['first', 'second'] });
  });

  it('trusts neither of two results that claim the same row', () => {
    const correlator = openCorrelator<string>({
      sent: columns.slice(0, 2),
      echoed: ['Key__c', 'Name'],
      key: 'Key__c',
    });
    correlator.addSent(1, ['K-1', 'a']);
    correlator.addSent(2, ['K-2', 'a']);
    correlator.addResult(['K-1', 'a'], 'created');
    correlator.addResult(['K-1', 'a'], 'failed');
    expect(correlator.settle()).toEqual({ matched: [], unmatched: [1, 2], stray: ['created', 'failed'] });
  });

  it('falls back on texts that come back unchanged when a date was re-rendered in an unknown way', () => {
    const correlator = openCorrelator<string>({
      sent: columns,
      echoed: columns.map(({ name }) => name),
      key: null,
    });
    correlator.addSent(1, ['', 'Ada', '1', '2026-01-02', 'true']);
    correlator.addSent(2, ['', 'Bob', '1', '2026-01-02', 'true']);
    correlator.addResult(['', 'Bob', '1.0', 'Fri Jan 02 2026', 'true'], 'bob');
    expect(correlator.settle()).toEqual({
      matched: [{ row: 2, certainty: 'content', verdict: 'bob' }],
      unmatched: [1],
      stray: [],
    });
  });

  it('keeps a cleared field and a field left alone apart', () => {
    const sent: WireColumn[] = [{ name: 'Name', type: 'string' }];
    const correlator = openCorrelator<string>({ sent, echoed: ['Name'], key: null });
    correlator.addSent(1, ['']);
    correlator.addSent(2, ['#N/A']);
    correlator.addResult(['#N/A'], 'cleared');
    expect(correlator.settle().matched).toEqual([{ row: 2, certainty: 'content', verdict: 'cleared' }]);
  });
});
