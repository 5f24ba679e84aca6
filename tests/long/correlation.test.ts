import { describe, expect, it } from 'vitest';
import { createNearTwinCounter } from '../../src/core/reconcile/near-twins';
import { pairResults } from '../../src/core/reconcile/test-pairing';
import { countNearTwins, judgePairing, judgeTraced } from '../samples/judge-correlation';
import { makeUnorderedLoad } from '../samples/make-unordered-load';

const loads = 10_000;

/** Results by what they were for: loads of which all came back, and others. */
const tally = { complete: 0, partial: 0, documented: 0, open: 0, rows: 0 };

describe('correlation', () => {
  it(`has no outcome on a wrong row and no row without a state in ${loads} loads`, () => {
    for (let seed = 0; seed < loads; seed += 1) {
      const load = makeUnorderedLoad(seed, { most: 80 });
      const pairing = pairResults(load);
      expect(judgePairing(load, pairing), `seed ${seed}`).toEqual([]);
      tally[load.complete ? 'complete' : 'partial'] += 1;
      if (load.documented) tally.documented += 1;
      tally.rows += load.sent.length;
      tally.open += pairing.unmatched.length;
    }
    console.table([tally]);
    // The loads are of every kind that is to be judged, in numbers.
    expect(
      Math.min(tally.complete, tally.partial, tally.documented, loads - tally.documented),
    ).toBeGreaterThan(loads / 10);
  });

  it(`gives every row its very own outcome by a trace field in ${loads} loads`, () => {
    for (let seed = 0; seed < loads; seed += 1) {
      const load = makeUnorderedLoad(seed, { most: 80, trace: 'Trace__c' });
      expect(judgeTraced(load, pairResults(load)), `seed ${seed}`).toEqual([]);
    }
  });

  it(`counts near-twins before anything stays open because of them in ${loads} loads`, () => {
    let warned = 0;
    let open = 0;
    for (let seed = 0; seed < loads; seed += 1) {
      const load = { ...makeUnorderedLoad(seed, { most: 20 }), key: null };
      const counter = createNearTwinCounter(load.columns);
      for (const { values } of load.sent) counter.add(values);
      const nearTwins = counter.count();
      expect(nearTwins, `seed ${seed}`).toBe(countNearTwins(load));
      if (nearTwins > 0) warned += 1;
      if (!load.complete || !load.whole) continue;
      const { unmatched } = pairResults(load);
      if (unmatched.length > 0) open += 1;
      if (nearTwins === 0) expect(unmatched, `seed ${seed}`).toEqual([]);
    }
    expect(open).toBeGreaterThan(0);
    expect(warned).toBeLessThan(loads);
  });
});
