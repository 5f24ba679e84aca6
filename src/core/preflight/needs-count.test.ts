import { describe, expect, it } from 'vitest';
import { defaultCountAbove, needsCount, type Sending } from './needs-count';

const sending: Sending = {
  operation: 'update',
  orgType: 'production',
  rows: defaultCountAbove + 1,
  countAbove: defaultCountAbove,
};

describe('needsCount', () => {
  it.each(['insert', 'update', 'upsert'] as const)('asks for a large %s in production only', (operation) => {
    expect(needsCount({ ...sending, operation })).toBe(true);
    expect(needsCount({ ...sending, operation, rows: defaultCountAbove })).toBe(false);
    expect(needsCount({ ...sending, operation, orgType: 'sandbox' })).toBe(false);
    expect(needsCount({ ...sending, operation, orgType: 'practice' })).toBe(false);
  });

  it('asks for every row where the threshold is none, and for few where it is low', () => {
    expect(needsCount({ ...sending, rows: 1, countAbove: 0 })).toBe(true);
    expect(needsCount({ ...sending, rows: 5, countAbove: 5 })).toBe(false);
  });

  it.each(['production', 'sandbox', 'practice'] as const)('asks for any delete in a %s org', (orgType) => {
    expect(needsCount({ ...sending, orgType, operation: 'delete', rows: 1, countAbove: 1_000_000 })).toBe(
      true,
    );
  });
});
