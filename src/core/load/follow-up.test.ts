import { describe, expect, it } from 'vitest';
import type { Way, WayReason } from '../../shared/domain/load';
import { countAutomatic, planFollowUp } from './follow-up';

const bulk2: Way = { api: '2.0', mode: 'parallel', batchSize: null };
const auto = { api: 'auto' } as const;

describe('planFollowUp', () => {
  it('does nothing where no row would gain by it', () => {
    expect(planFollowUp({ way: bulk2, options: auto, automatic: 0, locked: 0, limited: 0 })).toBeNull();
  });

  it('sends locked rows again alone, then one batch at a time, then leaves them to a person', () => {
    const next = (automatic: number, way: Way) =>
      planFollowUp({ way, options: auto, automatic, locked: 5, limited: 0 });
    expect(next(0, bulk2)).toMatchObject({ way: bulk2, reason: 'after-locks', after: 2000 });
    const serial: Way = { api: '1.0', mode: 'serial', batchSize: 200 };
    expect(next(1, bulk2)).toMatchObject({ way: serial });
    expect(next(2, serial)).toMatchObject({ way: serial, after: 15_000 });
    expect(next(3, serial)).toBeNull();
  });

  it('keeps to the API a person chose', () => {
    const chosen = { api: '2.0' } as const;
    expect(planFollowUp({ way: bulk2, options: chosen, automatic: 2, locked: 1, limited: 0 })?.way.api).toBe(
      '2.0',
    );
    expect(planFollowUp({ way: bulk2, options: chosen, automatic: 0, locked: 0, limited: 9 })).toBeNull();
    const classic: Way = { api: '1.0', mode: 'parallel', batchSize: 2000 };
    expect(
      planFollowUp({ way: classic, options: { api: '1.0' }, automatic: 0, locked: 1, limited: 0 })?.way,
    ).toEqual({ ...classic, mode: 'serial' });
  });

  it('steps the batch size down while a trigger can’t bear its rows', () => {
    const sizes: (number | null)[] = [];
    let way: Way = bulk2;
    for (let automatic = 0; automatic < 5; automatic += 1) {
      const next = planFollowUp({ way, options: auto, automatic, locked: 0, limited: 3 });
      if (next === null) break;
      way = next.way;
      sizes.push(way.batchSize);
    }
    expect(sizes).toEqual([100, 25, 5]);
    expect(way.api).toBe('1.0');
  });
});

describe('countAutomatic', () => {
  it('counts from the attempt a person sent last', () => {
    const of = (...reasons: WayReason[]) => countAutomatic(reasons.map((reason) => ({ reason })));
    expect(of('many-rows')).toBe(0);
    expect(of('many-rows', 'after-locks', 'after-limits')).toBe(2);
    expect(of('many-rows', 'after-locks', 'asked', 'after-locks')).toBe(1);
  });
});
