import { describe, expect, it } from 'vitest';
import { countNearTwins, judgePairing, judgeTraced } from '../../../tests/samples/judge-correlation';
import { makeUnorderedLoad } from '../../../tests/samples/make-unordered-load';
import { createNearTwinCounter } from './near-twins';
import type { WireColumn } from './row-signature';
import { pairResults } from './test-pairing';

const columns: WireColumn[] = [
  { name: 'Key__c', type: 'string' },
  { name: 'Name', type: 'string' },
  { name: 'Amount', type: 'currency' },
  { name: 'Since__c', type: 'date' },
  { name: 'Active__c', type: 'boolean' },
];

const names = columns.map(({ name }) => name);

const row = (number: number, ...values: string[]) => ({ row: number, values });
const result = (verdict: string, ...values: string[]) => ({ verdict, values });

/** Rows with what they got, by words. */
const pair = (
  load: Omit<Parameters<typeof pairResults<{ verdict: string; values: string[] }>>[0], 'columns'> & {
    columns?: WireColumn[];
  },
) => {
  const { matched, unmatched, stray } = pairResults({ columns, ...load });
  return {
    matched: matched.map(({ row: number, certainty, verdict }) => [number, certainty, verdict.verdict]),
    unmatched,
    stray: stray.map(({ verdict }) => verdict),
  };
};

/** As many as a moment allows; the long tests judge 10,000. */
const seeds = Array.from({ length: 500 }, (_, at) => at);

