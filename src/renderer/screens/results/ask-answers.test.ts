import { describe, expect, it } from 'vitest';
import type { AskedRow, OrgAnswer } from '../../../shared/domain/grid';
import { askedShare, proposalsOf, toDecisions } from './ask-answers';

const asked = (row: number, says: OrgAnswer, ...recordIds: string[]): AskedRow => ({
  row,
  key: says === 'no-key' ? '' : `K-${row}`,
  says,
  recordIds,
});

describe('following the org', () => {
  it('proposes nothing where its answer proves nothing', () => {
    const rows = [
      asked(1, 'made', 'r1'),
      asked(2, 'open', 'r2'),
      asked(3, 'no-key'),
      asked(4, 'older', 'r4'),
    ];
    expect(proposalsOf(rows)).toEqual({ 1: 'created', 4: 'failed' });
  });

  it('names the record only of a row that was seen to have made it', () => {
    const rows = [asked(1, 'made', 'r1'), asked(2, 'open', 'r2'), asked(3, 'made', 'r3'), asked(4, 'absent')];
    expect(toDecisions({ 1: 'created', 2: 'created', 3: 'failed' }, rows)).toEqual([
      { as: 'created', rows: [1, 2], records: [{ row: 1, id: 'r1' }] },
      { as: 'failed', rows: [3], records: [] },
    ]);
  });

  it('tells whether the org could be asked at all', () => {
    expect(askedShare([asked(1, 'made'), asked(2, 'open')])).toBe('all');
    expect(askedShare([asked(1, 'made'), asked(2, 'no-key')])).toBe('some');
    expect(askedShare([asked(1, 'no-key')])).toBe('none');
  });
});
