import { expect } from 'vitest';
import { damageOf, layReadings, type SeenReading } from './compare';
import type { Reading, Refused } from './make/model';
import { reasonOf, type View } from './pending';
import { damageCauses, refusalCodes } from './vocabulary';

/** What a view made of a file: a reading, or why there is none. */
export type Seen =
  | { kind: 'reading'; reading: SeenReading }
  | { kind: 'refusal'; code: string; line: number | undefined; column: number | undefined };

/** Expects a file to be read, or refused, as it must be. */
export const judgeReading = (
  seen: Seen,
  reading: Reading | undefined,
  refusal: Refused | undefined,
): void => {
  if (refusal !== undefined) {
    expect(seen).toMatchObject({
      kind: 'refusal',
      ...(refusal.line === undefined ? {} : { line: refusal.line }),
      ...(refusal.column === undefined ? {} : { column: refusal.column }),
    });
    expect(refusalCodes[refusal.kind]).toContain(seen.kind === 'refusal' ? seen.code : 'read');
    return;
  }
  if (reading === undefined) throw new Error('nothing is expected of this file');
  if (seen.kind === 'refusal') expect(seen).toEqual({ kind: 'reading' });
  if (seen.kind !== 'reading') return;
  const laid = layReadings(reading, seen.reading);
  expect(laid.seen).toEqual(laid.wanted);
  if (seen.reading.damage === undefined) return;
  expect(seen.reading.damage).toEqual(
    damageOf(reading).map(([row, kind, line, column], at) => [
      row,
      damageCauses[kind],
      line,
      // Not every view names the column.
      seen.reading.damage?.[at]?.[3] === undefined ? undefined : column,
    ]),
  );
};

/** Judges a file, or makes sure that one which is pending still fails. */
export const judge = async (view: View, name: string, run: () => Promise<void>): Promise<void> => {
  const reason = reasonOf(view, name);
  if (reason === undefined) return run();
  const fails = await run().then(
    () => false,
    () => true,
  );
  expect(
    fails,
    `${name} reads as it must now: take it off the list of ${view} in tests/corpus/pending.ts`,
  ).toBe(true);
};
