import type { Claim } from './claim';
import type { KnownSample } from './mended-sheet';

const WELL = ['created', 'updated'];

/** Rows that did not end where rows like them must: sound and mended ones sent, the others as the sample says. */
export function checkEnds(claim: Claim, known: KnownSample): string[] {
  const ends = new Map<number, { states: readonly string[]; why: string }>();
  for (const { id, rows, ends: end } of known.defects) {
    const states = end === 'sent' ? WELL : end === 'left out' ? ['excluded'] : ['failed'];
    for (const row of rows) ends.set(row, { states, why: id });
  }
  return claim.rows.flatMap(({ row, state }) => {
    const { states, why } = ends.get(row) ?? { states: WELL, why: 'sound' };
    return states.includes(state)
      ? []
      : [`Row ${row} (${why}) is ${state} and should be ${states.join(' or ')}.`];
  });
}
