import { describe, expect, it } from 'vitest';
import type { Way } from '../../shared/domain/load';
import type { ParentMeasure, ParentPlan } from '../../shared/domain/parents';
import { adviseParents } from './advise-parents';

const column = (field: string, heavyRows: number, biggest = 300): ParentMeasure => ({
  field,
  label: field,
  parents: null,
  kind: 'lookup',
  rows: 1000,
  distinct: 40,
  exact: true,
  heavy: { parents: 2, rows: heavyRows },
  biggest: [{ value: 'A-1', rows: biggest }],
});
const plan = (...columns: ParentMeasure[]): ParentPlan => ({
  rows: 1000,
  together: columns[0]?.field ?? null,
  orderMatters: false,
  columns,
});
const jobs: Way = { api: '2.0', mode: 'parallel', batchSize: null };

describe('adviseParents', () => {
  it('has nothing to say where rows share no parent', () => {
    expect(adviseParents(null, jobs)).toBeNull();
    expect(adviseParents({ rows: 0, together: null, orderMatters: false, columns: [] }, jobs)).toBeNull();
  });

  it('says how much of the rows heavy parents take, and leaves it at that', () => {
    expect(adviseParents(plan(column('AccountId', 400)), jobs)).toMatchObject({
      share: 0.4,
      isTogether: true,
      large: null,
      offersSerial: false,
    });
  });

  it('offers Serial where one parent exceeds what keeping together helps', () => {
    const huge = plan(column('AccountId', 1000, 10_001));
    expect(adviseParents(huge, jobs)).toMatchObject({
      large: { value: 'A-1', rows: 10_001, atOnce: 10_000 },
      offersSerial: true,
    });
    const small: Way = { api: '1.0', mode: 'parallel', batchSize: 200 };
    expect(adviseParents(plan(column('AccountId', 400)), small)?.large?.atOnce).toBe(200);
    for (const calm of [
      { api: '1.0', mode: 'serial', batchSize: 200 },
      { api: 'collections', mode: 'parallel', batchSize: null },
    ] as const)
      expect(adviseParents(huge, calm)).toMatchObject({ large: null, offersSerial: false });
  });

  it('offers Serial where another column, or the order of the file, tears parents apart', () => {
    const two = plan(column('AccountId', 400), column('Campaign__c', 200), column('Rare__c', 199));
    expect(adviseParents(two, jobs)).toMatchObject({ offersSerial: true, apart: [{ field: 'Campaign__c' }] });
    const ordered = { ...plan(column('AccountId', 400)), together: null, orderMatters: true };
    expect(adviseParents(ordered, jobs)).toMatchObject({ isTogether: false, offersSerial: true });
  });
});