describe('createCorrelator', () => {
  it('never gives an outcome to a wrong row, and leaves none without a state', () => {
    for (const seed of seeds) {
      const load = makeUnorderedLoad(seed, { most: 30 });
      expect(judgePairing(load, pairResults(load)), `seed ${seed}`).toEqual([]);
    }
  });

  it('gives every row its very own outcome where a column carries a key of its own', () => {
    for (const seed of seeds) {
      const load = makeUnorderedLoad(seed, { most: 30, trace: 'Trace__c' });
      expect(judgeTraced(load, pairResults(load)), `seed ${seed}`).toEqual([]);
    }
  });

  it('leaves no row open whose result is there, unless near-twins were counted beforehand', () => {
    for (const seed of seeds) {
      const load = { ...makeUnorderedLoad(seed, { most: 12 }), key: null };
      const counter = createNearTwinCounter(load.columns, 1);
      for (const { values } of load.sent) counter.add(values);
      expect(counter.count(), `seed ${seed}`).toBe(countNearTwins(load));
      if (!load.complete || !load.whole || counter.count() > 0) continue;
      expect(pairResults(load).unmatched, `seed ${seed}`).toEqual([]);
    }
  });

  it('names a row by its key even when every other value was re-rendered beyond recognition', () => {
    const sent = [row(1, 'K-1', 'Acme', '', '', ''), row(2, 'K-2', 'Acme', '', '', '')];
    expect(
      pair({ sent, echoed: ['Key__c', 'Name'], key: 'Key__c', results: [result('two', 'K-2', '???')] }),
    ).toEqual({ matched: [[2, 'key', 'two']], unmatched: [1], stray: [] });
  });

  it('leaves rows that differ only in a column that did not come back without a verdict', () => {
    expect(
      pair({
        columns: [
          { name: 'Name', type: 'string' },
          { name: 'Secret__c', type: 'string' },
        ],
        sent: [row(1, 'Acme', 'x'), row(2, 'Acme', 'y')],
        echoed: ['Name'],
        key: null,
        results: [result('first', 'Acme'), result('second', 'Acme')],
      }),
    ).toEqual({ matched: [], unmatched: [1, 2], stray: ['first', 'second'] });
  });

  it('trusts neither of two results that claim the same row', () => {
    expect(
      pair({
        columns: columns.slice(0, 2),
        sent: [row(1, 'K-1', 'a'), row(2, 'K-2', 'a')],
        echoed: ['Key__c', 'Name'],
        key: 'Key__c',
        results: [result('created', 'K-1', 'a'), result('failed', 'K-1', 'a')],
      }),
    ).toEqual({ matched: [], unmatched: [1, 2], stray: ['created', 'failed'] });
  });

  it('falls back on texts that come back unchanged when a date was re-rendered in an unknown way', () => {
    expect(
      pair({
        sent: [row(1, '', 'Ada', '1', '2026-01-02', 'true'), row(2, '', 'Bob', '1', '2026-01-02', 'true')],
        echoed: names,
        key: null,
        results: [result('bob', '', 'Bob', '1.0', 'Fri Jan 02 2026', 'true')],
      }),
    ).toEqual({ matched: [[2, 'content', 'bob']], unmatched: [1], stray: [] });
  });

  it('pairs twins off even when a date was re-rendered in an unknown way', () => {
    const sent = [row(1, '', 'Ada', '1', '2026-01-02', ''), row(2, '', 'Ada', '1', '2026-01-02', '')];
    const foreign = ['', 'Ada', '1.0', '02.01.2026', ''];
    expect(
      pair({ sent, echoed: names, key: null, results: [result('a', ...foreign), result('b', ...foreign)] }),
    ).toEqual({
      matched: [
        [1, 'twin', 'a'],
        [2, 'twin', 'b'],
      ],
      unmatched: [],
      stray: [],
    });
  });

  it('does not take a result for that of a near-twin whose own was lost', () => {
    // Had the org cut the second amount, its result would look like that of the first.
    const sent = [row(1, '', 'Ada', '1.5', '', ''), row(2, '', 'Ada', '1.504', '', '')];
    const results = [result('of which', '', 'Ada', '1.5', '', '')];
    expect(pair({ sent, echoed: names, key: null, results })).toEqual({
      matched: [],
      unmatched: [1, 2],
      stray: ['of which'],
    });
  });

  it('does not believe likeness as long as one result is like no row, even where there are as many as rows', () => {
    const sent = [row(1, '', 'Ada', '1.5', '', ''), row(2, '', 'Ada', '1.504', '', '')];
    const results = [
      result('of which', '', 'Ada', '1.5', '', ''),
      result('foreign', '', 'Ada', '1.51', '', ''),
    ];
    expect(pair({ sent, echoed: names, key: null, results })).toEqual({
      matched: [],
      unmatched: [1, 2],
      stray: ['of which', 'foreign'],
    });
  });

  it('takes no two numbers for one that only digits beyond those of a double tell apart', () => {
    const sent = [
      row(1, '', 'Ada', '1234567890123456.7', '', ''),
      row(2, '', 'Ada', '1234567890123456.8', '', ''),
    ];
    const echoed = ['', 'Ada', '1.2345678901234568E15', '', ''];
    expect(
      pair({ sent, echoed: names, key: null, results: [result('one', ...echoed), result('two', ...echoed)] }),
    ).toEqual({ matched: [], unmatched: [1, 2], stray: ['one', 'two'] });
    const twins = [row(1, '', 'Ada', '1000000.0000000000', '', ''), row(2, '', 'Ada', '1e6', '', '')];
    expect(
      pair({
        sent: twins,
        echoed: names,
        key: null,
        results: [
          result('one', '', 'Ada', '1000000.0', '', ''),
          result('two', '', 'Ada', '1000000.0', '', ''),
        ],
      }).matched,
    ).toEqual([
      [1, 'twin', 'one'],
      [2, 'twin', 'two'],
    ]);
  });

  it('keeps a cleared field and a field left alone apart', () => {
    expect(
      pair({
        columns: [{ name: 'Name', type: 'string' }],
        sent: [row(1, ''), row(2, '#N/A')],
        echoed: ['Name'],
        key: null,
        results: [result('cleared', '#N/A'), result('left', '')],
      }).matched,
    ).toEqual([
      [1, 'content', 'left'],
      [2, 'content', 'cleared'],
    ]);
  });
});
