import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SentRow } from '../store/outcomes';
import { CallError } from './ports';
import { sendInHalves, type Answered } from './send-in-halves';

const words = (value: string): string =>
  `JSON_PARSER_ERROR: Cannot deserialize instance of date from VALUE_STRING value ${value} or request may be missing a required field at [line:1, column:99]`;
const fail = (kind: 'refused' | 'lost' | 'busy' | 'held-up', detail = 'HTTP 500'): CallError =>
  new CallError({ kind, error: { code: 'org.refused', params: {}, detail } });

const rowsOf = (guilty: readonly boolean[]): SentRow[] =>
  guilty.map((is, at) => ({ row: at + 1, values: [`Row ${at}`, is ? `bad ${at}` : '2026-01-01'] }));
const header = ['LastName', 'Birthdate'];

/** An org that takes no call with a value it can't read, and may break a call off before or after it counted. */
const createOrg = (
  trouble: { at: number; when: 'before' | 'after'; kind: 'lost' | 'busy' | 'held-up' } | null,
) => {
  const written = new Map<number, number>();
  let calls = 0;
  const send = async (some: readonly SentRow[]): Promise<Answered[]> => {
    calls += 1;
    const isTrouble = trouble?.at === calls;
    if (isTrouble && trouble.when === 'before') throw fail(trouble.kind);
    const bad = some.find(({ values }) => values[1]?.startsWith('bad'));
    if (bad !== undefined) throw fail('refused', words(bad.values[1] ?? ''));
    for (const { row } of some) written.set(row, (written.get(row) ?? 0) + 1);
    if (isTrouble) throw fail('lost');
    return some.map((row) => ({
      row,
      answer: { id: `id ${row.row}`, success: true, created: true, code: null, text: null, fields: [] },
    }));
  };
  return { written, send, calls: () => calls };
};

describe('sendInHalves', () => {
  const few = fc.array(fc.nat(199), { maxLength: 3 });

  it('fails the guilty rows alone, and writes every other once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), few, async (count, list) => {
        const guilty = Array.from({ length: count }, (_, at) => list.includes(at));
        const rows = rowsOf(guilty);
        const org = createOrg(null);
        const { answered, refused } = await sendInHalves(rows, header, org.send);
        expect(refused).toEqual([]);
        const byRow = new Map(answered.map(({ row, answer }) => [row.row, answer]));
        expect(byRow.size).toBe(count);
        expect(answered).toHaveLength(count);
        guilty.forEach((is, at) => {
          expect(org.written.get(at + 1) ?? 0).toBe(is ? 0 : 1);
          expect(byRow.get(at + 1)).toMatchObject(
            is
              ? { success: false, code: 'JSON_PARSER_ERROR', fields: ['Birthdate'] }
              : { id: `id ${at + 1}` },
          );
        });
        expect(org.calls()).toBeLessThanOrEqual(48);
      }),
      { numRuns: 300 },
    );
  });

  it('asks no more than is worth it where every row is wrong, and leaves the others for a person', async () => {
    const rows = rowsOf(Array.from({ length: 200 }, () => true));
    const org = createOrg(null);
    const { answered, refused } = await sendInHalves(rows, header, org.send);
    expect(org.calls()).toBe(48);
    expect(answered.every(({ answer }) => !answer.success)).toBe(true);
    const all = [...answered, ...refused].map(({ row }) => row.row);
    expect(all.toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row));
    for (const { text } of refused) expect(text).toMatch(/^JSON_PARSER_ERROR: /);
  });

  it('leaves all in doubt when anything else goes wrong after a part went in, and nothing before', async () => {
    const troubles = fc.record({
      at: fc.integer({ min: 1, max: 12 }),
      when: fc.constantFrom('before' as const, 'after' as const),
      kind: fc.constantFrom('lost' as const, 'busy' as const, 'held-up' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 60 }), few, troubles, async (count, list, trouble) => {
        const rows = rowsOf(Array.from({ length: count }, (_, at) => list.includes(at)));
        const org = createOrg(trouble);
        try {
          await sendInHalves(rows, header, org.send);
        } catch (cause) {
          const { kind } = (cause as CallError).failure;
          // Only a call that certainly wrote nothing may be made again as if it had never been.
          if (org.written.size > 0) expect(kind).toBe('lost');
          else if (trouble.when === 'before') expect(kind).toBe(trouble.kind);
        }
        expect([...org.written.values()].every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
