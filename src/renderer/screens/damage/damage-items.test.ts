import { describe, expect, it } from 'vitest';
import type { ColumnRepair } from '../../../shared/domain/mapping';
import { repairedSample, turnRepair } from './damage-items';

const zeros: ColumnRepair = { column: 1, kind: 'lost-zeros', width: 5 };
const ids: ColumnRepair = { column: 1, kind: 'short-ids' };
const elsewhere: ColumnRepair = { column: 2, kind: 'short-ids' };

describe('turnRepair', () => {
  it('puts one repair of a column on or takes it off, and leaves the others of that column', () => {
    expect(turnRepair([ids, elsewhere], zeros, true)).toEqual([
      { kind: 'short-ids' },
      { kind: 'lost-zeros', width: 5 },
    ]);
    expect(turnRepair([zeros, ids, elsewhere], zeros, false)).toEqual([{ kind: 'short-ids' }]);
    const days: ColumnRepair = { column: 1, kind: 'serial-dates' };
    expect(turnRepair([days, ids], { column: 1, kind: 'days-1904' }, true)).toEqual([
      { kind: 'short-ids' },
      { kind: 'days-1904' },
    ]);
    expect(turnRepair([zeros], { ...zeros, width: 6 }, true)).toEqual([{ kind: 'lost-zeros', width: 6 }]);
  });
});

describe('repairedSample', () => {
  it('shows what becomes of a cell', () => {
    expect(repairedSample({ line: 3, cell: '1069' }, zeros)).toBe('01069');
  });
});
