import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleAsked, type AskedRow, type FoundRecord } from './settle-asked';

const keys = fc.constantFrom('', 'a', 'A', 'b', 'B', 'c', 'd', 'e', 'f', 'g');

/** How a field treats its keys, as the org that saves the call does. */
type Field = { unique: boolean; sensitive: boolean; lowers: boolean };
const fields = fc.constantFrom<Field>(
  { unique: true, sensitive: false, lowers: false },
  { unique: true, sensitive: true, lowers: false },
  { unique: true, sensitive: false, lowers: true },
  { unique: false, sensitive: false, lowers: false },
  { unique: false, sensitive: true, lowers: false },
);

/** A call that arrived or not, in which rows may also fail for reasons of their own. */
const calls = fc
  .record({
    field: fields,
    keys: fc.array(keys, { minLength: 1, maxLength: 12 }),
    /** Keys of earlier rows of the same load, whose records are known. */
    earlier: fc.array(keys, { maxLength: 6 }),
    arrived: fc.boolean(),
    fails: fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
  })
  .map((input) => {
    const { sensitive, unique, lowers } = input.field;
    const taken = new Set<string>();
    const records: (FoundRecord & { of: number })[] = [];
    const save = (row: number, key: string, owner: number | null): void => {
      const held = lowers ? key.toLowerCase() : key;
      const same = sensitive ? held : held.toLowerCase();
      if (unique && key !== '' && taken.has(same)) return;
      if (input.fails.next().value === 0) return;
      taken.add(same);
      records.push({ id: `r${records.length}`, key: held, owner, of: row });
    };
    input.earlier.forEach((key, index) => save(1000 + index, key, 1000 + index));
    const rows: AskedRow[] = input.keys.map((key, index) => ({ row: index + 1, key }));
    if (input.arrived) for (const { row, key } of rows) save(row, key, null);
    return { ...input, rows, records };
  });

describe('settleAsked', { timeout: 60_000 }, () => {
  it('never gives a record to a wrong row, nor calls a row absent that is there', () => {
    fc.assert(
      fc.property(calls, ({ field, rows, records }) => {
        const found = records.filter(({ key }) => key !== '');
        const verdicts = settleAsked({ rows, found, unique: field.unique });
        expect(verdicts.map(({ row }) => row)).toEqual(rows.map(({ row }) => row));
        for (const { row, is, recordId } of verdicts) {
          const own = records.find(({ of }) => of === row);
          if (is === 'created') expect(recordId).toBe(own?.id);
          if (is === 'absent') expect(own).toBeUndefined();
          if (!field.unique) expect(is).not.toBe('absent');
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('leaves nothing open where every row has a unique key of its own', () => {
    fc.assert(
      fc.property(calls, ({ field, rows, records }) => {
        const folded = rows.map(({ key }) => key.toLowerCase());
        fc.pre(field.unique && new Set(folded).size === rows.length && !folded.includes(''));
        const verdicts = settleAsked({ rows, found: records, unique: true });
        for (const { row, is } of verdicts)
          expect(is).toBe(records.some(({ of }) => of === row) ? 'created' : 'absent');
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the record again that it gave to the row before', () => {
    const found = [{ id: 'r1', key: 'K-1', owner: 1 }];
    expect(settleAsked({ rows: [{ row: 1, key: 'k-1' }], found, unique: true })).toEqual([
      { row: 1, is: 'created', recordId: 'r1' },
    ]);
  });

  it('takes a record under a shared key for a row’s only where nothing else could have made it', () => {
    const row = { row: 1, key: 'K' };
    const record = { id: 'r1', key: 'K', owner: null };
    const settle = (rows: AskedRow[], found: FoundRecord[]) =>
      settleAsked({ rows, found, unique: false }).map(({ is }) => is);
    expect(settle([row], [record])).toEqual(['created']);
    expect(settle([row], [])).toEqual(['open']);
    expect(settle([row], [record, { ...record, id: 'r2' }])).toEqual(['open']);
    expect(settle([row, { row: 2, key: 'k' }], [record])).toEqual(['open', 'open']);
    // Each could be the other's: the field may change the case of what it is given.
    const other = { id: 'r2', key: 'k', owner: null };
    expect(settle([row, { row: 2, key: 'k' }], [record, other])).toEqual(['open', 'open']);
    expect(settle([row], [{ ...record, owner: 7 }])).toEqual(['open']);
  });
});
